/** Asks before the clock stops, and says what is true then: what waits, who sees it first, what is still running. */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { face, fact } from "./faces.js";
import { h, words } from "./element.js";
import { openSheet } from "./sheet.js";

export function openEnd(frame, recording) {
  const lead = h("p.lead", { "aria-live": "off" });
  const tick = () => words(lead, says.clockStops(recording.endsAt()));
  const ticking = setInterval(() => (lead.isConnected ? tick() : clearInterval(ticking)), 500);
  const sheet = openSheet(frame, { title: says.endQuestion, className: "for-end", covers: true });
  const trouble = h("p.trouble", { role: "alert" });
  const end = h("button.btn.solid.big", { type: "button" }, says.endVisit);
  const keep = h("button.btn.line.big", { type: "button", onclick: () => sheet.close() }, says.keepRecording);
  end.addEventListener("click", () => {
    recording.end().then(
      () => sheet.close(),
      (error) => words(trouble, says.notSaved(error.name)),
    );
  });
  tick();
  sheet.fill(
    lead,
    h("ul.plain", {}, ...facts(frame, recording)),
    trouble,
    h("div.bcol", {}, end, keep),
  );
}

function facts(frame, recording) {
  const { waiting } = frame.counts();
  const running = frame.runningTimers();
  const { sums } = recording;
  return [
    fact(icon(waiting ? "saved" : "shared", 20), waiting ? says.marksWaiting(waiting, frame.phase) : says.allWith(frame.keeper.name)),
    fact(face(frame.teacher, "teacher", "sm"), says.firstReader(frame)),
    ...frame.incomplete().map((text) => fact(icon("timer_off", 20), text)),
    ...running.map((label) => fact(icon("timer_off", 20), says.endingStops(label))),
    sums.pausedSince === null ? null : fact(icon("pause", 20), says.pausedUntilEnd(sums.pausedSince)),
  ].filter(Boolean);
}
