// What is typed is kept until the server has said that it is saved: on this computer at once, on the server some seconds
// after typing stops. An ended session, a fallen network, a fault or a closed window costs nothing. The form is sent
// once, only while the server answers and knows who sends it, and is never left by mistake.
"use strict";

(() => {
  const form = document.getElementById("article_form");
  if (!form) return;

  const HERE_AFTER = 500; // milliseconds after the last key
  const SERVER_AFTER = 3000;
  const SERVER_AT_LATEST = 20_000; // while somebody types on and on
  const PATIENCE = 8000; // with a server that does not answer
  const key = `desk ${form.dataset.user} ${location.pathname}`;
  const says = form.querySelector(".desk-keeping");
  const ours = document.querySelector(".desk-kept");

  let changed = "unsaved" in form.dataset;
  let sent = false;
  let isAsking = false; // whether the server is there, before the form is sent

  // Talking to the server

  class Lost extends Error {} // with the reason: "network", "session", "other", "outage", "fault" or "refused"

  async function ask(url, options) {
    let answer;
    try {
      answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options });
    } catch {
      throw new Lost("network");
    }
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new Lost("session");
    if (answer.status === 503) throw new Lost("outage");
    if (answer.status >= 500) throw new Lost("fault");
    return answer;
  }

  // Whether the server knows who we are; the key that it wants from forms is put into all of them.
  async function renew() {
    const answer = await ask(form.dataset.hereUrl);
    if (!answer.ok) throw new Lost("refused");
    const { token, user } = await answer.json();
    if (user !== form.dataset.user) throw new Lost("other");
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
  }

  // The key may be of an earlier login: then once more with the one of today.
  async function send(url, fields) {
    const post = () => {
      const body = new URLSearchParams(fields);
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      return ask(url, { method: "POST", body });
    };
    let answer = await post();
    if (answer.status === 403) {
      await renew();
      answer = await post();
    }
    if (!answer.ok) throw new Lost("refused");
    return answer.status === 204 ? {} : answer.json();
  }

  // The form's fields as they would be sent, with the tag that is only half typed.
  function pairs() {
    const tag = document.getElementById("desk-tag-input")?.value.trim();
    return [...new FormData(form)]
      .filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string")
      .map(([name, value]) => [name, name === "tags" && tag ? `${value}\n${tag}` : value]);
  }

  // Saying how it stands

  const REASONS = {
    network: "The server cannot be reached.",
    session: "Your session has ended.",
    outage: "The site can save nothing just now.",
    fault: "The server has a fault.",
    other: "Somebody else is logged in here now.",
    refused: "The server does not take this text from your account any more.",
  };

  function say(words, isBad = false) {
    if (!says) return;
    says.textContent = words;
    says.classList.toggle("desk-bad", isBad);
  }

  function sayLost(reason, isHere) {
    const where = isHere ? "Your text is kept on this computer." : "Your text is only in this page: leave it open.";
    say(`${REASONS[reason]} ${where}`, true);
    if (reason === "other") says?.append(" Log out in a new tab and log in as yourself, then go on here.");
    if (reason !== "session" || !says) return;
    const link = document.createElement("a");
    link.href = form.dataset.loginUrl;
    link.target = "_blank";
    link.textContent = "Log in in a new tab";
    says.append(" ", link, ", then go on here.");
  }

  // Keeping

  let isHere = true;

  function keepHere() {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs: pairs() }));
      isHere = true;
    } catch {
      isHere = false; // no room, or not allowed
    }
  }

  let underWay = null; // what is being sent to be kept
  let again = false;

  function keepThere() {
    clearTimeout(soon);
    clearTimeout(atLatest);
    atLatest = undefined;
    if (sent || isAsking) return;
    if (underWay) again = true;
    else underWay = sendToKeep();
  }

  async function sendToKeep() {
    try {
      const { kept } = await send(form.dataset.autosaveUrl, [...pairs(), ["story", form.dataset.story]]);
      say(`Kept at ${kept}`);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      sayLost(error.message, isHere);
      if (error.message !== "refused") later = setTimeout(keepThere, 2 * PATIENCE);
    } finally {
      underWay = null;
      if (again) {
        again = false;
        soon = setTimeout(keepThere, SERVER_AFTER);
      }
    }
  }

  let here;
  let soon;
  let atLatest;
  let later;

  function typed() {
    changed = true;
    clearTimeout(here);
    clearTimeout(soon);
    clearTimeout(later);
    here = setTimeout(keepHere, HERE_AFTER);
    soon = setTimeout(keepThere, SERVER_AFTER);
    atLatest ??= setTimeout(keepThere, SERVER_AT_LATEST);
  }

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  window.django?.jQuery?.(form).on("change", "select", typed); // lookups tell jQuery alone
  window.addEventListener("online", () => { if (changed) keepThere(); });

  // Offering what was kept: the copy of this computer, or the server's, whichever is newer

  // The page that tells of a save is the one after the form that was sent.
  function forgetWhatWasSaved() {
    const saved = sessionStorage.getItem("desk sent");
    sessionStorage.removeItem("desk sent");
    if (saved && document.querySelector(".messagelist .success, .messagelist .warning")) localStorage.removeItem(saved);
  }

  function readHere() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  const windowOf = (kept) => kept.pairs.find(([name]) => name === "window")?.[1];

  function offer() {
    const found = readHere();
    const theirs = ours ? Number(ours.dataset.at) * 1000 + 999 : 0;
    ours?.addEventListener("submit", (event) => {
      if (event.submitter?.name === "_back") return;
      event.preventDefault();
      throwAway(ours, ours.dataset.window);
    });
    if (!found || found.at <= theirs || "unsaved" in form.dataset) return;
    const note = document.createElement("p");
    note.className = "desk-note desk-kept";
    const time = new Date(found.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    note.append(`Text that you typed here until ${time} was not saved. `);
    note.append(button("Bring it back", () => bringBack(found.pairs)));
    note.append(button("Throw it away", () => throwAway(note, windowOf(found))));
    if (ours) ours.replaceWith(note);
    else form.before(note);
  }

  function throwAway(note, theirWindow) {
    const found = readHere();
    if (found && windowOf(found) === theirWindow) localStorage.removeItem(key);
    note.remove();
    if (theirWindow) send(form.dataset.forgetUrl, [["window", theirWindow]]).catch(() => {});
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "desk-add";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function bringBack(kept) {
    const sender = document.createElement("form");
    sender.method = "post";
    sender.hidden = true;
    const token = form.elements.csrfmiddlewaretoken.value;
    [...kept, ["_back", "kept"], ["csrfmiddlewaretoken", token]].forEach(([name, text]) => {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value: text });
      sender.append(field);
    });
    document.body.append(sender);
    sender.submit();
  }

  // Which open form this is. A form that was sent and comes back is the same one still, so that whoever holds the story
  // goes on holding it; but never one whose kept text is still on offer.
  function nameWindow() {
    const field = form.elements.window;
    const [path, before] = (sessionStorage.getItem("desk window") || "").split(" ");
    sessionStorage.removeItem("desk window");
    if (field.value) return;
    const found = readHere();
    const onOffer = [ours?.dataset.window, found && windowOf(found)];
    const random = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
    field.value = path === location.pathname && before && !onOffer.includes(before) ? before : random();
  }

  forgetWhatWasSaved();
  nameWindow();
  offer();

  // Sending: first it is asked whether the server is there and knows us, so that no text is sent into the void

  let isFree = false;

  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    if (isFree) {
      isFree = false;
      sent = true;
      sessionStorage.setItem("desk sent", key);
      sessionStorage.setItem("desk window", `${location.pathname} ${form.elements.window.value}`);
      return;
    }
    event.preventDefault();
    if (!isAsking) askAndSend(event.submitter);
  });

  async function askAndSend(submitter) {
    isAsking = true;
    [here, soon, atLatest, later].forEach(clearTimeout);
    atLatest = undefined;
    if (changed) keepHere();
    document.body.classList.add("desk-sending");
    try {
      await underWay?.catch(() => {}); // else it might be kept after it was saved
      await renew();
      release(submitter);
    } catch (error) {
      if (error instanceof Lost) {
        sayLost(error.message, isHere);
        says?.append(" Nothing is saved yet: press the button again.");
      } else {
        release(submitter); // what we do not understand is for the server to answer
      }
    } finally {
      isAsking = false;
      if (!sent && changed) later = setTimeout(keepThere, PATIENCE);
      if (!sent) document.body.classList.remove("desk-sending");
    }
  }

  function release(submitter) {
    isFree = true;
    form.requestSubmit(submitter);
    isFree = false;
  }

  window.addEventListener("pageshow", () => {
    sent = false;
    document.body.classList.remove("desk-sending");
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !sent) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      const save = form.querySelector(".desk-bar [name='_save']");
      if (save) form.requestSubmit(save);
    }
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key === "Enter") { // what the first button says
      event.preventDefault();
      event.stopPropagation();
      const first = form.querySelector(".desk-bar-acts > .default");
      if (first) form.requestSubmit(first);
    }
  }, { capture: true }); // before the editor

  window.deskKeeping = { send, keepThere, hasChanges: () => changed, isSent: () => sent, isLost: (error) => error instanceof Lost };
})();
