/** Follows the visit's log while the page is looked at, and lets the parts that have grown load themselves anew. */

import { address, grown, page, stage } from "./visit.js";

const TOGETHER_MS = 300;
const LONGEST_MS = 15_000;
const EVERYTHING = ["lesson", "moment", "reflections", "context", "guesses"];

let head = Number(page.dataset.head);
let asides = Number(page.dataset.asides);
let source = null;
let failures = 0;
let again = null;
let telling = null;
const parts = new Set();

function follow() {
  if (source || document.visibilityState === "hidden") return;
  clearTimeout(again);
  source = new EventSource(`/api${address}/live?after=${head}`);
  source.onopen = () => (failures = 0);
  source.onmessage = hear;
  source.addEventListener("aside", hearAside);
  // A lost connection heals by itself; a refused one never does.
  source.onerror = () => source?.readyState === EventSource.CLOSED && refused();
}

// The right to read may be over: withheld, erased, signed out. Then the page says so itself.
async function refused() {
  const answer = await fetch(`/api${address}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if ([403, 404, 410].includes(answer?.status)) return location.reload();
  later();
}

// A hidden page holds no connection: a browser has only six of them for each address.
function rest() {
  source?.close();
  source = null;
}

function later() {
  rest();
  failures += 1;
  again = setTimeout(follow, Math.min(LONGEST_MS, 1000 * 2 ** failures) * (0.5 + Math.random() / 2));
}

function hear({ data, lastEventId }) {
  head = Math.max(head, Number(lastEventId));
  const entry = JSON.parse(data);
  if (entry.kind === "begin" || entry.kind === "end") return location.reload();
  partsOf(entry).forEach((part) => parts.add(part));
  telling ??= setTimeout(tell, TOGETHER_MS);
}

// What changed and is no entry: next steps, or that a plan was cancelled.
function hearAside({ data }) {
  if (Number(data) === asides) return;
  asides = Number(data);
  if (stage === "planned") return location.reload();
  grown("aside");
}

function partsOf({ kind, prompt }) {
  if (kind === "void" || kind === "amend") return EVERYTHING;
  if (kind === "prediction") return ["guesses"];
  if (kind === "reflection") return ["reflections"];
  if (kind === "draft") return document.querySelector(`[data-prompt="${CSS.escape(prompt)}"]`) ? [] : ["reflections"];
  if (kind === "annotation" || kind === "reply") return ["lesson", "moment", "context"];
  return stage === "open" ? ["lesson", "moment"] : ["lesson"];
}

function tell() {
  telling = null;
  parts.forEach(grown);
  parts.clear();
}

function see() {
  if (document.visibilityState === "hidden") return rest();
  if (stage === "teacher_first") return location.reload();
  failures = 0;
  follow();
  document.body.dispatchEvent(new CustomEvent("seen"));
}

addEventListener("visibilitychange", see);
addEventListener("pageshow", ({ persisted }) => persisted && see());
addEventListener("pagehide", rest);
addEventListener("online", follow);
follow();
