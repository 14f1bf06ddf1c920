/** A reflection: every pause in typing is a private draft in the log; sharing is a step of its own. */

import { tell } from "../ui/messages.js";
import { debrief as says } from "./words.js";
import { forget } from "./kept.js";
import { guessesCanBeRead, keepGuesses } from "./look.js";
import { log, onSettled, visit } from "./visit.js";

const PAUSE_MS = 4000;
const PATIENCE_MS = 1500;
const timers = new Map();

const fields = () => [...document.querySelectorAll("[data-answer]")];

document.addEventListener("input", ({ target }) => target.matches?.("[data-answer]") && soon(target));
document.addEventListener("restored", ({ target }) => target.matches("[data-answer]") && soon(target));
document.addEventListener("focusout", ({ target }) => target.matches?.("[data-answer]") && draft(target));
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && fields().forEach(draft));
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-share]")) reflect(event);
  if (event.target.matches("[data-choose]")) choose(event);
  if (event.target.matches("[data-settles]")) settle(event);
});

onSettled(() => {
  document.querySelectorAll("[data-share], [data-choose]").forEach((form) => (form.hidden = false));
  for (const field of fields()) {
    field.dataset.keep ??= `answer-${visit}-${field.dataset.prompt}`;
    field.dataset.saved ??= field.value;
  }
});

function soon(field) {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => draft(field), PAUSE_MS));
}

// One at a time for each field, so that the newest words are the last in the log.
function draft(field) {
  clearTimeout(timers.get(field));
  field.writing = (field.writing ?? Promise.resolve()).then(() => write(field)).catch(() => tell(says.notSaved));
  return field.writing;
}

async function write(field) {
  const text = field.value.trim();
  if (text === (field.dataset.saved ?? "").trim() || field.readOnly) return;
  if (text) {
    const entry = await (await log()).append({ kind: "draft", prompt: field.dataset.prompt, text });
    field.dataset.draft = entry.id;
  } else if (field.dataset.draft) {
    await (await log()).append({ kind: "void", target: field.dataset.draft });
    delete field.dataset.draft;
  }
  field.dataset.saved = text;
}

async function reflect(event) {
  event.preventDefault();
  const form = event.target;
  const hint = form.querySelector(".hint");
  await Promise.all(fields().map(draft));
  if (event.submitter?.value === "keep") return void (hint.textContent = says.kept);
  const answered = fields().filter((field) => field.value.trim());
  if (!answered.length) return fields()[0]?.focus();
  try {
    await share(answered);
  } catch {
    return tell(says.notSaved);
  }
  form.querySelectorAll("button").forEach((button) => (button.hidden = true));
  hint.textContent = says.sharing;
}

async function share(answered) {
  const said = answered.map((field) => ({ kind: "reflection", prompt: field.dataset.prompt, text: field.value.trim() }));
  await (await log()).appendAll(said);
  for (const field of answered) {
    field.readOnly = true;
    await forget(field);
  }
}

async function choose(event) {
  event.preventDefault();
  const field = event.target.elements.text;
  const text = field.value.trim();
  if (!text) return field.focus();
  try {
    await (await log()).append({ kind: "reflection", prompt: event.target.dataset.choose, text });
    await forget(field);
    event.target.replaceChildren(says.sharing);
  } catch {
    tell(says.notSaved);
  }
}

// The private line is on this device before the page is left; a slow disk does not hold anybody up.
async function settle(event) {
  event.preventDefault();
  const guesses = "guesses" in event.target.dataset;
  if (guesses && !guessesCanBeRead()) return;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.all([...fields().map(draft), guesses && keepGuesses()]), patience]);
  event.target.submit();
}
