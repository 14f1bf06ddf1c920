/** What the builder and the review say. */

import { lessonTime } from "../ui/words.js";

export const forms = {
  back: "What you had typed here is back.",
  offline: "No network just now. What you typed is kept on this device; send it again later.",
  sent: "Sent. Your partner can read it.",
  noName: "No name yet",
  thisButton: "this button",
  grip: (name) => `Move ${name}: drag, or use the arrow keys`,
  remove: (name) => `Remove ${name}`,
  up: (name) => `Move ${name} up`,
  down: (name) => `Move ${name} down`,
  shape: (name) => `Shape for ${name}`,
  moved: (name, place, all) => `${name} is now ${place} of ${all}`,
  seen: "Seen",
  notSeen: "Not seen",
  noChance: "No chance",
  noneOfThese: "None of these",
  cue: "Cue",
  response: "Response",
  desk: "Teacher’s desk",
  value(kind, ms) {
    if (kind === "count") return "0";
    if (kind === "duration") return "0:00";
    if (!(ms > 0)) return "";
    return kind === "sweep" ? `in ${lessonTime(ms)}` : `${lessonTime(ms)} left`;
  },
};
