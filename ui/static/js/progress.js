// Follows long work: the server sends the part of the page that changed, and says when there is nothing more to wait for.
import { announce } from "./announce.js";

for (const part of document.querySelectorAll("[data-progress]")) {
  const source = new EventSource(part.dataset.progress);
  source.addEventListener("progress", (event) => {
    part.innerHTML = event.data;
  });
  source.addEventListener("end", () => {
    source.close();
    announce("Something has changed. The page shows how it is now.");
    window.location.reload();
  });
}
