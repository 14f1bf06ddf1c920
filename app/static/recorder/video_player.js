/** A video file of this device beside the pads: play, go back and forth, faster and slower. Nothing of it is ever sent. */

import { icon } from "../ui/glyphs.js";
import { attribute, h, words } from "./element.js";
import { video as says } from "./seldom_words.js";

const STEP_S = 5;
const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];
const KEYS = { ArrowLeft: -STEP_S, ArrowRight: STEP_S, j: -STEP_S, l: STEP_S };
// Where keys have a meaning of their own: what is typed, chosen or slid, and sheets.
const THEIRS = "input, textarea, select, dialog, [contenteditable]";

class CannotPlay extends Error {
  name = "CannotPlay";
  words = says.cannotPlay;
}

/** The player of a file, once it is known how long it lasts. Rejects when the browser can't play it. */
export async function openPlayer(file) {
  const video = h("video", { playsinline: true, preload: "auto", "aria-label": says.theVideo(file.name) });
  video.src = URL.createObjectURL(file);
  try {
    await happened(video, "loadedmetadata");
    if (!Number.isFinite(video.duration)) await measured(video);
  } catch {
    URL.revokeObjectURL(video.src);
    throw new CannotPlay();
  }
  for (const track of video.textTracks) track.mode = "disabled";
  return new Player(video, file);
}

class Player {
  #parts;
  #told = {};

  constructor(video, { name, size }) {
    Object.assign(this, { video, file: { name, size, duration: Math.round(video.duration * 1000) } });
    this.#parts = this.#controls();
    const { where, back, play, ahead, times, speed } = this.#parts;
    const row = h("div.vrow", {}, back, play, ahead, times, speed);
    this.el = h("section.player", { "aria-label": says.player }, video, where, row);
    for (const event of ["timeupdate", "seeking", "play", "pause"]) video.addEventListener(event, () => this.#paint());
    for (const [event, what] of [["timeupdate", "moved"], ["seeked", "sought"], ["ended", "over"]]) {
      video.addEventListener(event, () => this.el.isConnected && this.#told[what]?.());
    }
    document.addEventListener("keydown", (event) => this.#pressed(event));
    this.#paint();
  }

  /** Who wants to know: `moved()` as time goes on, `sought()` after a jump, `over()` at the end. */
  beside(told) {
    this.#told = told;
  }

  toggle() {
    if (this.video.paused) this.video.play().catch(() => {}); // paused again before it began
    else this.video.pause();
  }

  step(seconds) {
    this.goTo(this.video.currentTime + seconds);
  }

  goTo(seconds) {
    this.video.currentTime = Math.min(Math.max(0, seconds), this.video.duration);
  }

  #paint() {
    const { where, play, times } = this.#parts;
    const [at, of] = [this.video.currentTime * 1000, this.file.duration];
    where.value = this.video.currentTime;
    attribute(where, "aria-valuetext", says.place(at, of));
    words(times, says.times(at, of));
    if (play.dataset.paused === String(this.video.paused)) return;
    play.dataset.paused = this.video.paused;
    attribute(play, "aria-label", this.video.paused ? says.play : says.pause);
    play.replaceChildren(icon(this.video.paused ? "play" : "pause", 24));
  }

  #controls() {
    const where = h("input.vwhere", { type: "range", min: 0, max: this.video.duration, step: 0.1, "aria-label": says.where });
    where.addEventListener("input", () => this.goTo(Number(where.value)));
    const step = (by) => h("button.btn.line.vstep", { type: "button", "aria-label": says.seek(by), onclick: () => this.step(by) }, says.seconds(by));
    const speed = h("select.field.vspeed", { "aria-label": says.speed }, ...RATES.map((rate) => h("option", { value: rate, selected: rate === 1 }, says.rate(rate))));
    speed.addEventListener("change", () => (this.video.playbackRate = Number(speed.value)));
    const play = h("button.btn.solid.vplay", { type: "button", "aria-keyshortcuts": "Space", onclick: () => this.toggle() });
    return { where, back: step(-STEP_S), play, ahead: step(STEP_S), times: h("span.vtimes"), speed };
  }

  /** Space plays and pauses also after a press of a pad with the mouse, which leaves it focused: Enter presses it. */
  #pressed(event) {
    if (!this.el.isConnected || event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(THEIRS)) return;
    if (document.querySelector("dialog:modal") || document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)) return;
    if (event.key === " ") this.#space(event);
    else if (event.key in KEYS) {
      event.preventDefault();
      this.step(KEYS[event.key]);
    }
  }

  #space(event) {
    if (event.target.closest?.(".player button")) return; // presses the button
    event.preventDefault();
    if (event.repeat) return;
    const swallow = (up) => up.key === " " && up.preventDefault(); // Firefox clicks the focused button as the key goes up
    document.addEventListener("keyup", swallow, { once: true, capture: true });
    this.toggle();
  }
}

// A video that a browser recorded does not say how long it is until somebody has been at its end.
async function measured(video) {
  video.currentTime = 1e9;
  await happened(video, "durationchange", () => Number.isFinite(video.duration));
  video.currentTime = 0;
  await happened(video, "seeked");
}

function happened(video, name, enough = () => true) {
  return new Promise((resolve, reject) => {
    video.addEventListener(name, () => enough() && resolve());
    video.addEventListener("error", () => reject(video.error), { once: true });
  });
}
