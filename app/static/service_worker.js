/**
 * Keeps the shell of one build for times without a network: the recorder, offline Today and what they load.
 *
 * Nothing personal ever enters its cache: other pages and everything under /api go to the network and nowhere else. A
 * new build waits until a page, having looked that no visit is being recorded and nothing waits, lets it take over.
 */

const { build, files, pages } = self.SHELL; // put in front of this file by the server
const CACHE = `alongside-shell-${build}`;
const FALLBACK = "/today-offline";

self.addEventListener("install", (event) => event.waitUntil(precache()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.data === "take over" && self.skipWaiting());
self.addEventListener("sync", (event) => event.waitUntil(wakePages()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // What another site posts here must arrive as that: fetched again by the worker it would look like our own.
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(pages.includes(pathname) ? shell(pathname, request) : page(request));
  else if (pathname.startsWith(`/static/${build}/`)) event.respondWith(file(pathname, request));
});

async function precache() {
  const cache = await caches.open(CACHE);
  await Promise.all([...files.map((path) => keep(cache, path, isOfThisBuild)), ...pages.map((path) => keep(cache, path, namesThisBuild))]);
}

async function keep(cache, path, check) {
  const response = await fetch(path, { credentials: "omit", cache: pages.includes(path) ? "no-store" : "default" });
  // The server may have been replaced since it handed out this worker: half of one build and half of another is neither.
  if (!response.ok || response.redirected || !(await check(response))) throw new Error(`${path} is not of build ${build}`);
  await cache.put(path, response);
}

// The server answers old addresses with the bytes it has now, but calls only its own build's immutable.
const isOfThisBuild = (response) => response.headers.get("Cache-Control")?.includes("immutable");
const namesThisBuild = async (response) => (await response.clone().text()).includes(`/static/${build}/`);

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith("alongside-shell-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Background Sync: an open page sends at once; without one the outbox waits for the next opening.
async function wakePages() {
  const open = await self.clients.matchAll({ type: "window" });
  open.forEach((client) => client.postMessage("send now"));
}

async function shell(pathname, request) {
  return (await kept(pathname)) ?? fetch(request);
}

async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const fallback = await kept(FALLBACK);
    if (!fallback) throw error;
    return fallback;
  }
}

async function file(pathname, request) {
  return (await kept(pathname)) ?? fetch(request);
}

async function kept(pathname) {
  const cache = await caches.open(CACHE);
  return cache.match(pathname, { ignoreVary: true });
}
