/** The recorder: opens a packed visit with or without a network and shows what it is time for. */

import { openClock } from "../device/clock.js";
import { heldOf } from "../device/held.js";
import { packedVisit, refreshPack } from "../device/pack.js";
import { currentPerson } from "../device/people.js";
import { onState, startSending } from "../device/sender.js";
import { openLog } from "../device/visit_log.js";
import { recorder as says } from "../ui/words.js";
import { beginPage, endedPage, link, noticePage, toSignIn } from "./calm.js";
import { h } from "./element.js";
import { recall, remember, unfinishedNote } from "./kept.js";
import { loadKinds } from "./kinds.js";
import { LockScreen } from "./lock.js";
import { Recording } from "./recording.js";
import { Screen } from "./screen.js";

let shown = null; // { name, el, paint?, tick?, paintSync?, shown?, close? }
let sync = { phase: "saved", waiting: 0, parked: 0, visits: {}, lastShared: null, problem: null };
let locked = false;

addEventListener("hashchange", () => location.reload());
open().catch((error) => show({ name: "trouble", el: noticePage(says.cannotOpen, says.storageTrouble(error.name)) }));

async function open() {
  const place = location.hash.slice(1).split("/");
  const [partnershipId, visitId] = place;
  const person = await currentPerson();
  if (!person) return show({ name: "nobody", el: noticePage(says.nobodyHere, says.signInOnce, link(toSignIn(), says.signIn)) });
  if (visitId === "new") return beginUnplanned(person, place);
  const packed = await found(person, visitId);
  if (await restsUnderPin(person, packed)) return askForPin(person);
  if (packed?.visit.partnership_id !== partnershipId || !packed.form || !packed.partnership)
    return show({ name: "unpacked", el: noticePage(says.notPacked, says.packIt, link(toSignIn(), says.signIn, "quiet")) });
  await record(person, packed);
}

async function beginUnplanned(person, place) {
  const { unplannedPage } = await import("./unplanned.js");
  const goOn = { record: (packed, first) => record(person, packed, first), aboutVisit: (packed) => aboutVisit(person, packed) };
  show({ name: "begin", el: await unplannedPage(person, place, goOn) });
}

async function restsUnderPin(person, packed) {
  return packed && (packed.visit.locked || (await heldOf(person, packed.visit.id)).locked.length > 0);
}

async function askForPin(person) {
  const { pinPage, deviceStyles } = await import("../ui/pin_pad.js");
  await deviceStyles();
  show({ name: "pin", el: pinPage(person, open, link("/", says.backToToday, "quiet")) });
}

async function found(person, visitId) {
  const packed = await packedVisit(person, visitId);
  if (packed?.form && packed.partnership) return packed;
  return (await refreshPack(person).catch(() => false)) ? packedVisit(person, visitId) : null;
}

/** Opens a visit; `first(recording, about)` is done before anything of it is shown. */
async function record(person, packed, first = async () => {}) {
  const { measures } = packed.form;
  const [about] = await Promise.all([aboutVisit(person, packed), loadKinds(measures)]);
  const log = await openLog(person, packed.visit.partnership_id, packed.visit.id);
  // An amend's at_ms is the moment it gives to another entry, not the moment at which it was written.
  const clock = await clockOf(person, packed.visit, log.entries.filter(({ kind }) => kind !== "amend"));
  const recording = new Recording({ log, clock, measures });
  locked = Boolean(await recall(person, `lock:${packed.visit.id}`));
  about.lock = () => setLock(recording, about, true);
  await first(recording, about);
  await startSending(person);
  onState((state) => {
    sync = state;
    shown?.paintSync?.(state);
  });
  recording.onChange(() => choose(recording, about));
  choose(recording, about);
  everySecond(recording, about);
  stayAwake(recording);
  guardTheLock(recording, about);
  restLater(person);
}

async function clockOf(person, { id }, entries) {
  if (!entries.some(({ kind, clock }) => kind === "begin" && clock === "video")) return openClock(person, id, entries);
  const { clockAgain } = await import("./video.js");
  return clockAgain(person, id);
}

