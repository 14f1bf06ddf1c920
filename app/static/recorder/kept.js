/** Small things the recorder remembers on this device: the lock, the hand, how many students are here, a note half written. */

import { ask, openStore } from "../device/store.js";
import { textFor } from "../device/texts.js";

export const noteKey = (visitId) => `note:${visitId}`;

/** A note half written before the page was closed, or null. */
export async function unfinishedNote(visitId) {
  const kept = await textFor(noteKey(visitId));
  return kept ? JSON.parse(kept) : null;
}

export async function recall(personId, key) {
  const store = await openStore(personId);
  return store.read(["meta"], (tx) => ask(tx.objectStore("meta").get(`recorder:${key}`)));
}

export async function remember(personId, key, value) {
  const store = await openStore(personId);
  await store.write(["meta"], (tx) => tx.objectStore("meta").put(value, `recorder:${key}`), { strict: true });
}
