/** The pack: all that this person's visits need without a network. Refreshed whole, never at the cost of a mark. */

import { newId } from "./ids.js";
import { forgetOld, sendEverythingAgain } from "./outbox.js";
import { ask, openStore } from "./store.js";
import { call } from "./transport.js";

const TABLES = ["visits", "forms", "partnerships", "meta", "logs", "entries", "outbox", "parked"];

/** Fetches the pack and keeps it. False when the server did not give this person's; what was packed stays then. */
export async function refreshPack(personId) {
  const { status, json } = await call("GET", "/api/pack", personId);
  if (status !== 200 || json?.person?.id !== personId || !Array.isArray(json.visits)) return false;
  const store = await openStore(personId);
  const again = await store.write(TABLES, (tx) => replace(tx, json));
  if (json.visits.length) await navigator.storage?.persist?.();
  await forgetOld(store);
  store.tell({ pack: json.epoch, nudge: again });
  return true;
}

/** `[{visit, partnership, form}]` of all packed visits, the next first. */
export async function packedVisits(personId) {
  const store = await openStore(personId);
  const [visits, partnerships, forms] = await store.read(["visits", "partnerships", "forms"], (tx) =>
    Promise.all(["visits", "partnerships", "forms"].map((table) => ask(tx.objectStore(table).getAll()))),
  );
  const packed = visits.map((visit) => ({
    visit,
    partnership: partnerships.find(({ id }) => id === visit.partnership_id) ?? null,
    form: forms.find(({ id, version }) => id === visit.form_id && version === visit.form_version) ?? null,
  }));
  return packed.sort((a, b) => when(a.visit) - when(b.visit));
}

/** `{visit, partnership, form}` or null. */
export async function packedVisit(personId, visitId) {
  return (await packedVisits(personId)).find(({ visit }) => visit.id === visitId) ?? null;
}

/** Agreed forms with their partnership, for a visit that nobody planned: `[{form, partnership}]`. */
export async function packedForms(personId) {
  const store = await openStore(personId);
  const [forms, partnerships] = await store.read(["forms", "partnerships"], (tx) =>
    Promise.all([ask(tx.objectStore("forms").getAll()), ask(tx.objectStore("partnerships").getAll())]),
  );
  return forms.map((form) => ({ form, partnership: partnerships.find(({ id }) => id === form.partnership_id) ?? null }));
}

/** A visit started here without a plan; the sender announces it to the server before its entries. */
export async function startUnplanned(personId, form, details = {}) {
  const visit = { id: newId(), partnership_id: form.partnership_id, form_id: form.id, form_version: form.version };
  const row = { segments: [], ...details, ...visit, status: "planned", head: 0, made_here: true, unsent: true };
  const store = await openStore(personId);
  await store.write(["visits"], (tx) => tx.objectStore("visits").put(row), { strict: true });
  store.tell({ nudge: true });
  return row;
}

/** `{persisted, usage, quota}` of this origin's storage, as far as the browser tells. */
export async function storageHealth() {
  const { usage = null, quota = null } = (await navigator.storage?.estimate?.()) ?? {};
  return { persisted: (await navigator.storage?.persisted?.()) ?? false, usage, quota };
}

// Resolves to whether everything must be sent again: another epoch is a server that came back from a backup.
async function replace(tx, pack) {
  const before = await ask(tx.objectStore("meta").get("epoch"));
  const restored = before !== undefined && before !== pack.epoch;
  await replaceVisits(tx, pack, restored);
  await replaceAll(tx.objectStore("partnerships"), pack.partnerships);
  pack.forms.forEach((form) => tx.objectStore("forms").put(form));
  if (restored) await sendEverythingAgain(tx);
  tx.objectStore("meta").put(pack.epoch, "epoch");
  tx.objectStore("meta").put(pack.person, "person");
  tx.objectStore("meta").put(Date.now(), "packed_at");
  return restored;
}

async function replaceVisits(tx, pack, restored) {
  const listed = new Map(pack.visits.map((visit) => [visit.id, visit]));
  const held = new Set(await ask(tx.objectStore("logs").getAllKeys()));
  for (const row of await ask(tx.objectStore("visits").getAll())) {
    const unsent = row.unsent || (restored && row.made_here && !listed.has(row.id));
    if (listed.has(row.id) && row.made_here) listed.set(row.id, { ...listed.get(row.id), made_here: true });
    else if (unsent || held.has(row.id)) tx.objectStore("visits").put({ ...row, unsent, unlisted: !unsent });
    else if (!listed.has(row.id)) tx.objectStore("visits").delete(row.id);
  }
  listed.forEach((visit) => tx.objectStore("visits").put(visit));
}

async function replaceAll(table, rows) {
  table.clear();
  rows.forEach((row) => table.put(row));
}

const when = (visit) => Date.parse(visit.planned_for ?? "") || Infinity;
