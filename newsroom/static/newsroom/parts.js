// Parts of a page that are fetched when it stands: <div data-part="address"> holds a link until then, and keeps it
// where nothing comes.
for (const place of document.querySelectorAll("[data-part]")) {
  const way = place.innerHTML;
  place.setAttribute("aria-busy", "true");
  place.textContent = "Looking…";
  fetch(place.dataset.part, { credentials: "same-origin" })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer.status)))
    .catch(() => way)
    .then((html) => {
      place.innerHTML = html;
      place.removeAttribute("aria-busy");
    });
}
