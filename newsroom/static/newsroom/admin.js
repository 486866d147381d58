// The admin's forms, made handier. Every form works without this file.
"use strict";

const dress = {
  counters() {
    document.querySelectorAll(".desk-form [data-limit]").forEach((field) => {
      const label = field.closest(".desk-field").querySelector(".desk-label");
      const counter = label.appendChild(document.createElement("span"));
      counter.className = "desk-count";
      const count = () => {
        const length = [...field.value.trim()].length;
        counter.textContent = `${length} of ${field.dataset.limit}`;
        counter.classList.toggle("desk-over", length > Number(field.dataset.limit));
        const short = field.localName === "input" ? field.dataset.limit * 0.8 : 1; // an address is not counted early
        counter.hidden = length < short;
      };
      field.addEventListener("input", count);
      count();
    });
  },

  wordCount() {
    const text = document.querySelector("textarea#id_body");
    if (!text) return;
    const label = text.closest(".desk-field").querySelector(".desk-label");
    const counter = label.appendChild(document.createElement("span"));
    counter.className = "desk-count";
    const count = () => {
      const plain = new DOMParser().parseFromString(text.value.replaceAll("<", " <"), "text/html").body.textContent;
      const words = plain.split(/\s+/).filter(Boolean).length;
      counter.textContent = `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}`;
    };
    let waiting;
    text.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(count, 300);
    });
    count();
  },

  // Headlines are one line: Enter goes on to the next field.
  oneLiners() {
    document.querySelectorAll("textarea[rows='1']").forEach((field) => {
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          document.getElementById(field.id === "id_headline" ? "id_standfirst" : field.id).focus();
        }
      });
    });
  },

  bylines() {
    document.querySelectorAll(".desk-bylines").forEach((box) => new Bylines(box));
  },

  tags() {
    document.querySelectorAll("textarea[data-tags]:not([disabled])").forEach((field) => new Tags(field));
  },

  // The lookups are drawn by a library that forgets their names.
  lookups() {
    const name = (root) => root.querySelectorAll("select.admin-autocomplete").forEach((select) => {
      const label = document.querySelector(`label[for='${select.id}']`);
      const drawn = select.nextElementSibling;
      if (!label || !drawn?.classList.contains("select2-container")) return;
      label.id = `${select.id}_label`;
      const selection = drawn.querySelector(".select2-selection");
      const value = drawn.querySelector(".select2-selection__rendered[role]");
      selection.setAttribute("aria-labelledby", `${label.id} ${value?.id || ""}`.trim());
      value?.setAttribute("aria-labelledby", label.id);
      drawn.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
    });
    window.django?.jQuery?.(() => name(document)); // after those that draw them
    document.addEventListener("formset:added", (event) => setTimeout(() => name(event.target)));
  },

  panels() {
    const all = [...document.querySelectorAll(".desk-more")];
    all.forEach((panel) => {
      panel.addEventListener("toggle", () => {
        if (!panel.open) return;
        all.forEach((other) => { if (other !== panel) other.open = false; });
        panel.querySelector("input, textarea")?.focus();
      });
      panel.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
          panel.open = false;
          panel.querySelector("summary").focus();
        }
      });
    });
  },
};

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// Rows of the byline: add, take away, move, without a page load.
class Bylines {
  constructor(box) {
    this.list = box.querySelector("ol");
    this.template = box.querySelector("template");
    this.total = box.querySelector("[name$='-TOTAL_FORMS']");
    box.classList.add("desk-live");
    const add = box.querySelector(".desk-add");
    if (!add) { // to be read, not changed
      this.hideSpareRow();
      return;
    }
    add.hidden = false;
    add.addEventListener("click", () => this.add());
    [...this.list.children].forEach((row) => this.dress(row));
    this.hideSpareRow();
    this.number();
  }

  // The empty row is for browsers without scripts; here a button makes one.
  hideSpareRow() {
    const rows = [...this.list.children];
    const isEmpty = (row) => ["author", "name", "credit"].every((part) => !row.querySelector(`[name$='-${part}']`).value);
    if (rows.length > 1 && isEmpty(rows.at(-1))) this.remove(rows.at(-1));
  }

  dress(row) {
    const place = row.querySelector(".desk-byline-place");
    const buttons = [
      ["↑", "Move up", () => this.shown()[this.shown().indexOf(row) - 1]?.before(row)],
      ["↓", "Move down", () => this.shown()[this.shown().indexOf(row) + 1]?.after(row)],
      ["×", "Take this name away", () => this.remove(row)],
    ];
    buttons.forEach(([sign, words, act]) => {
      const button = element("button", "desk-small", sign);
      button.type = "button";
      button.title = words;
      button.setAttribute("aria-label", words);
      button.addEventListener("click", () => {
        act();
        this.number();
        this.list.dispatchEvent(new Event("input", { bubbles: true }));
        if (row.isConnected && !row.hidden) button.focus();
      });
      place.append(button);
    });
  }

