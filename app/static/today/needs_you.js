/** What the server did not take: shown with its reason, kept, sent again or left, and saved as a file. */

import { setAside, tryAgain } from "../device/outbox.js";
import { h } from "../recorder/element.js";
import { icon, shape } from "../ui/glyphs.js";
import { today as says } from "./words.js";

export function needsYou({ person, parked, visits }, { problem, waiting }) {
  if (!parked.length) return problem ? heldBack(problem) : null;
  return h("section.stack", { id: "needs-you" },
    box(says.notTaken(parked.length), says.notTakenWhy(parked.length, waiting), "alert"),
    ...parked.map((row) => card(row, person, visits.find(({ visit }) => visit.id === row.visit))),
    h("button.btn.line.wide", { type: "button", onclick: () => save(parked) }, says.saveCopy),
    h("p.hint", {}, icon("undo", 18), says.nothingChanges),
  );
}

function heldBack(problem) {
  return h("section.stack", { id: "needs-you" }, box(says.heldBack, problem.detail ?? says.noReason, "alert"));
}

function card(row, person, known) {
  const { entry, problem, visit, n } = row;
  const measure = known?.form?.measures.find(({ key }) => key === entry?.measure);
  return h("article.card.visit.markc", {},
    h("div.mrow", {}, glyph(measure, entry), h("div", {}, h("b", {}, nameOf(measure, entry)), h("span.soft", {}, momentOf(entry)))),
    h("p", {}, problem?.detail ?? problem?.title ?? says.noReason),
    h("div.b2", {},
      h("button.btn.line", { type: "button", onclick: () => tryAgain(person.id, visit, n), disabled: !entry }, says.sendAgain),
      h("button.btn.quiet", { type: "button", onclick: () => setAside(person.id, visit, n) }, says.leaveIt),
    ),
  );
}

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
