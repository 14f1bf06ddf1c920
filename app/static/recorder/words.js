/** The recorder's own sentences: waits, intervals, steps, seats, and putting right what was recorded. */

import { lessonTime, some } from "../ui/words.js";

const METHODS = { momentary: "what do you see now?", whole: "what lasted all through?" };

export const pads = {
  ofMeasure: (part, measure) => `${measure}, ${part.toLowerCase()}`,
  // waits
  latency: { cue: "Cue", response: "Response" },
  seconds: (ms) => (ms < 60_000 ? (Math.floor(ms / 100) / 10).toFixed(1) : lessonTime(ms)),
  waiting: "seconds so far",
  answered: (n) => (n ? some(n, "seconds, 1 wait so far", "seconds, %n waits so far") : "no wait yet"),
  withoutResponse: (n) => some(n, "1 without a response", "%n without a response"),
  waited: (ms) => `${(ms / 1000).toFixed(1)} seconds`,
  noCue: "First tap the cue.",
  responsePad: (name, waiting, n) => (waiting ? `${name}. A cue is waiting: tap when the response comes` : `${name}, ${n} so far. Tap the cue first`),
  // intervals
  intervals: "Intervals",
  interval: (n) => `Interval ${n}`,
  left: (ms) => `${lessonTime(ms + 999)} left`,
  scoreNow: (method, n) => `Interval ${n}: ${METHODS[method]}`,
  correcting: (n) => `Correcting interval ${n}`,
  noneBefore: "There is no interval before this one.",
  intervalSub: (ends, missed) => [ends === Infinity ? "" : `ends at ${lessonTime(ends)}`, missed ? `${missed} missed` : ""].filter(Boolean).join(", "),
  clockPad: (name, ends) => (ends === Infinity ? name : `${name}, ends at ${lessonTime(ends)}. Tap to correct the one before`),
  none: "None of these",
  takenOff: (name) => `${name} taken off`,
  notOpen: (ms) => (ms === Infinity ? "Not now." : `Next at ${lessonTime(ms)}`),
  lastIntervalDropped: (n) => `Interval ${n} is not complete. It does not count.`,
  // steps
  values: { seen: "Seen", not_seen: "Not seen", no_chance: "No chance" },
  // seats
  desk: "Teacher’s desk",
  turnRoom: "Turn the room round",
  chooseCode: "What the next tap on a seat means",
  room: (name) => `${name}: seats`,
  seatPad: (seat, n) => (n ? `Seat ${seat}, ${n}` : `Seat ${seat}`),
  seatNow: (seat, code) => `Seat ${seat}: ${code}`,
  partOfRoom: (from, to) => `Seats ${Math.min(from, to)}–${Math.max(from, to)}`,
  reached: (n, seats, filled) => `${some(n, "1 mark", "%n marks")}, ${seats} of ${filled ?? "?"} seats`.replace(" of ? seats", some(seats, " seat", " seats")),
  // pages
  pagesBack: "The pads before",
  // cues
  cueSound: "Sound at cues",
  missedSweeps: (text, n) => `${text}, ${n} missed`,
  // putting right
  lastTen: "The last ten",
  correct: "Put right what was recorded",
  nothingYet: "Nothing is recorded yet.",
  takenBack: "taken back",
  changed: "changed",
  change: (name, ms) => `Change ${name} at ${lessonTime(ms)}`,
  undoOne: "Undo",
  redoOne: "Redo",
  when: "When was it?",
  earlier: (s) => `${s} s earlier`,
  later: (s) => `${s} s later`,
  what: "What was it?",
  movedTo: (ms) => `Now at ${lessonTime(ms)}`,
  nowIs: (name) => `Now ${name}`,
};
