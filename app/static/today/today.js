/** Today without a network: what is packed and recorded on this device; also what any page shows when it can't be reached. */

import { keepAtRest } from "../device/at_rest.js";
import { packedPartnerships, packedVisits, refreshPack } from "../device/pack.js";
import { heldOf } from "../device/held.js";
import { welcomeForms } from "../device/unplanned.js";
import { parkedOf, unsentEntries } from "../device/parked.js";
import { currentPerson, onPersonChange, personKnown } from "../device/people.js";
import { onState, startSending } from "../device/sender.js";
import { openStore } from "../device/store.js";
import { attribute, h } from "../recorder/element.js";
import { face } from "../recorder/faces.js";
import { effective } from "../recorder/tallies.js";
import "../ui/device_health.js";
import "../ui/sync_line.js";
import { today as says } from "./words.js";
import { afterThat, needsTheInternet, visitCard, withoutPlan } from "./cards.js";
import { needsYou } from "./needs_you.js";
import { nobodyNotice, notice, signedOutPage } from "./notices.js";

// What counts something; the rest of a log is the clock, words and corrections.
const MARKS = new Set(["mark", "start", "cue", "response", "sweep", "interval", "check"]);
const DAY_MS = 24 * 3600_000;
const RELOADED = "reloaded-at";
const main = document.getElementById("main");
const health = document.createElement("device-health");
const standsIn = location.pathname !== "/today-offline"; // for a page that could not be reached

let recordAnyway = false;
let state = null;
let found = null; // { person, visits, partnerships, parked, onlyHere }
let painted = "";

open();

async function open() {
  const person = await currentPerson();
  await onPersonChange(() => location.reload());
  addEventListener("online", () => !person && location.reload());
  if (!person) return main.replaceChildren(nobodyNotice());
  const store = await openStore(person);
  const again = async () => {
    found = await look(person);
    paint();
  };
  store.onTold((told) => (told.pack || told.log || told.nudge) && again());
  await again();
  await startSending(person);
  onState((next) => hear(next, again));
  refreshPack(person);
  keepAtRest(person);
}

async function look(person) {
  const [known, packed, partnerships, parked, unsent, forms] = await Promise.all([
    personKnown(person),
    packedVisits(person),
    packedPartnerships(person),
    parkedOf(person),
    unsentEntries(person),
    welcomeForms(person),
  ]);
  const onlyHere = unsent.filter(({ entry }) => MARKS.has(entry.kind)).map(({ visit }) => visit);
  const visits = await Promise.all(packed.map((each) => withLog(person, each)));
  const waiting = parked.filter((row) => !row.set_aside);
  const name = known?.name ?? "";
  return { person: { id: person, name }, visits: visits.filter(belongsToToday), partnerships, parked: waiting, onlyHere, forms };
}

async function withLog(person, packed) {
  const held = await heldOf(person, packed.visit.id);
  const entries = effective(held.entries);
  const stands = held.end ? "ended" : held.begun ? "under_way" : packed.visit.status;
  const at = packed.visit.planned_for ?? entries[0]?.noted_at ?? null;
  const marks = held.locked.length ? null : entries.filter(({ kind }) => MARKS.has(kind)).length; // not known without the PIN
  return { ...packed, stands, begun: held.begun, at: at && new Date(at), marks, last: Date.parse(entries.at(-1)?.noted_at) || held.made_at };
}

// Left the pack and lies here only to be sent again if the server should ever need it.
function belongsToToday({ visit, partnership, last }) {
  return partnership && (!visit.unlisted || visit.unsent || last > Date.now() - DAY_MS);
}

function hear(next, again) {
  const before = state;
  state = next;
  if (standsIn && before?.offline !== false && next.offline === false) return openThePage();
  const moved = ["waiting", "parked", "unsettled"].some((count) => before?.[count] !== next[count]);
  return moved ? again() : paint();
}

// The network is back: the page itself instead of what stood in for it, but never in a circle.
function openThePage() {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < 30_000) return paint();
  sessionStorage.setItem(RELOADED, Date.now());
  location.reload();
}

function paint() {
  if (!state?.known) return;
  const picture = JSON.stringify([found, state.phase, state.offline, state.visits, recordAnyway]);
  if (picture === painted) return;
  const first = !painted;
  painted = picture;
  document.querySelector("sync-line").hidden = ["offline", "signed-out"].includes(state.phase);
  paintTop();
  keepingFocus(() => main.replaceChildren(...(state.phase === "signed-out" && !recordAnyway ? signedOut() : day())));
  if (first && location.hash === "#needs-you") document.getElementById("needs-you")?.scrollIntoView();
}

function keepingFocus(change) {
  const focused = main.contains(document.activeElement) ? document.activeElement.textContent : null;
  change();
  if (focused) [...main.querySelectorAll("a, button")].find(({ textContent }) => textContent === focused)?.focus();
}

function paintTop() {
  for (const link of document.querySelectorAll("nav a")) attribute(link, "aria-current", isHere(link.pathname) && "page");
  const roles = new Set(found.partnerships.map(({ role }) => role));
  const role = roles.size === 1 ? [...roles][0] : "";
  const you = document.getElementById("you");
  you.setAttribute("aria-label", says.you(found.person.name));
  you.replaceChildren(face(found.person, role));
}

const isHere = (place) => (standsIn ? location.pathname === place : place === "/");

function signedOut() {
  const keepOn = () => {
    recordAnyway = true;
    paint();
  };
  return [signedOutPage(state, found.onlyHere.length, keepOn)];
}

function day() {
  const now = new Date();
  const mine = found.visits.filter(isMine).sort(inOrder);
  const [next, ...others] = mine;
  const where = (each) => state.visits[each.visit.id];
  const parts = [
    notice(state, found, standsIn),
    h("div.day", {}, h("h1", {}, says.weekday(now)), h("p", {}, says.date(now))),
    h("div.tgrid", {},
      h("div.tcol", {}, needsYou(found, state), next ? visitCard(next, where(next), now, true) : null),
      h("div.tcol", {}, afterThat(others, where, now), withoutPlan(found), needsTheInternet(found, now), health),
    ),
  ];
  return parts.filter(Boolean);
}

// A teacher has recorded a lesson of their own; else the coach records it.
const isMine = ({ visit, partnership, begun }) => partnership.role !== "teacher" || visit.made_here || begun;

// What is under way, then what comes, then what is recorded.
function inOrder(a, b) {
  const rank = { under_way: 0, planned: 1, ended: 2 };
  return rank[a.stands] - rank[b.stands] || (a.at ?? 0) - (b.at ?? 0);
}
