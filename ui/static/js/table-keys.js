// j and k walk the rows of a table, x selects, Enter follows the row's link because that is what has the focus.
document.addEventListener("keydown", (event) => {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]");
  const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
  if (modified || typing || rows.length === 0) {
    return;
  }
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = at + (event.key === "j" ? 1 : -1);
    rows[Math.max(0, Math.min(rows.length - 1, next))].querySelector("th a, td a")?.focus();
  } else if (event.key === "x" && at >= 0) {
    rows[at].querySelector(".data-table__select input")?.click();
  }
});
