// A button that copies what stands in a field. Without script the field can be copied from by hand.
"use strict";

document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // on plain http, and where the browser asks first
    }
    button.textContent = "Copied";
  });
});
