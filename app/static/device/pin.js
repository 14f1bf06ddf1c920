/** The PIN of this person on this device: it opens the lock, and the private key of what rests under it. */

import { newId } from "./ids.js";
import { bytesOf, canSeal, deviceKey, encrypted, isOpen, keepOpen, pinRow, shut } from "./keys.js";
import { ask, openStore } from "./store.js";

const ROUNDS = 600_000;
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 300_000;
const CURVE = { name: "ECDH", namedCurve: "P-256" };

export const looksLikePin = (pin) => /^\d{4,8}$/.test(pin);

export async function hasPin(personId) {
  return Boolean(await pinRow(await openStore(personId)));
}

/** Is something here that only the PIN opens, and has it not been typed on this page? */
export async function isLocked(personId) {
  const store = await openStore(personId);
  const pin = await pinRow(store);
  return Boolean(pin && !isOpen(store, pin));
}

/** The first PIN. False when there is one already, or the browser has no cryptography (no https). */
export async function setPin(personId, pin) {
  const store = await openStore(personId);
  if (!(await canSeal()) || !looksLikePin(pin) || (await pinRow(store))) return false;
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const secret = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const row = { id: newId(), publicKey: pair.publicKey, ...(await wrapped(store, pin, secret)) };
  await keep(store, row);
  keepOpen(store, row.id, await privateKeyOf(secret));
  store.tell({ rest: true });
  return true;
}

/** `{opened, waitMs}`: waitMs is how long to wait before the next try. Each wrong one is counted on the disk first. */
export async function tryPin(personId, pin) {
  const store = await openStore(personId);
  const secret = await secretBehind(store, pin);
  if (secret) keepOpen(store, (await pinRow(store)).id, await privateKeyOf(secret));
  if (secret) store.tell({ nudge: true });
  return { opened: Boolean(secret), waitMs: await waitOf(store) };
}

export async function changePin(personId, before, after) {
  const store = await openStore(personId);
  const secret = looksLikePin(after) && (await secretBehind(store, before));
  if (secret) await keep(store, { ...(await pinRow(store)), ...(await wrapped(store, after, secret)) });
  return { opened: Boolean(secret), waitMs: await waitOf(store) };
}

/** How long the next try has to wait, in ms. */
export const pinWait = async (personId) => waitOf(await openStore(personId));

/** Takes the PIN's row away; what lies under it must have been opened, or given up, before. */
export async function dropPin(store) {
  await store.write(["meta"], (tx) => ["pin", "pin-tries"].forEach((key) => tx.objectStore("meta").delete(key)), { strict: true });
  shut(store);
}

async function secretBehind(store, pin) {
  const row = await pinRow(store);
  if (!row || !looksLikePin(pin) || (await waitOf(store)) > 0) return null;
  await count(store);
  try {
    const secret = await bytesOf(await slowKey(pin, row), { iv: row.iv, data: await bytesOf((await deviceKey(store)).key, row.box) });
    await store.write(["meta"], (tx) => tx.objectStore("meta").delete("pin-tries"));
    return secret;
  } catch {
    return null;
  }
}

// Counted before it is tried: who ends the browser in mid-try has had a try all the same.
function count(store) {
  return store.write(["meta"], async (tx) => {
    const wrong = ((await ask(tx.objectStore("meta").get("pin-tries")))?.wrong ?? 0) + 1;
    const wait = wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES));
    tx.objectStore("meta").put({ wrong, not_before: Date.now() + wait }, "pin-tries");
  }, { strict: true });
}

async function waitOf(store) {
  const tries = await store.read(["meta"], (tx) => ask(tx.objectStore("meta").get("pin-tries")));
  return Math.min(LONGEST_WAIT_MS, Math.max(0, (tries?.not_before ?? 0) - Date.now()));
}

// Twice: guessing takes the slow way, and it takes the browser that holds the device's key.
async function wrapped(store, pin, secret) {
  const how = { salt: crypto.getRandomValues(new Uint8Array(16)), rounds: ROUNDS };
  const { iv, data } = await encrypted(await slowKey(pin, how), secret);
  return { ...how, iv, box: await encrypted((await deviceKey(store)).key, data) };
}

async function slowKey(pin, { salt, rounds }) {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const privateKeyOf = (secret) => crypto.subtle.importKey("pkcs8", secret, CURVE, false, ["deriveBits"]);

const keep = (store, row) => store.write(["meta"], (tx) => tx.objectStore("meta").put(row, "pin"), { strict: true });
