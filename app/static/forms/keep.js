/** What is typed on these pages survives a reload, a lost network and a session that ends. */

import { forgetText, keepText, textFor } from "../device/texts.js";
import { tell } from "../ui/messages.js";
import { person } from "../ui/start.js";
import { forms as says } from "./words.js";

const PAUSE_MS = 300;
const OURS = ["stamp", "start", "seen", "then", "measure"];
const waiting = new Map();

/** Whoever the page was made for is here; without a place to keep things the page works all the same. */
async function quietly(work) {
  try {
    await person;
    return await work();
  } catch {
    return null;
  }
}

export function keep(key, text) {
  clearTimeout(waiting.get(key));
  waiting.set(key, setTimeout(() => quietly(() => keepText(key, text)), PAUSE_MS));
}

export const kept = (key) => quietly(() => textFor(key));

export function forget(key) {
  clearTimeout(waiting.get(key));
  return quietly(() => forgetText(key));
}

/** A whole form, with `write(fields)` to put kept fields back; they are dropped once the server's state has moved on. */
export async function keepForm(form, write) {
  const { keepForm: key, stamp } = form.dataset;
  const read = () => [...new FormData(form)].filter(([name]) => !OURS.includes(name));
  form.addEventListener("submit", (event) => sendOnce(form, event));
  addEventListener("pageshow", () => delete form.dataset.sent);
  const found = await kept(key);
  const before = found ? JSON.parse(found) : null;
  const answered = form.querySelector("[aria-invalid]"); // the server has just sent back what was typed, with what is wrong
  if (before && before.stamp !== stamp) await forget(key);
  else if (before && !answered && JSON.stringify(before.fields) !== JSON.stringify(read())) {
    write(before.fields);
    tell(says.back);
  }
  for (const event of ["input", "change"]) {
    form.addEventListener(event, () => keep(key, JSON.stringify({ stamp, fields: read() })));
  }
}

function sendOnce(form, event) {
  if (event.defaultPrevented) return;
  if (!navigator.onLine) {
    event.preventDefault();
    tell(says.offline);
  } else if (form.dataset.sent) {
    event.preventDefault();
  } else {
    form.dataset.sent = "yes";
  }
}
