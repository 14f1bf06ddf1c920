/** What the server did not take: shown with its reason, kept, sent again or left, and saved as a file. */

import { eraseParked } from "../device/erasing.js";
import { setAside, tryAgain } from "../device/parked.js";
import { h } from "../recorder/element.js";
import { icon, shape } from "../ui/glyphs.js";
import { today as says } from "./words.js";

export function needsYou({ person, parked, visits }, { problem, waiting }) {
  if (!parked.length) return problem ? heldBack(person, problem) : null;
  return h("section.stack", { id: "needs-you" },
    box(says.notTaken(parked), says.notTakenWhy(parked.length, waiting), "alert"),
    ...parked.map((row) => card(row, person, visits.find(({ visit }) => visit.id === row.visit))),
    h("button.btn.line.wide", { type: "button", onclick: () => save(parked) }, says.saveCopy),
    h("p.hint", {}, icon("undo", 18), says.nothingChanges),
  );
}

function heldBack(person, problem) {
  if (problem.type === "/problems/pin-needed") return h("section.stack", { id: "needs-you" }, box(says.pinNeeded, says.pinNeededWhy, "lock"), pinPad(person));
  return h("section.stack", { id: "needs-you" }, box(says.heldBack, reasonOf(problem), "alert"));
}

// One for as long as the page lives: what is typed outlives a new painting.
let pad = null;

function pinPad(person) {
  const put = ({ PinPad }) => pad.replaceChildren(new PinPad(person.id, () => (pad = null)).el);
  if (!pad) {
    pad = h("div");
    import("../ui/pin_pad.js").then(put).catch(() => (pad = null));
  }
  return pad;
}

const reasonOf = (problem) => problem?.detail ?? says.reasons[problem?.type] ?? problem?.title ?? says.noReason;

function card(row, person, known) {
  const { entry, problem, visit, n } = row;
  const measure = known?.form?.measures.find(({ key }) => key === entry?.measure);
  return h("article.card.visit.markc", {},
    h("div.mrow", {}, glyph(measure, entry), h("div", {}, h("b", {}, nameOf(measure, entry)), h("span.soft", {}, momentOf(entry)))),
    entry?.text ? h("blockquote", {}, entry.text) : null,
    h("p", {}, reasonOf(problem)),
    h("div.b2", {},
      goneForGood(row)
        ? h("button.btn.line", { type: "button", onclick: () => eraseParked(person.id, visit, n) }, says.eraseIt)
        : h("button.btn.line", { type: "button", onclick: () => tryAgain(person.id, visit, n) }, says.sendAgain),
      h("button.btn.quiet", { type: "button", onclick: () => setAside(person.id, visit, n) }, says.leaveIt),
    ),
  );
}

// Nobody takes it any more: it can be saved as a file, left here or erased.
const GONE = new Set(["partnership-left", "partnership-ended", "visit-erased", "pin-forgotten", "unreadable-on-device"].map((slug) => `/problems/${slug}`));
const goneForGood = ({ entry, problem }) => !entry || GONE.has(problem?.type);

function glyph(measure, entry) {
  const option = measure?.options?.find(({ key }) => key === entry.option);
  const drawn = option?.shape ?? measure?.look?.shape;
  return drawn ? h(`span.c-${measure.look.pencil}`, {}, shape(drawn, 40)) : icon("alert", 40);
}

function nameOf(measure, entry) {
  if (!entry) return says.unreadable;
  if (!measure) return says.kinds[entry.kind] ?? entry.kind;
  const option = measure.options?.find(({ key }) => key === entry.option);
  return option ? `${measure.label}: ${option.label}` : measure.label;
}

const momentOf = (entry) => (entry?.at_ms === undefined ? "" : says.at(entry.at_ms));

const box = (title, text, mark) => h("div.notice", { role: "alert" }, icon(mark, 24), h("div", {}, h("h2", {}, title), h("p", {}, text)));

function save(parked) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(parked, null, 2)], { type: "application/json" }));
  h("a", { href: address, download: "alongside-not-taken.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
