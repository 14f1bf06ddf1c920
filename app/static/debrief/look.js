/** Before the numbers, and about the lesson as a whole: guesses, and context such as a fire drill. */

import { tell } from "../ui/messages.js";
import { debrief as says } from "./words.js";
import { forget } from "./kept.js";
import { log } from "./visit.js";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

const fields = () => [...document.querySelectorAll("[data-guess]")];

document.addEventListener("restored", ({ target }) => target.matches("[data-guess]") && (target.closest("details").open = true));
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-about]")) return;
  event.preventDefault();
  say(event.target);
});

/** False when a guess can't be read as a number; its field says so. */
export function guessesCanBeRead() {
  const odd = fields().find((field) => !field.checkValidity());
  if (odd) odd.closest("details").open = true;
  return odd?.reportValidity() ?? true;
}

/** Every guess that is new or changed, into the log. */
export async function keepGuesses() {
  const changed = fields().filter((field) => field.value !== (field.dataset.said ?? ""));
  if (!changed.length) return;
  try {
    await (await log()).appendAll(changed.map(guess));
  } catch {
    return tell(says.notSaved);
  }
  for (const field of changed) field.dataset.said = field.value;
  await Promise.all(changed.map(forget));
}

function guess({ value, dataset: { measure, option, entry } }) {
  if (value === "") return { kind: "void", target: entry };
  return { kind: "prediction", measure, ...(option && { option }), value: Number(value) };
}

async function say(form) {
  const { text, time } = form.elements;
  if (!text.value.trim()) return text.focus();
  try {
    await (await log()).append({ kind: "annotation", on: { span: place(time.value) }, text: text.value.trim() });
  } catch {
    return tell(says.notSaved);
  }
  form.reset();
  await forget(text);
  form.querySelector("[role=status]").textContent = says.sharing;
}

// A time of day within the lesson is a moment of it; any other, or none, is about all of it.
function place(time) {
  const { from, to, begins } = document.getElementById("context").dataset;
  const whole = [Number(from), Number(to)];
  if (!time || !begins) return whole;
  const at = whole[0] + ((minutes(time) - minutes(begins) + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS;
  return at < whole[1] ? [at, Math.min(at + MINUTE_MS, whole[1])] : whole;
}

function minutes(clock) {
  const [hours, rest] = clock.split(":").map(Number);
  return hours * 60 + rest;
}
