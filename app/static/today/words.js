/** What Today says with no network. */

import { device, first, some, lessonTime, clockTime } from "../ui/words.js";

export const today = {
  clockTime,
  device,
  weekday: (date) => date.toLocaleDateString(document.documentElement.lang, { weekday: "long" }),
  date: (date) => date.toLocaleDateString(document.documentElement.lang, { month: "long", day: "numeric" }),
  shortDate: (date) => date.toLocaleDateString(document.documentElement.lang, { weekday: "short", month: "long", day: "numeric" }),
  time: (date) => clockTime(date).replace(/\s*[ap]\.?m\.?$/, ""),
  until: (date) => `to ${clockTime(date)}`,
  you: (name) => `You, ${name}`,
  visit: "A visit",
  // the notice on top
  offline: "You are offline",
  connected: "You are online",
  needsInternet: "This page needs the internet",
  opensLater: "It opens by itself as soon as you are back online.",
  tryAgain: "Try again",
  openPage: "Open the page",
  openToday: "Open Today",
  readyHere: `Your visits are on this ${device()}. You can record them now.`,
  nothingHere: `No visit is on this ${device()} yet. Open Today once while you are online: your visits pack themselves.`,
  marksHere(n, names, signedOut) {
    const saved = some(n, `1 mark is saved on this ${device()}. It`, `%n marks are saved on this ${device()}. They`);
    const itself = n === 1 ? "itself" : "themselves";
    const then = signedOut ? "when you have signed in again" : "when you are back online";
    return `${saved} will be shared${names ? ` with ${names}` : ""} by ${itself} ${then}. You can keep recording.`;
  },
  wordsHere: `What you recorded and wrote is saved on this ${device()}. It will be shared by itself when you are back online.`,
  listed: (names) => new Intl.ListFormat(document.documentElement.lang).format(names.map(first)),
  allOnline: "Everything else opens on Today.",
  // signed out
  signedOut: "You are signed out",
  signedOutOffline: "You are signed out, and offline",
  sessionOver: `Your sign-in has ended. What you record still stays on this ${device()}.`,
  safe: (n) => some(n, `1 mark is safe on this ${device()}.`, `%n marks are safe on this ${device()}.`),
  safeWhy: (n) => some(n, "Signing in again does not change it. It is shared as yours, and as nobody else’s.", "Signing in again does not change them. They are shared as yours, and as nobody else’s."),
  recordAnyway: "Keep recording without signing in",
  signIn: "Sign in",
  signInLater: "Sign in when you are online",
  nobody: "Nobody is signed in here",
  nobodyWhy: `Sign in once while you are online. From then on your visits open on this ${device()} without a network.`,
  // a visit
  agreed: (version, { role, teacher, coach }) =>
    `Form agreed by ${role === "observer" ? `${first(teacher.name)} and ${first(coach.name)}` : "you both"}, version ${version}`,
  packed: `Packed for offline. The form and the class size are on this ${device()}.`,
  underWay: (n) => `Under way. ${some(n, "1 mark so far", "%n marks so far")}.`,
  recorded(marks, { waiting = 0, parked = 0 } = {}) {
    if (marks === null) return "Recorded, and all shared. It opens with your PIN.";
    const what = some(marks, "1 mark", "%n marks");
    if (parked && !waiting) return `Recorded. ${what}, ${some(parked, "1 was not taken", "%n were not taken")}.`;
    return waiting ? `Recorded. ${what}, waiting on this ${device()}.` : `Recorded. ${what}, all shared.`;
  },
  openRecorder: "Open the recorder",
  keepRecording: "Keep recording",
  openHere: `Open on this ${device()}`,
  afterThat: "After that",
  withoutPlan: "Without a plan",
  startUnplanned: "Start a visit nobody planned",
  ownLesson: "Record your own lesson from a video",
  onForm({ title, version }, name, teacher) {
    const form = `${title}, version ${version}`;
    if (!name) return form;
    return teacher ? `${form}, with ${first(name)}` : `${first(name)}’s class. ${form}`;
  },
  needsTheInternet: "Needs the internet",
  lessonOf: (name) => `${first(name)} visits your lesson. You can follow along when you are online.`,
  between: "Your forms, visits and words with each other open when you are online.",
  // what the server did not take
  needsYou: (n) => some(n, "One mark needs you", "%n marks need you"),
  notTaken: (rows) => (rows.every(({ entry }) => entry?.kind === "mark") ? some(rows.length, "One mark was not taken", "%n marks were not taken") : some(rows.length, "One entry was not taken", "%n entries were not taken")),
  notTakenWhy: (n, waiting) => `${some(n, "It is", "They are")} safe on this ${device()}.${waiting ? "" : " Everything else is shared."}`,
  heldBack: "Something is waiting for the server",
  reasons: {
    "/problems/partnership-left": "The partnership has ended, so it can’t be shared any more. Save a copy, or erase it here.",
    "/problems/pin-forgotten": "It lay under the PIN that was forgotten, and can’t be read any more. It had been shared before.",
    "/problems/unreadable-on-device": `This ${device()} can’t read it any more: the browser has lost what it was kept with. It is sent if that comes back.`,
  },
  pinNeeded: "Type your PIN once",
  pinNeededWhy: "The server was restored from a backup and asks for past visits again. They lie under your PIN here.",
  noReason: "The server gave no reason.",
  at: (ms) => `at ${lessonTime(ms)}`,
  sendAgain: "Send it again",
  eraseIt: "Erase it here",
  leaveIt: "Leave it here",
  saveCopy: "Save a copy",
  nothingChanges: "Nothing changes until you choose. The shared totals leave it out for now.",
  kinds: {
    mark: "A mark", start: "A timer’s start", stop: "A timer’s stop", sweep: "A sweep", interval: "An interval", check: "A step",
    cue: "A cue", response: "A response",
    begin: "The beginning", end: "The end", pause: "A pause", resume: "The end of a pause", note: "A note", segment: "A part of the lesson",
    void: "An undo", amend: "A correction", annotation: "An annotation", reply: "A reply", draft: "A draft", reflection: "A reflection",
    prediction: "A guess", typed: "Words half typed", unseen: "Couldn’t see", seen: "Can see again",
  },
  unreadable: "A mark that can’t be read any more",
};
