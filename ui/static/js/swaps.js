// What htmx cannot do by itself: say that a request failed, and send the reader to what is wrong.
import { announce } from "./announce.js";

document.addEventListener("htmx:responseError", (event) => {
  announce(`That did not work: the server answered ${event.detail.xhr.status}. Nothing was changed.`);
});

document.addEventListener("htmx:sendError", () => {
  announce("That did not work: the server could not be reached.");
});

document.addEventListener("htmx:afterSwap", (event) => {
  event.target.querySelector(".errors")?.focus();
});

document.querySelector(".errors")?.focus();
