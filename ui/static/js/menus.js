// A menu is a <details>; close it as a menu closes.
const open = () => document.querySelectorAll("[data-menu][open], .denied[open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) {
    menu.open = menu.contains(event.target);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});
