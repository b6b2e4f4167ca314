const root = document.documentElement;

function mark() {
  const current = root.dataset.bsTheme ?? "auto";
  for (const choice of document.querySelectorAll("[data-theme-choice]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.themeChoice === current));
  }
}

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
  if (choice === "auto") {
    delete root.dataset.bsTheme;
    localStorage.removeItem("theme");
  } else if (choice) {
    root.dataset.bsTheme = choice;
    localStorage.setItem("theme", choice);
  }
  mark();
});
mark();
