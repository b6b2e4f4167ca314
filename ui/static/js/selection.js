// Counts the selected rows of a form and offers "all that match" once the whole page is selected.
function update(form) {
  const bar = form.querySelector("[data-selection]");
  const rows = [...form.querySelectorAll(".data-table__select input:not([data-select-page])")];
  const page = form.querySelector("[data-select-page]");
  const all = form.querySelector("[data-selection-all]");
  const count = rows.filter((row) => row.checked).length;
  page.checked = count > 0 && count === rows.length;
  page.indeterminate = count > 0 && count < rows.length;
  bar.classList.toggle("selection-bar--used", count > 0);
  if (all) {
    all.closest("label").hidden = !page.checked;
    all.checked &&= page.checked;
  }
  const text = all?.checked ? "Selected:" : `${count} selected`;
  bar.querySelector("[data-selection-count]").textContent = text;
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.querySelector("[data-selection]")) {
    if (event.target.matches("[data-select-page]")) {
      for (const row of form.querySelectorAll(".data-table__select input")) {
        row.checked = event.target.checked;
      }
    }
    update(form);
  }
});

for (const bar of document.querySelectorAll("[data-selection]")) {
  update(bar.closest("form"));
}
