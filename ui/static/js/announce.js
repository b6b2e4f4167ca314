// One polite live region for what happens without a page change.
const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("role", "status");
document.body.append(region);

export function announce(text) {
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}
