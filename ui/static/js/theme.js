// Runs before the first paint, so that neither the remembered theme nor what needs script flashes.
document.documentElement.dataset.script = "";
const remembered = localStorage.getItem("theme");
if (remembered) {
  document.documentElement.dataset.bsTheme = remembered;
}
