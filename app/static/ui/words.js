/**
 * The sentences that scripts put on the screen, so that they can be translated: here those of the
 * recorder, and what all rooms count and tell the time with; frame_words.js has those of every page.
 */

export const device = () => {
  const coarse = matchMedia("(pointer: coarse)").matches || navigator.maxTouchPoints > 0;
  if (!coarse) return "computer";
  return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
};
export const first = (name) => name.split(" ")[0];
export const two = (number) => String(number).padStart(2, "0");
export const some = (n, one, many) => (n === 1 ? one : many.replace("%n", n));

/** Minutes and seconds of a lesson; hours only where minutes would need three digits. */
export function lessonTime(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** The wall clock's time as people say it here. */
export function clockTime(date) {
  return date.toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }).toLowerCase();
}

export const recorder = {
  lessonTime,
  clockTime,
  product: "Alongside",
  // the pads
  pad: (name, n) => `${name}, ${n} so far. Tap to add one`,
  countNow: (name, n) => `${name} ${n}`,
  minusOne: (name, ms) => `Undo the last ${name} at ${lessonTime(ms)}`,
  nothingToTakeBack: (name) => `Nothing to undo for ${name}`,
  notYet: "not yet",
  justNow: "just now",
  ago(ms) {
    if (ms < 3000) return "just now";
    if (ms < 60_000) return `${Math.floor(ms / 1000)} s ago`;
    return `${Math.floor(ms / 60_000)} min ago`;
  },
  notSavedYet: "Not saved yet. Still trying.",
  notSaved(error) {
    if (error === "QuotaExceededError") return `Not saved: this ${device()} is full`;
    if (error === "NotTheWriter") return "Not saved: another tab is recording";
    return "Not saved. Tap again.";
  },
  counts: "Counts",
  pages: "More pads",
  partOf: (label, n) => (n ? `${label} ${n}` : label),
  pageOf: (n, of) => `${n}/${of}`,
  nextPads: (label, n, of) => `${label}, page ${n} of ${of}. Tap for the next`,
  // timers
  running: "Running",
  stopped: "Stopped",
  inAll: (ms) => `${lessonTime(ms)} in all`,
  timer: (name, running) => (running ? `${name} started` : `${name} stopped`),
  timerPad: (name, running) => `${name} timer, ${running ? "running. Tap to stop" : "stopped. Tap to start"}`,
  started: (name) => `${name} started`,
  stoppedIt: (name) => `${name} stopped`,
  // sweeps
  inTime: (ms) => `in ${lessonTime(ms + 999)}`,
  notNow: "not now",
  nextSweep: (ms, taken) => (ms === Infinity ? `${taken} taken` : `next at ${lessonTime(ms)}, ${taken} taken`),
  sweepPad: (name, ms) => (ms === Infinity ? name : `${name}. Next at ${lessonTime(ms)}. Tap to take one now`),
  sweepDue: (name, students) => `${name}: how many of ${students}?`,
  howMany: (students) => `How many of ${students}?`,
  oneTapSaves: "One tap saves it.",
  dueBelow: (name) => `${name} is due. Answer it now`,
  skip: "Skip",
  otherNumbers: "Other numbers",
  studentsHere: "How many students are here?",
  // parts of the lesson
  segments: "Parts of the lesson",
  fromTo: (from, to) => `${lessonTime(from)} to ${lessonTime(to)}`,
  since: (ms) => `since ${lessonTime(ms)}`,
  tapWhenItStarts: "tap when it starts",
  addSegment: "Another part of the lesson begins",
  newSegment: (ms) => `A new part, from ${lessonTime(ms)}`,
  newPart: "A new part begins",
  otherSegment: "Or in your own words",
  startSegment: "Start it",
  segmentBegan: (text) => `${text} has begun`,
  usualSegments: ["Warm-up", "Mini lesson", "Group work", "Independent work", "Discussion", "Share-out", "Transition", "Wrap-up"],
  noStudentNames: "No student names, please.",
  // undo
  undo: "Undo",
  redo: "Redo",
  undoGroup: "Undo the last three marks",
  undoIt: (name, ms) => `Undo ${name} at ${lessonTime(ms)}`,
  redoIt: (name) => `Bring back ${name}`,
  undone: (name) => `${name} taken back`,
  redone: (name) => `${name} is back`,
  // notes
  note: "Note",
  at: (ms) => `at ${lessonTime(ms)}`,
  noteAt: (ms) => `Note at ${lessonTime(ms)}`,
  clockIsRunning: "Clock is running",
  exactWords: "Exact words help most. No student names, please.",
  whose: "Whose words are they?",
  whoseWords: (name) => [`${first(name)}’s words`, "A student’s words", "What I see"],
  noteText: (whose, text) => (whose ? `${whose}: ${text}` : text),
  discard: "Discard",
  saveNote: "Save note",
  noteSaved: "Note saved",
  close: "Close",
  // the clock and what lies behind it
  lessonClock: "Lesson clock",
  clockButton: "Pause, couldn’t see, and more",
  clockSheet: (ms) => `Clock at ${lessonTime(ms)}`,
  ofAbout: (minutes) => `of about ${minutes} min`,
  pause: "Pause",
  resume: "Resume",
  couldNotSee: "I can’t see just now",
  everything: "Anything",
  leftHand: "Left hand",
  padKeys: "Keys for pads",
  held: {
    paused: "Paused. Tap Resume first.",
    following: "Another tab is recording.",
    ended: "The visit has ended.",
  },
  heldSince(reason, ms) {
    if (reason === "following") return "Another tab is recording this visit. This one follows along.";
    if (reason === "paused") return `Paused since ${lessonTime(ms)}`;
    return `Couldn’t see since ${lessonTime(ms)}`;
  },
  goOn: { paused: "Resume", following: "Record here", unseen: "I can see again" },
  // the lock
  lock: "Lock",
  locked: "Locked",
  lockedWith(timers) {
    if (!timers.length) return "Locked. The clock keeps running.";
    if (timers.length === 1) return `Locked. The clock and ${timers[0]} keep running.`;
    return "Locked. The clock and the timers keep running.";
  },
  howToUnlock: "Hold both corners for two seconds to carry on.",
  holdHere: "Hold here",
  andHere: "and here",
  // where the marks are
  needsYou: "Something needs you",
  readWhy: "Read what needs you, and why",
  syncHead(phase, partner) {
    if (phase === "shared") return `All shared with ${first(partner.name)}`;
    if (phase === "sharing") return `Sharing with ${first(partner.name)}`;
    if (phase === "needs-you") return recorder.needsYou;
    return `Saved on this ${device()}`;
  },
  syncRest(phase, waiting, partner, state) {
    const name = first(partner.name);
    if (phase === "shared") return state.lastShared ? `last at ${clockTime(new Date(state.lastShared))}` : "nothing is waiting";
    if (phase === "needs-you") return state.parked ? some(state.parked, "1 was not taken: read why", "%n were not taken: read why") : "tap to read why";
    if (phase === "signed-out") return `signed out, ${waiting} waiting`;
    if (phase === "offline") return waiting ? `offline, ${waiting} waiting for ${name}` : "offline, nothing is waiting";
    return `${waiting} waiting to share with ${name}`;
  },
  whereItIs({ waiting, parked, acknowledged }, partner, phase) {
    const name = first(partner);
    const theirs = some(acknowledged, `${name} has 1 entry.`, `${name} has %n entries.`);
    const here = some(waiting, `1 is only on this ${device()}.`, `%n are only on this ${device()}.`);
    const how = phase === "signed-out" ? "Sign in again to share." : phase === "offline" ? "What waits shares by itself when you are back online." : "What waits shares by itself.";
    const kept = parked ? ` ${some(parked, "1 was not taken: open Today to read why.", "%n were not taken: open Today to read why.")}` : "";
    return (waiting ? `${here} ${theirs} ${how}` : `Nothing is waiting. ${theirs}`) + kept;
  },
  // before and after
  recording: (name, about) => (about ? `Recording: ${name}, ${about}` : `Recording: ${name}`),
  beginTitle: (about) => about || "Ready to record",
  when(visit) {
    const planned = visit.planned_for ? new Date(visit.planned_for) : null;
    const about = visit.minutes ? `about ${visit.minutes} min` : "";
    return [planned && `planned for ${clockTime(planned)}`, about].filter(Boolean).join(", ");
  },
  collected: ({ label, options }) => (options?.length ? `${label}: ${options.map((option) => option.label).join(", ")}` : label),
  agreedForm: ({ form: { title, version }, observing, teacher, coach }) =>
    `${title}, version ${version}, agreed by ${observing ? `${first(teacher.name)} and ${first(coach.name)}` : "you both"}`,
  startTheClock: "Start the clock",
  nothingBefore: "Nothing is recorded before you start.",
  alsoElsewhere: "This visit is already being recorded on another device. Starting here adds a second clock.",
  backToToday: "Back to Today",
  endVisit: "End visit",
  endQuestion: "End the visit?",
  keepRecording: "Keep recording",
  clockStops: (ms) => `The clock stops at ${lessonTime(ms)}. Everything stays on this ${device()} until it has been shared.`,
  marksWaiting(n, phase) {
    if (phase === "signed-out") return some(n, "1 mark is waiting. Sign in again to share it.", "%n marks are waiting. Sign in again to share them.");
    if (phase !== "offline") return some(n, "1 mark is waiting. It shares by itself.", "%n marks are waiting. They share by themselves.");
    return some(n, "1 mark is waiting. It shares by itself when you are back online.", "%n marks are waiting. They share by themselves when you are back online.");
  },
  allWith: (name) => `Everything so far is with ${first(name)} too.`,
  teacherFirst: (name) => `${first(name)} sees the data first. You see it when ${first(name)} opens it to you.`,
  youSeeFirst: "You see the data first.",
  blind: (coach) => `You count by yourself. You and ${first(coach)} see nothing of each other’s until both have ended.`,
  firstReader({ observing, iAmTeacher, teacher, coach }) {
    if (observing) return recorder.blind(coach.name);
    return iAmTeacher ? recorder.youSeeFirst : recorder.teacherFirst(teacher.name);
  },
  endingStops: (name) => `${name} is running. Ending stops it.`,
  pausedUntilEnd: (ms) => `Paused since ${lessonTime(ms)}. Nothing after that counts.`,
  endedTitle: "The visit has ended",
  recordedFor: (ms) => `${lessonTime(ms)} on the clock.`,
  keepRecordingAfterAll: "Keep recording after all",
  // when it can't open
  nobodyHere: "Nobody is signed in here",
  signInOnce: "Sign in once while you are online. From then on the recorder opens without a network.",
  signIn: "Sign in",
  notPacked: "This visit isn’t packed here",
  packIt: `Open Today on this ${device()} while you are online: your visits pack themselves.`,
  cannotOpen: "The recorder can’t open",
  storageTrouble: (error) => `This browser doesn’t let Alongside keep marks on this ${device()} (${error}). A private window may be the reason: open it in a usual one.`,
};
