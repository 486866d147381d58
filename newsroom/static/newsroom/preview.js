// The preview beside the form: what is typed now, sent to the server a second after typing stops and shown as readers
// will get it. Nothing is saved by it.
"use strict";

(() => {
  const STILL = 1000; // milliseconds without a change
  const TICK = 500;
  const SORRY = "The preview could not be made. Your text is as it was; it is tried again when you go on typing.";

  class Preview {
    constructor(panel, form, opener) {
      Object.assign(this, { panel, form, opener, kind: "page", width: 390, number: 0, frame: null, coming: null });
      this.stage = panel.querySelector(".desk-preview-stage");
      this.says = panel.querySelector(".desk-preview-says");
      opener.hidden = false;
      opener.addEventListener("click", () => (panel.hidden ? this.open() : this.close()));
      panel.querySelector("[data-close]").addEventListener("click", () => this.close());
      panel.querySelector("[data-tab]").addEventListener("click", () => this.send("_blank"));
      panel.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
      this.choices("kind", (kind) => { this.kind = kind; this.refresh(); });
      this.choices("width", (width) => { this.width = Number(width); this.fit(); });
      new ResizeObserver(() => this.fit()).observe(this.stage);
    }

    choices(name, choose) {
      const buttons = [...this.panel.querySelectorAll(`[data-${name}]`)];
      buttons.forEach((button) => button.addEventListener("click", () => {
        buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
        choose(button.dataset[name]);
      }));
    }

    open() {
      this.panel.hidden = false;
      document.body.classList.add("desk-previewing");
      this.opener.setAttribute("aria-expanded", "true");
      this.panel.querySelector("[data-kind]").focus({ preventScroll: true });
      this.refresh();
      this.watching = setInterval(() => this.look(), TICK);
    }

    close() {
      clearInterval(this.watching);
      this.panel.hidden = true;
      document.body.classList.remove("desk-previewing");
      this.opener.setAttribute("aria-expanded", "false");
      this.opener.focus({ preventScroll: true });
    }

    typed() {
      return [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    }

    // Looks at the fields themselves: lists, chips and the writing area tell of their changes in ways of their own.
    look() {
      const now = JSON.stringify(this.typed());
      if (now !== this.seen) {
        this.seen = now;
        this.since = Date.now();
      } else if (now !== this.sent && Date.now() - this.since >= STILL && !this.coming && !document.hidden) {
        this.refresh();
      }
    }

    // The new page comes in a frame behind the one that is read, so that nothing flickers and the browser's way back
    // stays that of the form.
    refresh() {
      this.coming?.remove();
      const frame = document.createElement("iframe");
      frame.name = `desk-preview-${(this.number += 1)}`;
      frame.title = "Preview";
      frame.className = "desk-preview-coming";
      frame.setAttribute("sandbox", "allow-same-origin");
      this.stage.append(frame);
      this.coming = frame;
      this.fit();
      frame.addEventListener("load", () => { if (frame === this.coming) this.take(frame); });
      this.seen = this.sent = JSON.stringify(this.typed());
      this.since = Date.now();
      this.send(frame.name);
    }

    send(target) {
      const sender = document.createElement("form");
      const action = `${this.panel.dataset.url}?as=${this.kind}`;
      Object.assign(sender, { method: "post", action, target, rel: "noopener", hidden: true });
      this.typed().forEach(([name, value]) => {
        const field = document.createElement("textarea");
        Object.assign(field, { name, value });
        sender.append(field);
      });
      document.body.append(sender);
      sender.submit();
      sender.remove();
    }

    take(frame) {
      const page = this.pageOf(frame);
      if (page === "nothing yet") return;
      this.coming = null;
      this.says.textContent = page ? "" : SORRY;
      if (!page) {
        frame.remove();
        return;
      }
      const old = this.frame?.contentWindow?.scrollY || 0;
      this.frame?.remove();
      this.frame = frame;
      frame.classList.remove("desk-preview-coming");
      frame.contentWindow.scrollTo(0, old);
      page.addEventListener("click", (event) => this.follow(event));
    }

    // The document in a frame; null where another site's or an error's stands there.
    pageOf(frame) {
      try {
        if (frame.contentDocument.URL === "about:blank") return "nothing yet";
        return frame.contentDocument.getElementById("content") ? frame.contentDocument : null;
      } catch {
        return null;
      }
    }

    // Links lead out of the frame: the pages of the site stand in no frame.
    follow(event) {
      const link = event.target.closest("a[href]");
      if (!link || link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      window.open(link.href, "_blank", "noopener");
    }

    // As wide as the device that was chosen, and as small as it must be to fit.
    fit() {
      const { clientWidth, clientHeight } = this.stage;
      if (!clientWidth) return;
      const share = Math.min(1, clientWidth / this.width);
      [this.frame, this.coming].filter(Boolean).forEach((frame) => {
        Object.assign(frame.style, {
          width: `${this.width}px`,
          height: `${clientHeight / share}px`,
          transform: `scale(${share})`,
          left: `${Math.max(0, (clientWidth - this.width * share) / 2)}px`,
        });
      });
    }
  }

  const panel = document.getElementById("desk-preview");
  if (panel) new Preview(panel, document.getElementById("article_form"), document.querySelector(".desk-preview-open"));
})();
