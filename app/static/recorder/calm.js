/** The pages around the recording: before the clock starts, after it stopped, and when there is nothing to record. */

import { icon, shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";
import { fact, pair } from "./faces.js";
import { studentsField } from "./students.js";

const TODAY = "/";

/** Who, which class, which form, and how to begin: `begin()` with the clock, `fromVideo(file)` beside a video. */
export function beginPage(about, { begin, fromVideo }) {
  const trouble = h("p.trouble", { role: "alert" });
  const start = h(`button.btn.${about.videoFirst ? "line" : "solid"}.big.wide`, { type: "submit", form: about.hasSweep && "begin" }, icon("play", 20), says.startTheClock);
  const students = about.hasSweep ? studentsField(about) : null;
  const started = async (event) => {
    event.preventDefault();
    start.disabled = true;
    const field = students?.querySelector("input");
    if (field) await about.setStudents(Number(field.value));
    await begin().catch((error) => words(trouble, says.notSaved(error.name)));
    start.disabled = false;
  };
  const slot = h("div.stack");
  import("./video_button.js").then(({ fromVideoButton }) => slot.append(...fromVideoButton(about, students, fromVideo, trouble)));
  if (students) students.id = "begin";
  if (students) students.addEventListener("submit", started);
  else start.addEventListener("click", started);
  return calm(
    about.title ?? says.beginTitle(about.visit.class_label),
    [
      h("div.whom", {}, pair(about.teacher, about.coach), h("div", {}, h("b", {}, about.partner.name), h("p.soft", {}, says.when(about.visit)))),
      about.visit.purpose ? h("p.lead", {}, about.visit.purpose) : null,
      h("ul.plain", {}, ...about.measures.map((measure) => fact(h("span", {}, shape(glyphOf(measure), 20, `c-${measure.look?.pencil ?? "graphite"}`)), says.collected(measure)))),
      h("p.hint", {}, icon("check", 18), h("span", {}, says.agreedForm(about))),
      about.observing ? h("p.hint", {}, icon("lock", 18), h("span", {}, says.blind(about.coach.name))) : null,
      about.asked,
      students,
      about.visit.status === "under_way" ? h("p.hint", {}, icon("devices", 18), h("span", {}, says.alsoElsewhere)) : null,
    ],
    [trouble, ...(about.videoFirst ? [slot, start] : [start, slot]), today(), h("p.soft.small", {}, says.nothingBefore)],
  );
}

/** What is only here and what the partner has; `paint(state)` keeps it true. */
export function endedPage(about, recording, keepRecording) {
  const where = h("span");
  const glyph = h("span.c-ink");
  const trouble = h("p.trouble", { role: "alert" });
  const signIn = link(toSignIn(), says.signIn);
  const again = h("button.btn.line.big.wide", { type: "button" }, says.keepRecordingAfterAll);
  again.addEventListener("click", () => keepRecording().catch((error) => words(trouble, says.notSaved(error.name))));
  const el = calm(
    says.endedTitle,
    [
      h("div.whom", {}, pair(about.teacher, about.coach), h("div", {}, h("b", {}, about.partner.name), h("p.soft", {}, about.visit.class_label ?? ""))),
      h("p.lead", {}, says.recordedFor(recording.sums.end.at_ms)),
      h("ul.plain", {}, h("li", {}, glyph, where), fact(icon("lock", 20), says.firstReader(about))),
    ],
    [trouble, signIn, today("solid"), again],
  );
  const paint = (state) => {
    const counts = { waiting: 0, parked: 0, acknowledged: 0, ...state.visits[about.visit.id] };
    glyph.replaceChildren(icon(counts.waiting ? "saved" : "shared", 20));
    words(where, says.whereItIs(counts, about.keeper.name, state.phase));
    signIn.hidden = state.phase !== "signed-out";
    again.hidden = !recording.log.writer;
  };
  return { el, paint };
}

/** One sentence about what is the matter, one about what to do. */
export function noticePage(title, text, ...actions) {
  return calm(title, [h("p.lead", {}, text)], [...actions, today("solid")]);
}

/** The way to sign in and back here. */
export const toSignIn = () => `/sign-in?next=${encodeURIComponent(location.pathname + location.hash)}`;

export const link = (href, text, look = "line") => h(`a.btn.${look}.big.wide`, { href }, text);

export function today(look = "quiet") {
  return link(TODAY, says.backToToday, look);
}

export function calm(title, content, actions) {
  const card = h("section.card", {}, h("h1", {}, title), ...content);
  return h("main.calm", {}, h("span.wordmark", {}, says.product), card, h("div.stack", {}, ...actions));
}

const glyphOf = ({ kind, options, look }) => options?.[0]?.shape ?? look?.shape ?? { duration: "bar", sweep: "target", interval: "lines" }[kind] ?? "circle";
