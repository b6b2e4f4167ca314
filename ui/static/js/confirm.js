// A confirmation stands open inside its <details>; with script it becomes a modal dialog.
document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (details.open && details.matches?.("[data-confirm]")) {
    const dialog = details.querySelector("dialog");
    dialog.open = false;
    dialog.showModal();
    dialog.addEventListener("close", () => (details.open = false), { once: true });
  }
}, true);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]") || event.target.matches("dialog:modal")) {
    event.target.closest("dialog").close();
  }
});
