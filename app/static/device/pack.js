/** The pack: all that this person's visits need without a network. Refreshed whole, never at the cost of a mark. */

import { forgetOld, sendEverythingAgain } from "./outbox.js";
import { unwrapped } from "./packed_row.js";
import { ask, openStore } from "./store.js";
import { call } from "./transport.js";

const DAY_MS = 24 * 3600_000;
const TABLES = ["visits", "forms", "partnerships", "meta", "logs", "entries", "outbox", "parked"];

/** Fetches the pack and keeps it. False when the server did not give this person's; what was packed stays then. */
export async function refreshPack(personId) {
  const { status, json } = await call("GET", "/api/pack", personId);
  if (status !== 200 || json?.person?.id !== personId || ![json.visits, json.partnerships, json.forms].every(Array.isArray)) return false;
  const store = await openStore(personId);
  const { again, left } = await store.write(TABLES, (tx) => replace(tx, json));
  if (left.length) await eraseLeft(store, left);
  if (json.visits.length) askToStay().catch(() => {});
  await forgetOld(store);
  store.tell({ pack: json.epoch, nudge: again });
  return true;
}

/** When the pack was last refreshed, in ms of the wall clock; 0 for never. */
export async function packedAt(personId) {
  const store = await openStore(personId);
  return (await store.read(["meta"], (tx) => ask(tx.objectStore("meta").get("packed_at")))) ?? 0;
}

/** `[{visit, partnership, form}]` of all packed visits, the next first. */
export async function packedVisits(personId) {
  const store = await openStore(personId);
  const [visits, partnerships, forms] = await store.read(["visits", "partnerships", "forms"], (tx) =>
    Promise.all(["visits", "partnerships", "forms"].map((table) => ask(tx.objectStore(table).getAll()))),
  );
  const open = await Promise.all(visits.map((visit) => unwrapped(store, visit)));
  const packed = open.map((visit) => ({
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

export async function packedPartnerships(personId) {
  const store = await openStore(personId);
  return store.read(["partnerships"], (tx) => ask(tx.objectStore("partnerships").getAll()));
}

/** Visits started here that the server has not heard of: `[{visit, plan}]`, the plan as it is PUT. */
export async function unannounced(store) {
  const rows = (await store.read(["visits"], (tx) => ask(tx.objectStore("visits").getAll()))).filter(({ unsent }) => unsent);
  const visits = await Promise.all(rows.map((row) => unwrapped(store, row)));
  return visits.filter(({ locked, lost }) => !locked && !lost).map((visit) => ({ visit, plan: planOf(visit) }));
}

export async function announced(store, id) {
  await store.write(["visits"], async (tx) => {
    const visit = await ask(tx.objectStore("visits").get(id));
    if (visit) tx.objectStore("visits").put({ ...visit, unsent: false });
  });
}

/** `{persisted, usage, quota}` of this origin's storage, as far as the browser tells. */
export async function storageHealth() {
  const { usage = null, quota = null } = (await navigator.storage?.estimate?.()) ?? {};
  return { persisted: (await navigator.storage?.persisted?.()) ?? false, usage, quota };
}

async function eraseLeft(store, left) {
  const { erasePartnership } = await import("./erasing.js"); // seldom, so not at every start
  for (const partnership of left) await erasePartnership(store, partnership);
}

/** Asks the browser never to clear what is kept here; resolves to what it said. Some ask the person, who may take their time. */
export async function askToStay() {
  return (await navigator.storage?.persisted?.()) || ((await navigator.storage?.persist?.()) ?? false);
}

// `again`: another epoch is a server that came back from a backup. `left`: partnerships that this very server gave us
// once and gives no longer; after a restore their absence says nothing.
async function replace(tx, pack) {
  const before = await ask(tx.objectStore("meta").get("epoch"));
  const restored = before !== undefined && before !== pack.epoch;
  await replaceVisits(tx, pack, restored);
  const left = await replacePartnerships(tx, pack);
  await replaceForms(tx, pack);
  if (restored) await sendEverythingAgain(tx);
  tx.objectStore("meta").put(pack.epoch, "epoch");
  tx.objectStore("meta").put(pack.person, "person");
  tx.objectStore("meta").put(Date.now(), "packed_at");
  return { again: restored, left };
}

async function replaceVisits(tx, pack, restored) {
  const table = tx.objectStore("visits");
  const held = new Set(await ask(tx.objectStore("logs").getAllKeys()));
  const rows = await ask(table.getAll());
  const madeHere = new Set(rows.filter((row) => row.made_here).map(({ id }) => id));
  const resting = new Set(rows.filter(({ box }) => box).map(({ id }) => id));
  for (const visit of pack.visits.filter(({ id }) => !resting.has(id))) table.put(madeHere.has(visit.id) ? { ...visit, made_here: true } : visit);
  const listed = new Set(pack.visits.map(({ id }) => id));
  for (const row of rows.filter(({ id }) => !listed.has(id))) {
    const unsent = Boolean(row.unsent || (restored && row.made_here));
    if (unsent || held.has(row.id) || row.made_at > Date.now() - DAY_MS) table.put({ ...row, unsent, unlisted: true });
    else table.delete(row.id);
  }
}

async function replaceForms(tx, pack) {
  const table = tx.objectStore("forms");
  const used = new Set((await ask(tx.objectStore("visits").getAll())).map((visit) => `${visit.form_id} ${visit.form_version}`));
  for (const { id, version } of await ask(table.getAll())) if (!used.has(`${id} ${version}`)) table.delete([id, version]);
  pack.forms.forEach((form) => table.put(form));
}

// Those that a restored server does not know yet stay: their names are shown beside what waits.
async function replacePartnerships(tx, pack) {
  const table = tx.objectStore("partnerships");
  const given = new Set(pack.partnerships.map(({ id }) => id));
  const left = (await ask(table.getAll())).filter(({ id, epoch }) => epoch === pack.epoch && !given.has(id));
  pack.partnerships.forEach((partnership) => table.put({ ...partnership, epoch: pack.epoch }));
  return left.map(({ id }) => id);
}

const when = (visit) => Date.parse(visit.planned_for ?? "") || Infinity;

function planOf(visit) {
  const fields = ["form_id", "form_version", "unplanned", "planned_for", "minutes", "class_label", "purpose", "students", "segments"];
  const given = fields.filter((field) => visit[field] !== undefined && visit[field] !== null);
  return Object.fromEntries(given.map((field) => [field, visit[field]]));
}
