/**
 * The clock of a lesson that is recorded from a video: the video's own time. It has the interface of device/clock.js.
 *
 * It stands while the video stands, and goes back when somebody goes back: `seeks` says so to whoever adds entries.
 */

import { video as says } from "./seldom_words.js";

const SWITCHES = [["start", "stop"], ["pause", "resume"], ["unseen", "seen"]];

/** Somebody went back to before the last switch of a timer: what it says would no longer add up. */
class AlreadyTimed extends Error {
  name = "AlreadyTimed";
  words = says.alreadyTimed;
}

export class VideoClock {
  begun = true;
  seeks = true;
  note = "video";
  #video = null;
  #at;
  #reached;

  /** `at` and `reached` in ms: where the video was left, and the furthest that was played. */
  constructor({ at = 0, reached = 0 } = {}) {
    this.#at = at;
    this.#reached = reached;
  }

  /** Is it without its video, as after a reload? */
  get waits() {
    return this.#video === null;
  }

  /** The furthest that was played. */
  get reached() {
    return this.#reached;
  }

  /** The furthest that was played or marked, wherever it stands now. */
  endsAt({ counting }) {
    return Math.max(this.#reached, this.now(), counting.at(-1)?.at_ms ?? 0);
  }

  /** In the order in which they were recorded: what is earlier in the video may have been recorded later. */
  asMade(entries) {
    return [...entries].sort((a, b) => a.n - b.n);
  }

  /** Why these can't be added at this moment, or null. */
  refusal(many, at, { counting }) {
    return many.some((fields) => switchedAfter(counting, fields, at)) ? new AlreadyTimed() : null;
  }

  attach(video) {
    this.#video = video;
    video.addEventListener("timeupdate", () => this.#played());
  }

  begin() {}

  now() {
    return this.#video ? Math.round(this.#video.currentTime * 1000) : this.#at;
  }

  /** What the video showed at the moment of an event. */
  at(timeStamp) {
    const { paused = true, seeking = false, playbackRate = 1 } = this.#video ?? {};
    const since = paused || seeking ? 0 : Math.max(0, performance.now() - timeStamp);
    return Math.max(0, Math.round(this.now() - since * playbackRate));
  }

  close() {}

  // Going ahead to have a look is not yet having watched it.
  #played() {
    if (!this.#video.seeking && !this.#video.paused) this.#reached = Math.max(this.#reached, this.now());
  }
}

function switchedAfter(counting, { kind, measure }, at) {
  const pair = SWITCHES.find((kinds) => kinds.includes(kind)) ?? [];
  return counting.some((entry) => pair.includes(entry.kind) && entry.measure === measure && entry.at_ms > at);
}
