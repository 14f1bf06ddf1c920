/** A key for each pad, shown once a keyboard is used: 1 to 9, then letters; n opens a note, u undoes. */

const KEYS = [..."123456789abcdefghijklmopqrstvwxyz"]; // n and u are taken
const TYPING = "input, textarea, select, [contenteditable]";

export class PadKeys {
  #frame;
  #pads = new Map();

  constructor(frame) {
    this.#frame = frame;
    frame.pads.forEach((pad, index) => KEYS[index] && this.#assign(pad, KEYS[index]));
    this.onKey = (event) => this.#pressed(event);
    document.addEventListener("keydown", this.onKey);
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
  }

  #assign(pad, key) {
    this.#pads.set(key, pad);
    pad.el.dataset.key = key;
    pad.el.querySelector(".hit").setAttribute("aria-keyshortcuts", key);
  }

  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(TYPING) || event.key === "Shift") return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
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
    this.#frame.reveal(pad);
    pad.el.classList.add("pressed");
    setTimeout(() => pad.el.classList.remove("pressed"), 120);
    pad.press(event.timeStamp);
  }
}