async function aboutVisit(person, { visit, partnership, form }) {
  const { coach, teacher, role } = partnership;
  const keys = ["hand", "keys", "sound", "turned", `students:${visit.id}`, `skipped:${visit.id}`];
  const [hand, keysOn, sound, turned, students, skipped] = await Promise.all(keys.map((key) => recall(person, key)));
  const about = {
    person, visit, form, coach, teacher,
    measures: form.measures,
    partner: role === "teacher" ? coach : teacher,
    iAmTeacher: role === "teacher",
    observing: role === "observer", // a second observer: nobody reads along, so it is with the server and no partner
    keeper: role === "observer" ? { name: says.product } : role === "teacher" ? coach : teacher,
    hand: hand ?? "right",
    keysOn: keysOn ?? true,
    sound: sound ?? false,
    turned: turned ?? false,
    skipped: skipped ?? {},
    note: { unfinished: await unfinishedNote(visit.id) },
    students: students ?? visit.students ?? null,
    hasSweep: form.measures.some(({ kind }) => kind === "sweep"),
    hasCues: form.measures.some(({ every_ms }) => every_ms),
    remember: (key, value) => remember(person, key, value),
    setHand(value) {
      about.hand = this.hand = document.documentElement.dataset.hand = value;
      return about.remember("hand", value);
    },
    setKeys(value) {
      about.keysOn = this.keysOn = value;
      shown?.el.classList.toggle("has-keys", value);
      return about.remember("keys", value);
    },
    setSound(value) {
      about.sound = this.sound = value;
      if (value) import("./cues.js").then(({ tone }) => tone());
      return about.remember("sound", value);
    },
    setTurned(value) {
      about.turned = this.turned = value;
      return about.remember("turned", value);
    },
    skip(key, cue) {
      about.skipped[key] = cue;
      return about.remember(`skipped:${visit.id}`, about.skipped);
    },
    setStudents(value) {
      about.students = this.students = value;
      return about.remember(`students:${visit.id}`, value);
    },
  };
  document.documentElement.dataset.hand = about.hand;
  return about;
}

function choose(recording, about) {
  const { begin, end } = recording.sums;
  const wanted = !begin ? "begin" : end ? "ended" : recording.clock.waits ? "video" : locked ? "locked" : "recording";
  const fresh = shown?.name !== wanted;
  if (fresh) show(PAGES[wanted](recording, about));
  shown.paint?.();
  shown.paintSync?.(sync);
  if (fresh) shown.shown?.();
}

const PAGES = {
  begin: (recording, about) => {
    const fromVideo = async (file) => {
      const { beginWith, openPlayer } = await import("./video.js");
      await beginWith(recording, about, await openPlayer(file));
    };
    return { name: "begin", el: beginPage(about, { begin: () => recording.begin(), fromVideo }) };
  },
  video: (recording, about) => {
    const el = h("div");
    import("./video.js").then(async ({ againPage }) => el.replaceChildren(await againPage(recording, about, () => choose(recording, about))));
    return { name: "video", el };
  },
  ended: (recording, about) => {
    const page = endedPage(about, recording, () => recording.takeBack([recording.sums.end]));
    return { name: "ended", el: page.el, paintSync: page.paint };
  },
  recording: (recording, about) => {
    const screen = new Screen(recording, about);
    const paintSync = (state) => screen.paintSync(state);
    about.player?.beside({ moved: () => screen.tick(), sought: () => screen.paint(), over: () => screen.openEnd() });
    const reopen = () => about.note.unfinished && !recording.closed && screen.openNote();
    return { name: "recording", el: screen.root, paint: () => screen.paint(), tick: () => screen.tick(), paintSync, shown: reopen, close: () => screen.keys?.close() };
  },
  locked: (recording, about) => {
    const screen = new LockScreen(about.person, () => setLock(recording, about, false));
    const running = () => recording.measures.filter((measure) => isRunning(recording, measure)).map(({ label }) => label);
    const tick = () => screen.tick(recording.now(), running());
    return { name: "locked", el: screen.el, tick, paint: tick, close: () => screen.close() };
  },
};

const isRunning = ({ sums }, { key }) => [...sums.states.values()].some(({ measure, since }) => measure === key && since !== null);

function show(page) {
  shown?.close?.();
  shown = page;
  document.body.replaceChildren(page.el);
  document.body.dataset.page = page.name;
}

async function setLock(recording, about, wanted) {
  locked = wanted;
  choose(recording, about);
  if (wanted) history.pushState({ locked: true }, "");
  await about.remember(`lock:${about.visit.id}`, wanted);
}

function guardTheLock(recording, about) {
  addEventListener("popstate", () => locked && history.pushState({ locked: true }, ""));
  // A page that the browser kept alive shows nothing before it knows whether it was locked in the meantime.
  addEventListener("pagehide", () => (document.body.hidden = true));
  addEventListener("pageshow", async () => {
    locked ||= Boolean(await recall(about.person, `lock:${about.visit.id}`));
    choose(recording, about);
    document.body.hidden = false;
  });
}

// Not needed to record, so not loaded before the pads are there.
function restLater(person) {
  import("../device/at_rest.js").then(({ keepAtRest }) => keepAtRest(person)).catch(() => {});
}

// On the lesson's own seconds, so that no second is shown twice or skipped.
function everySecond(recording, about) {
  let cues = null;
  if (about.hasCues) import("./cues.js").then(({ Cues }) => (cues = new Cues(recording, about)));
  const tick = () => {
    shown?.tick?.();
    if (recording.running) cues?.tick();
  };
  const beat = () => {
    tick();
    setTimeout(beat, 1000 - (recording.now() % 1000));
  };
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && tick());
  beat();
}

function stayAwake(recording) {
  let awake = null;
  const ask = async () => {
    const wanted = recording.running && document.visibilityState === "visible";
    if (wanted && (awake === null || awake.released)) awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    if (!recording.running) awake?.release();
  };
  recording.onChange(ask);
  addEventListener("visibilitychange", ask);
  ask();
}
