/** Who uses this device: the people it has seen, and the one who is here now. */

import { ask, openDevice } from "./store.js";

let here = null;

/** A page rendered for a person says so here, before anything else asks. */
export async function arrive(person) {
  here = person.id;
  const device = await openDevice();
  const before = await device.write(["people", "meta"], async (tx) => {
    const known = await ask(tx.objectStore("people").get(person.id));
    tx.objectStore("people").put({ ...known, ...person, seen_at: Date.now() });
    const current = await ask(tx.objectStore("meta").get("current"));
    tx.objectStore("meta").put(person.id, "current");
    return current;
  });
  if (before !== person.id) device.tell({ current: person.id });
}

/** The id of the person who is here, or null. It outlives the session: nobody is locked out of recording. */
export async function currentPerson() {
  if (here) return here;
  const device = await openDevice();
  return (await device.read(["meta"], (tx) => ask(tx.objectStore("meta").get("current")))) ?? null;
}

/** `{id, name, email}` as last seen on this device, or null. */
export async function personKnown(id) {
  const device = await openDevice();
  return (await device.read(["people"], (tx) => ask(tx.objectStore("people").get(id)))) ?? null;
}

/** After signing out nobody is here; what the person recorded stays until they are back. */
export async function leave() {
  here = null;
  const device = await openDevice();
  await device.write(["meta"], (tx) => tx.objectStore("meta").delete("current"));
  device.tell({ current: null });
}

/** Calls back with the new person's id, or null, when another tab signs in or out. */
export async function onPersonChange(changed) {
  const device = await openDevice();
  return device.onTold((message) => "current" in message && changed(message.current));
}
