// The file input takes drops by itself; this shows where to drop.
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const over = kind === "dragenter" || kind === "dragover";
    event.target.closest?.("[data-drop]")?.classList.toggle("drop--over", over);
  });
}

// A file dropped beside the input would replace the page.
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!event.target.closest?.("[data-drop], textarea, input")) {
      event.preventDefault();
    }
  });
}
