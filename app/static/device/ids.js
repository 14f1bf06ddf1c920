/** Ids made on the device: UUIDv7, each one later than the last even when the wall clock steps back. */

let latest = 0;
let counter = 0;

export function newId() {
  const [ms, count] = nextTick();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(ms / 0x10000));
  new DataView(bytes.buffer).setUint16(4, ms % 0x10000);
  bytes[6] = 0x70 | (count >> 8);
  bytes[7] = count & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return asText(bytes);
}

function nextTick() {
  const ms = Date.now();
  if (ms > latest) {
    latest = ms;
    counter = Math.floor(Math.random() * 0x400);
  } else if (counter < 0xfff) {
    counter += 1;
  } else {
    latest += 1;
    counter = 0;
  }
  return [latest, counter];
}

function asText(bytes) {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
