/** The visit that this page is about, and its log on this device. */

import { openLog } from "../device/visit_log.js";
import { person } from "../ui/start.js";

export const page = document.getElementById("debrief");
export const { partnership, visit, address, stage } = page.dataset;

let opened = null;

/** Own words on this visit, beside whatever a recorder does in another tab. */
export function log() {
  opened ??= person.then((id) => openLog(id, partnership, visit, { words: true }));
  opened.catch(() => (opened = null));
  return opened;
}

/** Calls back at once, and after every part of the page that was loaded anew. */
export function onSettled(settle) {
  settle();
  document.addEventListener("htmx:after:settle", settle);
}

/** Tells the page that something of it has grown: "lesson", "moment", "reflections". */
export const grown = (part) => document.body.dispatchEvent(new CustomEvent(`grown-${part}`));
