// Who else has this story open: the form says every few seconds that it is open, and shows what it is told.
"use strict";

(() => {
  const form = document.getElementById("article_form");
  const place = document.querySelector(".desk-here");
  if (!form || !place) return;

  const EVERY = 10_000; // milliseconds
  const { send, keepThere, hasChanges, isSent, isLost } = window.deskKeeping;
  let shown = "";

  const fields = () => [
    ["window", form.elements.window.value],
    ["base_revision", form.elements.base_revision.value],
    ["has_changes", hasChanges() ? "1" : "0"],
  ];

  function show({ sentences = [], is_held: isHeld, has_lost: hasLost }) {
    const text = JSON.stringify([sentences, isHeld]);
    if (text === shown) return; // it is read aloud once
    shown = text;
    place.replaceChildren(...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    }));
    if (isHeld && "mayTakeOver" in form.dataset) place.append(takeOverButton(hasLost ? "Take it back" : "Take over"));
    place.classList.toggle("desk-has-lost", Boolean(hasLost));
    place.hidden = !sentences.length;
  }

  function takeOverButton(words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "desk-add";
    button.textContent = words;
    button.addEventListener("click", () => takeOver(button));
    return button;
  }

  async function takeOver(button) {
    button.disabled = true;
    try {
      show(await send(form.dataset.takeOverUrl, fields()));
    } catch (error) {
      if (!isLost(error)) throw error;
      button.disabled = false;
    }
  }

  async function ping() {
    try {
      show(await send(form.dataset.pingUrl, fields()));
    } catch (error) {
      if (!isLost(error)) throw error;
      if (hasChanges()) keepThere(); // which says what is wrong
    }
  }

  ping();
  setInterval(ping, EVERY);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ping(); });
  window.addEventListener("pagehide", () => {
    if (isSent()) return; // it comes back
    const gone = new FormData();
    [...fields(), ["closed", "1"], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]].forEach((pair) => gone.append(...pair));
    navigator.sendBeacon(form.dataset.pingUrl, gone);
  });
})();
