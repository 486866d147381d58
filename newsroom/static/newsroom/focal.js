// The focal point: a mark on a picture, put by a click and moved by the arrow keys. Shares of width and height go into
// two fields (data-x, data-y) or, joined by a blank, into one (data-point).
"use strict";

window.deskFocal = {
  dress(frame) {
    const { x, y, point } = frame.dataset;
    const fields = point ? [document.getElementById(point)] : [document.getElementById(x), document.getElementById(y)];
    const mark = document.createElement("button");
    mark.type = "button";
    mark.className = "desk-focal-mark";
    frame.append(mark);

    const read = () => {
      const texts = point ? fields[0].value.split(" ") : fields.map((field) => field.value);
      return [0, 1].map((axis) => (texts[axis] ? Number(texts[axis]) : 0.5));
    };
    const show = () => {
      const [left, top] = read();
      mark.style.left = `${left * 100}%`;
      mark.style.top = `${top * 100}%`;
      const words = `Focal point ${Math.round(left * 100)} % from the left, ${Math.round(top * 100)} % from the top. Arrow keys move it.`;
      mark.setAttribute("aria-label", words);
      mark.title = words;
    };
    const put = (left, top) => {
      const values = [left, top].map((share) => Math.min(1, Math.max(0, share)).toFixed(3));
      if (point) fields[0].value = values.join(" ");
      else fields.forEach((field, axis) => { field.value = values[axis]; });
      fields[0].dispatchEvent(new Event("input", { bubbles: true }));
      show();
    };

    frame.querySelector("img").addEventListener("click", (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      put((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
      mark.focus();
    });
    mark.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 0.1 : 0.01;
      const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (!move) return;
      event.preventDefault();
      const [left, top] = read();
      put(left + move[0], top + move[1]);
    });
    fields.forEach((field) => field.addEventListener("change", show));
    show();
  },
};

document.querySelectorAll(".desk-focal").forEach((frame) => window.deskFocal.dress(frame));
