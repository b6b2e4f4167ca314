// Keeps "3 minutes ago" true while the page stays open; the server has written the first text.
const format = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const units = [["year", 31536000, 730], ["month", 2592000, 60], ["day", 86400, 2], ["hour", 3600, 0], ["minute", 60, 0]];

function words(date) {
  const seconds = (date - Date.now()) / 1000;
  const size = Math.abs(seconds);
  for (const [unit, length, fromDays] of units) {
    if (size >= Math.max(length, fromDays * 86400)) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return size < 10 ? "just now" : format.format(Math.trunc(seconds), "second");
}

setInterval(() => {
  for (const time of document.querySelectorAll("time[data-relative]")) {
    const text = words(new Date(time.dateTime));
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}, 30000);
