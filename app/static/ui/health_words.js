/** What Today says about the device itself: what is kept here, for how long, how much room there is; and installing. */

import { clockTime, device, some } from "./words.js";

const MB = 1_000_000;
const size = (bytes) => (bytes < MB ? "less than 1 MB" : bytes < 1000 * MB ? `${Math.round(bytes / MB)} MB` : `${Math.round(bytes / MB / 100) / 10} GB`);
const day = (ms) => new Date(ms).toLocaleDateString(document.documentElement.lang, { month: "short", day: "numeric" });
const moment = (ms) => (new Date(ms).toDateString() === new Date().toDateString() ? clockTime(new Date(ms)) : `${day(ms)}, ${clockTime(new Date(ms))}`);

export const health = {
  title: `On this ${device()}`,
  inShort: (state, persisted) => [health.waiting(state), persisted ? "kept for good" : "not kept for good yet"].join(", "),
  waiting: ({ waiting, parked }) =>
    [waiting ? some(waiting, "1 entry waits", "%n entries wait") : "nothing waits", parked ? some(parked, "1 was not taken", "%n were not taken") : ""].filter(Boolean).join(", "),
  waits: (n) => some(n, "1 entry is only here. It is shared by itself.", "%n entries are only here. They are shared by themselves."),
  nothingWaits: "Nothing is waiting to be shared.",
  lastShared: (ms) => (ms ? `Last shared: ${moment(ms)}.` : "Nothing has been shared from here yet."),
  parked: (n) => some(n, "1 entry was not taken.", "%n entries were not taken."),
  readWhy: "Read why",
  forGood: "The browser keeps what is here until you remove it yourself.",
  notForGood: `The browser may clear what is here when this ${device()} runs out of room. Ask it to keep everything.`,
  ask: "Keep everything",
  asked: "The browser did not agree. Put Alongside on the home screen, then ask once more.",
  room: (usage, quota) => `Uses ${size(usage)}; there is room for ${quota - usage > 1000 * MB ? "plenty more" : `${size(Math.max(0, quota - usage))} more`}.`,
  unknownRoom: "The browser doesn’t say how much room is left.",
  nearlyFull: `This ${device()} is nearly full`,
  nearlyFullWhy: (left) => `There is ${size(left)} left for Alongside. Recording goes on until nothing is left; then a tap is refused, and says so.`,
  clear: "Clear copies of what is shared",
  cleared: "They stay in your shared records. What is waiting is never cleared.",
};

export const install = {
  title: "Put Alongside on your home screen",
  why: "It opens like an app, also with no network, and the browser is more willing to keep your marks.",
  ios: "In Safari, tap Share, then “Add to Home Screen”.",
  go: "Install",
  later: "Not now",
};
