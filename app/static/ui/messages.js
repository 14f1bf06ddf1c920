/** One short message at the foot of the page, read out politely, gone by itself. */

const STAYS_MS = 6000;
let timer = null;

export function tell(sentence) {
  const place = document.getElementById("messages");
  clearTimeout(timer);
  place.textContent = sentence;
  timer = setTimeout(() => (place.textContent = ""), STAYS_MS);
}
