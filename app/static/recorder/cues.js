/** Cues of sweeps and intervals: felt, and heard if somebody chose so, whatever page of the recorder is shown. */

import { buzz } from "./press.js";
import { timeUntil } from "./spans.js";

const BUZZ = [220, 120, 220];
const [TONE_HZ, TONE_S] = [[660, 880], 0.18];

let sound = null;

/** Browsers let a page sound only after a touch. */
export function wakeSound() {
  sound ??= new AudioContext();
  if (sound.state === "suspended") sound.resume();
}

export function tone() {
  wakeSound();
  TONE_HZ.forEach((hertz, index) => beep(hertz, sound.currentTime + index * TONE_S));
}

function beep(hertz, from) {
  const [pitch, loudness] = [new OscillatorNode(sound, { frequency: hertz }), new GainNode(sound, { gain: 0 })];
  loudness.gain.setTargetAtTime(0.25, from, 0.01);
  loudness.gain.setTargetAtTime(0, from + 0.6 * TONE_S, 0.03);
  pitch.connect(loudness).connect(sound.destination);
  pitch.start(from);
  pitch.stop(from + 2 * TONE_S);
}

export class Cues {
  #recording;
  #about;
  #reached = new Map(); // how many cues of a measure there have been
  #unfelt = false;

  constructor(recording, about) {
    this.#recording = recording;
    this.#about = about;
    this.#measures().forEach((measure) => this.#reached.set(measure.key, this.#cues(measure).number));
    for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => about.sound && wakeSound(), { capture: true, passive: true });
  }

  /** A cue that came while the page was hidden is felt when it is seen again, unless it is over by then. */
  tick() {
    const fresh = this.#measures().filter((measure) => this.#isNew(measure));
    if (fresh.length && this.#about.sound) tone();
    if (document.visibilityState === "hidden") this.#unfelt ||= fresh.length > 0;
    else if (fresh.length || (this.#unfelt && this.#measures().some((measure) => this.#cues(measure).open))) this.#feel();
  }

  #feel() {
    this.#unfelt = false;
    buzz(BUZZ);
  }

  #measures() {
    return this.#recording.measures.filter(({ kind }) => kind === "sweep" || kind === "interval");
  }

  #isNew(measure) {
    const { number, open } = this.#cues(measure);
    const before = this.#reached.get(measure.key);
    this.#reached.set(measure.key, number);
    const { sums, held } = this.#recording;
    return number > before && open && !held && sums.unseenSince(measure.key) === null;
  }

  /** Intervals stand still in a pause alone, sweeps also while nothing could be seen. */
  #cues({ key, kind, every_ms }) {
    const { sums } = this.#recording;
    const passed = timeUntil(kind === "interval" ? sums.pauses : sums.holes(key), this.#recording.now());
    const number = Math.floor(passed / every_ms);
    return { number, open: number > 0 && passed - number * every_ms <= every_ms / 2 };
  }
}
