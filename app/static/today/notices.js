/** What stands on top of offline Today: no network, signed out, or nobody there. */

import { h } from "../recorder/element.js";
import { icon } from "../ui/glyphs.js";
import { today as says } from "./words.js";

export function notice(state, found, standsIn) {
  if (state.offline === null && !standsIn) return null; // nobody has asked the server yet
  if (state.offline === false && state.phase !== "signed-out") return connected(standsIn);
  const [mark, title] = state.phase === "signed-out" ? ["person", state.offline ? says.signedOutOffline : says.signedOut] : ["offline", titleOf(standsIn)];
  const again = h("button.btn.quiet.small", { type: "button", onclick: () => location.reload() }, says.tryAgain);
  return box(mark, title, sentence(state, found, standsIn), standsIn && location.pathname !== "/" ? again : null);
}

export function signedOutPage(state, marks, keepOn) {
  const signIn = state.offline === false
    ? h("a.btn.line.big.wide", { href: "/sign-in?next=/" }, says.signIn)
    : h("button.btn.line.big.wide", { type: "button", disabled: true }, says.signInLater);
  return h("div.narrow.out", {},
    box("person", state.offline === false ? says.signedOut : says.signedOutOffline, says.sessionOver, null, "h1"),
    marks ? safe(marks) : null,
    h("div.stack", {}, h("button.btn.solid.big.wide", { type: "button", onclick: keepOn }, says.recordAnyway), signIn),
  );
}

export function nobodyNotice() {
  const signIn = h("a.btn.quiet.small", { href: "/sign-in?next=/" }, says.signIn);
  return box("person", says.nobody, says.nobodyWhy, signIn, "h1");
}

function connected(standsIn) {
  const place = standsIn ? location.href : "/";
  const open = h("a.btn.quiet.small", { href: place }, standsIn ? says.openPage : says.openToday);
  return box("shared", says.connected, says.allOnline, open);
}

const titleOf = (standsIn) => (standsIn && location.pathname !== "/" ? says.needsInternet : says.offline);

function sentence(state, { visits, onlyHere }, standsIn) {
  if (standsIn && location.pathname !== "/") return says.opensLater;
  if (onlyHere.length) return says.marksHere(onlyHere.length, says.listed(partnersOf(onlyHere, visits)), state.phase === "signed-out");
  if (state.waiting) return says.wordsHere;
  return visits.length ? says.readyHere : says.nothingHere;
}

function partnersOf(visitIds, visits) {
  const known = visits.filter(({ visit }) => visitIds.includes(visit.id));
  return [...new Set(known.map(({ partnership }) => partnership.teacher.name))];
}

function box(mark, title, text, action = null, heading = "h2") {
  return h("section.notice", { role: "status" }, icon(mark, 24), h("div", {}, h(heading, {}, title), h("p", {}, text), action));
}

function safe(marks) {
  return h("article.card.pd.safe", {},
    h("div.c-graphite", {}, tallyMarks(Math.min(marks, 45))),
    h("p.big", {}, h("b", {}, says.safe(marks))),
    h("p.soft", {}, says.safeWhy(marks)),
  );
}

// Bundles of five, a little uneven as by hand.
function tallyMarks(count) {
  const strokes = Array.from({ length: count }, (_, i) => stroke(Math.floor(i / 5) * 48, i % 5, ((i * 7) % 5) * 0.35));
  const width = Math.ceil(count / 5) * 48;
  const svg = `<svg class="tally" width="${width}" height="26" viewBox="-6 0 ${width} 26" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" aria-hidden="true"><path d="${strokes.join("")}"/></svg>`;
  return document.createRange().createContextualFragment(svg);
}

function stroke(left, place, uneven) {
  if (place === 4) return `M${left - 4} ${20 - uneven}L${left + 34} ${6 + uneven}`;
  const x = left + 2 + place * 9;
  return `M${x - uneven / 2} ${2 + uneven / 2}L${x + uneven / 2} ${24 - uneven}`;
}
