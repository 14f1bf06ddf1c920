/** The only door to IndexedDB: opens, reopens and retries; a write is done when its transaction is complete. */

const PERSON_TABLES = {
  visits: { keyPath: "id" },
  partnerships: { keyPath: "id" },
  forms: { keyPath: ["id", "version"] },
  logs: { keyPath: "visit" }, // which partnership a visit's entries belong to
  entries: {}, // [visit, n] -> the entry as it is sent
  outbox: {}, // [visit, n] of each entry that the server has not acknowledged
  parked: {}, // [visit, n] -> {id, problem, parked_at}
  texts: {},
  meta: {},
};
const DEVICE_TABLES = { people: { keyPath: "id" }, meta: {} };
const VERSION = 1;
const RETRY_AFTER_MS = [0, 50, 250, 1000];
const STUCK_MS = 5000;
// Trying again cannot help with these; everything else may be a connection that the browser dropped.
const FINAL = new Set(["QuotaExceededError", "ConstraintError", "DataError", "DataCloneError", "VersionError"]);

const open = new Map();

/** One person's own database. Everything that a person records or packs lies in it and nowhere else. */
export const openStore = (personId) => storeNamed(`alongside-${personId}`, PERSON_TABLES);

/** What the device itself knows: its people and who is here now. */
export const openDevice = () => storeNamed("alongside", DEVICE_TABLES);

/** Where it is tried what this browser can keep; nothing of a person's lies here. */
export const openTrial = () => storeNamed("alongside-trial", { meta: {} });

/** An IndexedDB request as a promise; awaiting one keeps its transaction alive. */
export function ask(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The keys [visit, n] of one visit, from after `n` on. */
export const ofVisit = (visitId, n = 0) => IDBKeyRange.bound([visitId, n], [visitId, []], true);

/** The keys [visit, n] of one visit, up to and with `n`. */
export const upTo = (visitId, n) => IDBKeyRange.bound([visitId], [visitId, n]);

async function storeNamed(name, tables) {
  if (!open.has(name)) open.set(name, new Store(name, tables));
  const store = open.get(name);
  await store.connect();
  return store;
}

class Store {
  #name;
  #tables;
  #db = null;
  #opening = null;
  #channel;
  #listeners = new Set();

  constructor(name, tables) {
    this.#name = name;
    this.#tables = tables;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => this.#listeners.forEach((told) => told(data));
    // iOS drops connections of pages in the background without a word. Nothing is asked by a page that is going: WebKit
    // would set it aside in mid-transaction, and the next page would wait for that one's end for ever.
    addEventListener("pageshow", () => this.#probe());
    addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#probe());
  }

  /** `body(tx)` may await requests of `tx` and nothing else. */
  read(tables, body) {
    return this.#retrying(() => this.#once(tables, "readonly", body));
  }

  /** Resolves once the transaction is complete; `strict` waits for the disk as well. */
  write(tables, body, { strict = false } = {}) {
    const durability = strict ? "strict" : "relaxed";
    return this.#retrying(() => this.#once(tables, "readwrite", body, { durability }));
  }

  /** Tells every tab of this database, this one included. */
  tell(message) {
    this.#channel.postMessage(message);
    this.#listeners.forEach((told) => told(message));
  }

  onTold(told) {
    this.#listeners.add(told);
    return () => this.#listeners.delete(told);
  }

  connect() {
    this.#opening ??= this.#open().catch((error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async #retrying(attempt) {
    for (const pause of RETRY_AFTER_MS) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof DOMException) || FINAL.has(error.name)) throw error;
        this.#drop();
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return attempt();
  }

  async #once(tables, mode, body, options) {
    const db = this.#db ?? (await this.connect());
    const tx = db.transaction(tables, mode, options);
    return outcomeOf(tx, body);
  }

  #open() {
    const request = indexedDB.open(this.#name, VERSION);
    request.onupgradeneeded = () => this.#addTables(request.result);
    return ask(request).then((db) => {
      db.onversionchange = () => this.#drop();
      db.onclose = () => this.#drop();
      this.#db = db;
      return db;
    });
  }

  #addTables(db) {
    for (const [table, options] of Object.entries(this.#tables)) {
      if (!db.objectStoreNames.contains(table)) db.createObjectStore(table, options);
    }
  }

  #drop() {
    this.#db?.close();
    this.#db = null;
    this.#opening = null;
  }

  #probe() {
    if (this.#db) this.read(["meta"], (tx) => ask(tx.objectStore("meta").count())).catch(() => this.#drop());
  }
}

function outcomeOf(tx, body) {
  return new Promise((resolve, reject) => {
    let result;
    let failure;
    const fail = (error) => {
      clearTimeout(stuck);
      failure = error;
      try {
        tx.abort();
      } catch {
        // Already over: onabort has been or will be called, or nothing will ever be.
      }
      reject(error);
    };
    const stuck = setTimeout(() => fail(new DOMException("The database does not answer.", "TimeoutError")), STUCK_MS);
    tx.oncomplete = () => {
      clearTimeout(stuck);
      resolve(result);
    };
    // A failed commit, a full disk among others, may fire `abort` alone.
    tx.onabort = () => {
      clearTimeout(stuck);
      reject(failure ?? tx.error ?? new DOMException("The write was given up.", "AbortError"));
    };
    run(tx, body).then((value) => (result = value), fail);
  });
}

async function run(tx, body) {
  const value = body(tx);
  const result = value instanceof Promise ? await value : value;
  tx.commit?.();
  return result;
}
