/**
 * The keys under which things rest on this device: one of the device's own, and one that only the person's PIN opens.
 *
 * The device's key is not extractable, and is there without asking: what still has to leave the tablet lies under it.
 * The PIN's is a pair: its public half encrypts at any time, its private half lies wrapped by the PIN and by the
 * device's key, and is opened for as long as a page lives. Where a browser has no WebCrypto (without https) or can't keep
 * a key, things stay as they are.
 */

import { newId } from "./ids.js";
import { ask, openTrial } from "./store.js";

const AES = { name: "AES-GCM", length: 256 };
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const PATIENCE_MS = 2000;
const opened = new WeakMap();

/** Lies under a PIN that has not been typed on this page. */
export class Locked extends Error {
  name = "Locked";
}

let tried = null;

/** Can things be encrypted here, and their key be kept? Asked of the browser once. */
export const canSeal = () => (tried ??= globalThis.crypto?.subtle ? keepsAKey() : Promise.resolve(false));

// Browsers keep keys with the system's keyring, and one that has none may never answer. That would take the table along
// in which the key was to lie, so it is tried beside everything that a visit needs.
async function keepsAKey() {
  const trial = async () => {
    const key = await crypto.subtle.generateKey(AES, false, ["encrypt"]);
    const store = await openTrial();
    await store.write(["meta"], (tx) => tx.objectStore("meta").put(key, "trial"));
    return isKey({ key: await store.read(["meta"], (tx) => ask(tx.objectStore("meta").get("trial"))) });
  };
  const patience = new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  return Promise.race([trial().catch(() => false), patience]);
}

/** `{id, key}`; made once, and always as the disk has it, so that nothing is encrypted by a key that was not kept. */
export async function deviceKey(store) {
  const known = await readKey(store);
  if (known) return known;
  const made = { id: newId(), key: await crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]) };
  await store.write(["meta"], (tx) => keepFirst(tx, made), { strict: true });
  return readKey(store);
}

/** The PIN's row, or undefined: `{id, publicKey, salt, rounds, box}`. */
export const pinRow = (store) => store.read(["meta"], (tx) => ask(tx.objectStore("meta").get("pin")));

export const keepOpen = (store, id, key) => opened.set(store, { id, key });
export const shut = (store) => opened.delete(store);
export const isOpen = (store, pin) => opened.get(store)?.id === pin.id;

/** The text as a box for the device itself. */
export async function sealForDevice(store, text) {
  const { id, key } = await deviceKey(store);
  return { under: "device", key: id, ...(await encrypted(key, text)) };
}

/** The text as a box that only the PIN opens. */
export async function sealForPin(pin, text) {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const key = await shared(privateKey, pin.publicKey);
  const from = await crypto.subtle.exportKey("raw", publicKey);
  return { under: "pin", key: pin.id, from, ...(await encrypted(key, text)) };
}

/** The text of a box. Locked while its PIN is missing; any other error is a box that nobody can open. */
export async function unsealed(store, box) {
  if (box.under === "device") return decrypted(await keyNamed(store, box.key), box);
  const pin = opened.get(store);
  if (pin?.id !== box.key) throw new Locked();
  const sender = await crypto.subtle.importKey("raw", box.from, CURVE, false, []);
  return decrypted(await shared(pin.key, sender), box);
}

export async function encrypted(key, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain) };
}

export async function bytesOf(key, { iv, data }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
}

const decrypted = async (key, box) => new TextDecoder().decode(await bytesOf(key, box));

async function readKey(store) {
  const row = await store.read(["meta"], (tx) => ask(tx.objectStore("meta").get("key")));
  return isKey(row) ? row : null;
}

async function keyNamed(store, id) {
  const known = await readKey(store);
  if (known?.id !== id) throw new Error("The key of this device is not the one that this was sealed with.");
  return known.key;
}

const isKey = (row) => row?.key instanceof CryptoKey;

// Two tabs may make one at the same time: the first stays. A damaged one opens nothing, and gives way.
async function keepFirst(tx, made) {
  if (!isKey(await ask(tx.objectStore("meta").get("key")))) tx.objectStore("meta").put(made, "key");
}

async function shared(privateKey, publicKey) {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode("alongside at rest") };
  return crypto.subtle.deriveKey(how, secret, AES, false, ["encrypt", "decrypt"]);
}
