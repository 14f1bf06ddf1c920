/** The visits of offline Today, and what has to wait for the network. */

import { h } from "../recorder/element.js";
import { face, fact, pair } from "../recorder/faces.js";
import { icon } from "../ui/glyphs.js";
import { today as says } from "./words.js";

const SPRITE = new URL("../vendor/icons.svg", import.meta.url).pathname;

/** One visit as a card; `next` is the only solid button of the page. */
export function visitCard(each, counts, now, next) {
  const { visit, partnership, stands } = each;
  const label = { planned: says.openRecorder, under_way: says.keepRecording, ended: says.openHere }[stands];
  const look = next && stands !== "ended" ? "a.btn.solid.big.wide" : "a.btn.line.wide";
  return h(`article.card.visit${next ? ".next" : ""}`, {},
    h("div.vt", {}, when(each, now) ?? face(partnership.teacher, "teacher"), about(partnership.teacher.name, visit)),
    h("ul.facts", {}, ...facts(each, counts)),
    h(look, { href: `/recorder#${partnership.id}/${visit.id}` }, label),
  );
}

export function afterThat(visits, where, now) {
  if (!visits.length) return null;
  return h("section", {}, h("h2.sec", {}, says.afterThat), h("div.stack", {}, ...visits.map((each) => visitCard(each, where(each), now, false))));
}

/** A visit that nobody planned, on a form where that is welcome; a teacher's own lesson, from a video. */
export function withoutPlan({ forms }) {
  if (!forms.length) return null;
  const many = new Set(forms.map(({ partnership }) => partnership.id)).size > 1;
  return h("section", {}, h("h2.sec", {}, says.withoutPlan), h("div.card.rows.rulelist", {}, ...forms.map((each) => planlessRow(each, many))));
}

export function needsTheInternet({ partnerships, visits }, now) {
  const ours = partnerships.filter(({ role }) => role !== "observer");
  if (!ours.length) return null;
  const rows = ours.map((partnership) => partnerRow(partnership, visits, now));
  return h("section", {}, h("h2.sec", {}, says.needsTheInternet), h("div.card.rows.rulelist", {}, ...rows));
}

function when({ at, visit }, now) {
  if (!at) return null;
  const end = visit.minutes ? new Date(at.getTime() + visit.minutes * 60_000) : null;
  const day = at.toDateString() === now.toDateString() ? null : h("span.whenday", {}, says.shortDate(at));
  return h("span.when", {}, day, h("b", {}, end ? says.time(at) : says.clockTime(at)), end ? h("span", {}, says.until(end)) : null);
}

const about = (name, visit) => h("div", {}, h("h2", {}, name), h("p", {}, visit.class_label || says.visit));

function facts({ visit, partnership, stands, marks }, counts) {
  if (stands === "ended") return [fact(icon("saved", 20), says.recorded(marks, counts))];
  const agreed = fact(bothFaces(partnership), says.agreed(visit.form_version, partnership));
  const second = stands === "under_way" ? fact(icon("saved", 20), says.underWay(marks)) : fact(luggage(), says.packed);
  return [agreed, second];
}

function bothFaces({ teacher, coach }) {
  const faces = pair(teacher, coach);
  faces.classList.add("sm");
  faces.querySelectorAll(".face").forEach((each) => each.classList.add("sm"));
  faces.querySelector(".pl").remove();
  return faces;
}

function planlessRow({ form, partnership }, many) {
  const teacher = partnership.role === "teacher";
  const href = `/recorder#${partnership.id}/new/${form.id}/${form.version}${teacher ? "/video" : ""}`;
  const name = many ? (teacher ? partnership.coach : partnership.teacher).name : null;
  const text = h("span", {}, h("b", {}, teacher ? says.ownLesson : says.startUnplanned), h("small", {}, says.onForm(form, name, teacher)));
  return h("a.row", { href }, icon("play", 22), text);
}

function partnerRow({ id, role, coach, teacher }, visits, now) {
  const [other, theirs] = role === "teacher" ? [coach, "coach"] : [teacher, "teacher"];
  const lesson = role === "teacher" && visits.find(({ visit, at }) => visit.partnership_id === id && at >= now);
  const sentence = lesson ? `${says.shortDate(lesson.at)}, ${says.clockTime(lesson.at)}. ${says.lessonOf(other.name)}` : says.between;
  return h("div.row.dim", {}, face(other, theirs), h("span", {}, h("b", {}, other.name), h("small", {}, sentence)));
}

function luggage() {
  const svg = `<svg class="ic" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true"><use href="${SPRITE}#luggage"/></svg>`;
  return document.createRange().createContextualFragment(svg);
}
