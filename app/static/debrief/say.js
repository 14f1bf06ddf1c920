/** Words pinned to a moment: saved on this device first, shown at once, and shared by the sender. */

import { onState } from "../device/sender.js";
import { tell } from "../ui/messages.js";
import { debrief as says } from "./words.js";
import { forget } from "./kept.js";
import { grown, log, onSettled, visit } from "./visit.js";

const moment = () => document.getElementById("moment");
const shown = (id) => document.getElementById(`said-${id}`);

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-say]")) return;
  event.preventDefault();
  say(event.target, event.submitter?.value === "celebrate");
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-say]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

async function say(form, celebrate) {
  const field = form.elements.text;
  const text = field.value.trim() || (celebrate ? says.celebrates : "");
  if (!text) return field.focus();
  try {
    await (await log()).append({ ...place(), text, ...(celebrate && { celebrate }) });
  } catch {
    return tell(says.notSaved);
  }
  field.value = "";
  await forget(field);
  showWaiting();
}

function place() {
  const { answering, on } = moment().dataset;
  return answering ? { kind: "reply", target: answering } : { kind: "annotation", on: JSON.parse(on) };
}

// What this device has said here and the page does not show yet: the server has still to hear of it.
async function showWaiting() {
  const thread = document.getElementById("thread");
  if (!thread) return;
  const here = (await log()).entries.filter((entry) => belongsHere(entry) && !shown(entry.id));
  thread.append(...here.map(waiting));
}

function belongsHere(entry) {
  if (entry.kind === "reply") return shown(entry.target) !== null;
  return entry.kind === "annotation" && JSON.stringify(entry.on) === JSON.stringify(JSON.parse(moment().dataset.on));
}

function waiting(entry) {
  const words = document.createElement("div");
  words.className = "cm says waiting";
  words.id = `said-${entry.id}`;
  words.dataset.waiting = "";
  const [by, said] = [document.createElement("p"), document.createElement("p")];
  by.className = "by";
  by.textContent = says.waiting;
  said.textContent = entry.text;
  words.append(by, said);
  return words;
}

// The stream brings them back; when it is down, the sender's own news does.
onState((state) => {
  const here = state.visits?.[visit];
  if (here && !here.waiting && document.querySelector("[data-waiting]")) grown("moment");
});

onSettled(() => {
  const form = document.querySelector("[data-say]");
  if (!form) return;
  form.hidden = false;
  form.elements.text.dataset.keep = `say-${visit}-${moment().dataset.query}`;
  showWaiting().catch(() => {});
});

log()
  .then((mine) => mine.onChange(() => showWaiting()))
  .catch(() => {});
