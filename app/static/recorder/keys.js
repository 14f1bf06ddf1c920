/**
 * A key for each pad, shown once a keyboard is used: 1 to 9, then letters, then capitals; n opens a note, u undoes.
 *
 * Clickers have few buttons: forward and back, or the volume, press the first and the second pad.
 */

const LETTERS = [..."abcdefghijklmopqrstvwxyz"]; // n and u are taken
const KEYS = [..."123456789", ...LETTERS, ...LETTERS.map((letter) => letter.toUpperCase())];
const CLICKERS = [
  ["PageDown", "AudioVolumeDown", "MediaTrackNext"],
  ["PageUp", "AudioVolumeUp", "MediaTrackPrevious"],
];
const TYPING = "input, textarea, select, [contenteditable]";

export class PadKeys {
  #frame;
  #pads = new Map();

  constructor(frame) {
    this.#frame = frame;
    frame.pads.forEach((pad, index) => KEYS[index] && this.#assign(pad, KEYS[index], CLICKERS[index] ?? []));
    this.onKey = (event) => this.#pressed(event);
    document.addEventListener("keydown", this.onKey);
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
  }

  #assign(pad, key, clickers) {
    for (const name of [key, ...clickers]) this.#pads.set(name, pad);
    const el = pad.keyed ?? pad.el;
    el.dataset.key = key;
    el.querySelector("button")?.setAttribute("aria-keyshortcuts", [key, ...clickers.slice(0, 1)].join(" "));
  }

  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(TYPING) || event.key === "Shift") return;
    const key = this.#pads.has(event.key) || event.key.length > 1 ? event.key : event.key.toLowerCase();
    if (!this.#pads.has(key) && !["n", "u", "Tab"].includes(key)) return;
    this.#frame.root.classList.toggle("has-keys", this.#frame.keysOn);
    if (!this.#frame.keysOn || event.repeat || !this.#frame.root.isConnected || this.#frame.sheet?.modal) return;
    if (key === "n") this.#note(event);
    else if (key === "u") this.#frame.undoBar.undoLatest();
    else if (this.#pads.has(key)) this.#press(this.#pads.get(key), event);
  }

  #note(event) {
    event.preventDefault(); // or the n lands in the note
    this.#frame.openNote();
  }

  #press(pad, event) {
    if (event.key.length > 1) event.preventDefault(); // a clicker's buttons also scroll, or change the volume
    this.#frame.reveal(pad);
    pad.el.classList.add("pressed");
    setTimeout(() => pad.el.classList.remove("pressed"), 120);
    pad.press(event.timeStamp);
  }
}