  add() {
    const holder = document.createElement("template");
    holder.innerHTML = this.template.innerHTML.replaceAll("__prefix__", this.total.value);
    const row = holder.content.firstElementChild;
    this.total.value = Number(this.total.value) + 1;
    this.list.append(row);
    this.dress(row);
    this.number();
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "bylines" } }));
    row.querySelector(".select2-selection, select")?.focus();
  }

  shown() {
    return [...this.list.children].filter((row) => !row.hidden);
  }

  remove(row) {
    row.querySelector("[name$='-DELETE']").checked = true;
    row.hidden = true;
  }

  number() {
    [...this.list.children].forEach((row, index) => {
      row.querySelector("[name$='-ORDER']").value = index + 1;
    });
  }
}

// Tags as chips over a text area with one name a line. What is typed is taken as it is typed: Enter never takes a
// suggestion that was not chosen by an arrow key or the mouse.
class Tags {
  constructor(field) {
    this.field = field;
    this.names = field.value.split("\n").map((name) => name.trim()).filter(Boolean);
    this.box = element("div", "desk-tags");
    this.chips = element("ul", "desk-chips");
    this.input = element("input");
    this.list = element("ul", "desk-suggestions");
    this.prepare();
    this.box.append(this.chips, this.input, this.list);
    field.before(this.box);
    field.hidden = true;
    this.draw();
  }

  prepare() {
    Object.assign(this.input, { type: "text", id: "desk-tag-input", autocomplete: "off", placeholder: "Add a tag" });
    this.list.id = "desk-tag-suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Tags");
    const says = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id };
    Object.entries(says).forEach(([name, text]) => this.input.setAttribute(name, text));
    const label = document.querySelector(`label[for='${this.field.id}']`);
    if (label) label.htmlFor = this.input.id;
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => { this.take(this.input.value); this.close(); });
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) this.take(option.textContent);
    });
    this.field.form.addEventListener("submit", () => this.take(this.input.value), { capture: true });
  }

  key(event) {
    if (event.key === "Enter" || (event.key === "," && this.input.value.trim())) {
      if (event.key === "Enter" && !this.input.value.trim() && !this.chosen) { event.preventDefault(); return; }
      event.preventDefault();
      this.take(this.chosen ? this.chosen.textContent : this.input.value);
    } else if (event.key === "Backspace" && !this.input.value && this.names.length) {
      this.names.pop();
      this.draw();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      this.close();
    }
  }

  take(text) {
    const name = text.split(/\s+/).filter(Boolean).join(" ");
    const known = this.names.some((other) => other.toLowerCase() === name.toLowerCase());
    if (name && !known) this.names.push(name);
    this.input.value = "";
    this.close();
    if (name) this.draw();
  }

  draw() {
    this.chips.replaceChildren(...this.names.map((name, index) => this.chip(name, index)));
    const text = this.names.join("\n");
    if (this.field.value === text) return;
    this.field.value = text;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  chip(name, index) {
    const chip = element("li", "", name);
    const remove = element("button", "", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", `Take the tag ${name} away`);
    remove.addEventListener("click", () => {
      this.names.splice(index, 1);
      this.draw();
      this.input.focus();
    });
    chip.append(remove);
    return chip;
  }

  ask() {
    clearTimeout(this.waiting);
    const term = this.input.value.trim();
    if (!term) { this.close(); return; }
    this.waiting = setTimeout(async () => {
      const { url, source } = this.field.dataset;
      const response = await fetch(`${url}?${source}&term=${encodeURIComponent(term)}`).catch(() => null);
      if (!response?.ok || this.input.value.trim() !== term) return;
      this.offer((await response.json()).results.map((result) => result.text));
    }, 150);
  }

  offer(names) {
    const open = names.filter((name) => !this.names.includes(name)).slice(0, 8);
    this.chosen = null;
    this.list.replaceChildren(...open.map((name, index) => {
      const option = element("li", "", name);
      option.id = `desk-tag-option-${index}`;
      option.setAttribute("role", "option");
      return option;
    }));
    this.list.hidden = open.length === 0;
    this.input.setAttribute("aria-expanded", String(open.length > 0));
  }

  choose(step) {
    const options = [...this.list.children];
    if (!options.length) return;
    const at = options.indexOf(this.chosen) + step;
    this.chosen = options[(at + options.length) % options.length];
    options.forEach((option) => option.setAttribute("aria-selected", String(option === this.chosen)));
    this.input.setAttribute("aria-activedescendant", this.chosen.id);
  }

  close() {
    clearTimeout(this.waiting);
    this.chosen = null;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

Object.values(dress).forEach((part) => part());
