/** Visits that nobody planned: the forms on which they are welcome, and the visit itself, made on this device. */

import { newId } from "./ids.js";
import { ask, openStore } from "./store.js";

/** Agreed forms with their partnership: `[{form, partnership}]`. */
export async function packedForms(personId) {
  const store = await openStore(personId);
  const [forms, partnerships] = await store.read(["forms", "partnerships"], (tx) =>
    Promise.all([ask(tx.objectStore("forms").getAll()), ask(tx.objectStore("partnerships").getAll())]),
  );
  return forms.map((form) => ({ form, partnership: partnerships.find(({ id }) => id === form.partnership_id) ?? null }));
}

/** The newest agreed version of each form on which a visit that nobody planned is welcome: `[{form, partnership}]`. */
export async function welcomeForms(personId) {
  const welcome = (await packedForms(personId)).filter(({ partnership }) => partnership?.unplanned && partnership.role !== "observer");
  return welcome.filter(({ form }) => !welcome.some(({ form: { id, version } }) => id === form.id && version > form.version));
}

/** A visit started here without a plan; the sender announces it to the server before its entries. */
export async function startUnplanned(personId, form, details = {}) {
  const visit = { id: newId(), partnership_id: form.partnership_id, form_id: form.id, form_version: form.version };
  const begun = { unplanned: true, planned_for: new Date().toISOString(), status: "planned", head: 0 };
  const row = { segments: [], ...details, ...visit, ...begun, made_here: true, made_at: Date.now(), unsent: true };
  const store = await openStore(personId);
  await store.write(["visits"], (tx) => tx.objectStore("visits").put(row), { strict: true });
  store.tell({ nudge: true });
  return row;
}
