// Ctrl+K on every page of the desk: a dialog that finds a story while one types and opens its text. By keyboard alone:
// arrow keys choose, Enter opens, Escape closes. Also puts the cursor into the text where an address ends in #text.
"use strict";

(() => {
  const { url } = document.currentScript.dataset;
  let dialog, input, list, says; // made when first asked for
  let asked = ""; // what the shown list answers
  let waiting, running;
  let goes = false; // Enter came before the answer

  const make = (name, properties = {}, attributes = {}) => {
    const made = Object.assign(document.createElement(name), properties);
    Object.entries(attributes).forEach(([key, text]) => made.setAttribute(key, text));
    return made;
  };

  function build() {
    dialog = make("dialog", { className: "desk-quick" }, { "aria-label": "Find a story" });
    input = make("input", { type: "search", id: "desk-quick-input", autocomplete: "off", spellcheck: false, placeholder: "Headline, number or address" }, {
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "desk-quick-list",
    });
    const label = make("label", { htmlFor: input.id, textContent: "Find a story" });
    list = make("ul", { id: "desk-quick-list" }, { role: "listbox", "aria-label": "Stories" });
    says = make("p", { className: "desk-quick-says" }, { role: "status" });
    dialog.append(label, input, says, list);
    document.body.append(dialog);
    input.addEventListener("input", ask);
    input.addEventListener("keydown", key);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // beside it
    });
  }

  function open() {
    if (!dialog) build();
    if (dialog.open) return;
    input.value = "";
    show([], "");
    dialog.showModal();
    input.focus();
  }

  function key(event) {
    const options = [...list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length) choose(options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length]);
    } else if (event.key === "Escape") { // a search field would only empty itself
      event.preventDefault();
      dialog.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (input.value.trim() !== asked) goes = true;
      else if (at >= 0) go(options[at]);
    }
  }

  function ask() {
    clearTimeout(waiting);
    goes = false;
    const text = input.value.trim();
    waiting = setTimeout(async () => {
      running?.abort();
      running = new AbortController();
      try {
        const response = text ? await fetch(`${url}?q=${encodeURIComponent(text)}`, { signal: running.signal }) : null;
        if (response && !response.ok) throw new Error(response.status);
        const stories = response ? (await response.json()).stories : [];
        show(stories, text);
      } catch (error) {
        if (error.name !== "AbortError") says.textContent = "The desk cannot be reached just now, or you are logged out.";
      }
    }, 60);
  }

  function show(stories, text) {
    asked = text;
    list.replaceChildren(...stories.map((story, index) => {
      const option = make("li", { id: `desk-quick-${index}` }, { role: "option", "aria-selected": "false" });
      option.dataset.address = story.address;
      option.append(make("span", { textContent: story.headline, dir: "auto" }), make("small", { textContent: story.says }));
      option.addEventListener("click", () => go(option));
      return option;
    }));
    input.setAttribute("aria-expanded", String(stories.length > 0));
    const count = `${stories.length}${stories.length === 10 ? " or more" : ""} ${stories.length === 1 ? "story" : "stories"}`;
    says.textContent = text ? (stories.length ? count : "No story is called so.") : "";
    if (stories.length) choose(list.firstElementChild);
    else input.removeAttribute("aria-activedescendant");
    if (goes && stories.length) go(list.firstElementChild);
  }

  function choose(option) {
    [...list.children].forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function go(option) {
    dialog.close();
    const target = new URL(option.dataset.address, location.href);
    if (target.pathname === location.pathname) document.querySelector(".ProseMirror")?.focus(); // it is open here
    else location.assign(target);
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      event.stopPropagation();
      open();
    }
  }, { capture: true });

  document.addEventListener("DOMContentLoaded", () => {
    const field = document.querySelector(".desk-find");
    if (!field) return;
    field.hidden = false;
    field.addEventListener("input", () => { // the dialog takes over from the first key on
      const typed = field.value;
      field.value = "";
      open();
      input.value = typed;
      ask();
    });
  });

  document.addEventListener("prose-editor:ready", ({ detail: { editor } }) => {
    if (location.hash === "#text") editor.commands.focus("end");
  });
})();
