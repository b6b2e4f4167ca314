// "/" searches, "g" and a letter goes there, "?" lists the keys. Never while typing.
let goes = false;

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable], dialog[open]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const link = goes && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  goes = event.key === "g";
  if (link) {
    link.click();
  } else if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".search__input")?.focus();
  } else if (event.key === "?") {
    show("shortcuts");
  }
});

document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-opens]")?.dataset.opens;
  if (name) {
    show(name);
  }
});

function show(name) {
  document.querySelector(`[data-dialog="${name}"]`)?.showModal();
}
