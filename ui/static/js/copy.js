import { announce } from "./announce.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-secret]");
  if (button) {
    const secret = "copySecret" in button.dataset;
    try {
      await navigator.clipboard.writeText(await (secret ? fetched(button.form) : shown(button)));
      done(button, "Copied");
    } catch {
      done(button, "Could not copy");
    }
  }
});

function shown(button) {
  return button.closest(".copy, .code-block").querySelector("code").textContent.trim();
}

// A secret goes from the server to the clipboard without ever being in the page.
async function fetched(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "text/plain" },
    body: new URLSearchParams(new FormData(form)),
  });
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return answer.text();
}

function done(button, text) {
  announce(text);
  button.dataset.done = text;
  setTimeout(() => delete button.dataset.done, 1500);
}
