// The picture library inside a form: search, upload, choose. `deskPicker.open()` gives the chosen picture, or null.
"use strict";

(() => {
  const form = document.getElementById("article_form");
  if (!form?.dataset.pickerUrl) return;

  const make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const field = (label, input) => make("label", { className: "desk-picker-field" }, make("span", { textContent: label }), input);
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;

  class Picker {
    constructor() {
      this.search = make("input", { type: "search", placeholder: "Words of title, caption or credit" });
      this.found = make("ul", { className: "desk-picker-found" });
      this.says = make("p", { className: "desk-picker-says" });
      this.says.setAttribute("role", "status");
      this.dialog = make("dialog", { className: "desk-picker" }, this.head(), this.says, this.found, this.uploading());
      this.dialog.setAttribute("aria-label", "Picture library");
      this.search.addEventListener("input", () => {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.load(), 200);
      });
      this.dialog.addEventListener("close", () => this.finish(null));
      document.body.append(this.dialog);
    }

    head() {
      const close = make("button", { type: "button", className: "desk-small", textContent: "×", title: "Close" });
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => this.dialog.close());
      return make("div", { className: "desk-picker-head" }, field("Find a picture", this.search), close);
    }

    uploading() {
      const file = make("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/gif,image/avif" });
      const words = Object.fromEntries(["alt", "credit", "caption"].map((name) => [name, make("input", { type: "text" })]));
      const send = make("button", { type: "submit", className: "button", textContent: "Upload and choose" });
      const box = make(
        "form", { className: "desk-picker-upload" },
        make("h3", { textContent: "or upload one" }),
        field("File", file), field("Alternative text", words.alt), field("Credit", words.credit), field("Caption", words.caption), send,
      );
      box.addEventListener("submit", async (event) => {
        event.preventDefault();
        const data = new FormData();
        if (file.files[0]) data.append("file", file.files[0]);
        Object.entries(words).forEach(([name, input]) => data.append(name, input.value));
        send.disabled = true;
        this.says.textContent = "Uploading…";
        const answer = await this.ask(form.dataset.uploadUrl, { method: "POST", body: data, headers: { "X-CSRFToken": token() } });
        send.disabled = false;
        this.says.textContent = answer?.refused || (answer ? "" : "The picture did not arrive. Try again.");
        if (!answer?.picture) return;
        box.reset();
        this.finish(answer.picture);
      });
      return box;
    }

    async ask(url, options) {
      const response = await fetch(url, options).catch(() => null);
      return response?.headers.get("content-type")?.includes("json") ? response.json() : null;
    }

    async load() {
      const words = this.search.value;
      const answer = await this.ask(`${form.dataset.pickerUrl}?q=${encodeURIComponent(words)}`);
      if (words !== this.search.value) return;
      this.says.textContent = answer ? (answer.pictures.length ? "" : "No picture has these words.") : "The library cannot be reached just now.";
      this.found.replaceChildren(...(answer?.pictures || []).map((picture) => this.row(picture)));
    }

    row(picture) {
      const shown = make("img", { src: picture.thumb, alt: picture.alt, loading: "lazy", width: 160, height: 107 });
      const words = make("span", { textContent: [picture.title, picture.credit].filter(Boolean).join(" · ") });
      const choose = make("button", { type: "button" }, shown, words);
      choose.addEventListener("click", () => this.finish(picture));
      return make("li", {}, choose);
    }

    open() {
      this.dialog.showModal();
      this.search.value = "";
      this.says.textContent = "";
      this.load();
      this.search.focus();
      return new Promise((resolve) => { this.resolve = resolve; });
    }

    finish(picture) {
      const resolve = this.resolve;
      this.resolve = null;
      if (this.dialog.open) this.dialog.close();
      resolve?.(picture);
    }
  }

  const picker = new Picker();
  window.deskPicker = { open: () => picker.open() };

  // The lead picture: a thumbnail with buttons over the plain list of the library.
  const box = document.querySelector(".desk-lead");
  if (!box) return;
  const select = box.querySelector("select[name=lead_image]");
  const shown = make("div", { className: "desk-lead-shown" });
  const choose = make("button", { type: "button", className: "desk-add", textContent: "Choose or upload…" });
  const remove = make("button", { type: "button", className: "desk-add", textContent: "Take away" });
  box.querySelector(".desk-lead-plain").hidden = true;
  box.querySelector(".desk-lead-plain").before(shown, choose, remove);

  const show = (picture) => {
    box.classList.toggle("desk-lead-set", Boolean(picture));
    remove.hidden = !picture || select.disabled;
    shown.replaceChildren();
    if (!picture) return;
    const image = make("img", { src: picture.whole, alt: picture.alt });
    const frame = make("div", { className: "desk-focal" }, image);
    frame.dataset.point = "id_lead_focus";
    shown.append(frame, make("p", { textContent: picture.title }));
    box.querySelector("[name=lead_alt]").placeholder = picture.alt || "Alternative text";
    box.querySelector("[name=lead_caption]").placeholder = picture.caption || "Caption";
    window.deskFocal?.dress(frame);
  };
  const set = (picture) => {
    select.replaceChildren(new Option("", ""));
    if (picture) select.append(new Option(picture.title, picture.id, true, true));
    select.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("id_lead_focus").value = "";
    ["id_lead_credit", "id_lead_credit_was"].forEach((id) => { document.getElementById(id).value = picture?.credit || ""; });
    show(picture);
  };
  if (select.disabled) choose.hidden = true;
  choose.addEventListener("click", async () => {
    const picture = await picker.open();
    if (picture) set(picture);
    choose.focus();
  });
  remove.addEventListener("click", () => set(null));
  if (select.value) picker.ask(`${form.dataset.pickerUrl}?pk=${select.value}`).then((answer) => show(answer?.pictures[0]));
  else show(null);
})();
