// The page of two texts: whoever writes another text chooses it.
"use strict";

document.querySelectorAll(".desk-edited").forEach((part) => {
  part.addEventListener("input", (event) => {
    if (event.target.type !== "radio") part.querySelector("[type=radio]").checked = true;
  });
});
