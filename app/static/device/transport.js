/** One request to the server and what it really answered; silence and nonsense are answers too. */

const PATIENCE_MS = 20_000;
const LONGEST_WAIT_MS = 300_000;

/** `{status, json, waitMs}`: status 0 is silence, json null is an answer that is not JSON. */
export async function call(method, path, personId, body) {
  try {
    const response = await fetch(path, await request(method, personId, body));
    return { status: response.status, json: await jsonOf(response), waitMs: retryAfter(response) };
  } catch {
    return { status: 0, json: null, waitMs: null };
  }
}

async function request(method, personId, body) {
  // The server refuses when its session belongs to somebody else: on a shared tablet that may change at any moment.
  const headers = { Accept: "application/json", "Alongside-Person": personId };
  const common = { method, headers, credentials: "same-origin", cache: "no-store", redirect: "error" };
  const signal = patience();
  if (body === undefined) return { ...common, signal };
  headers["Content-Type"] = "application/json";
  const text = JSON.stringify(body);
  if (!globalThis.CompressionStream || text.length < 1000) return { ...common, signal, body: text };
  headers["Content-Encoding"] = "gzip";
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { ...common, signal, body: await new Response(packed).arrayBuffer() };
}

function patience() {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE_MS);
  return controller.signal;
}

async function jsonOf(response) {
  if (!/\bjson\b/.test(response.headers.get("Content-Type") ?? "")) return null;
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function retryAfter(response) {
  const value = response.headers.get("Retry-After");
  if (!value) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return ms > 0 ? Math.min(ms, LONGEST_WAIT_MS) : null;
}
