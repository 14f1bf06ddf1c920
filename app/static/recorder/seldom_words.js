/** The recorder's sentences for visits that nobody planned, and for lessons recorded from a video. */

import { device, first, lessonTime } from "../ui/words.js";

export const unplanned = {
  unplanned: "A visit nobody planned",
  ownLesson: "Your own lesson",
  whichClass: "Which class? (optional)",
  noForm: "This form isn’t packed here",
  noFormWhy: `Open Today on this ${device()} while you are online: the forms that you both agreed to pack themselves.`,
  notWelcome: "Planned visits only",
  notWelcomeWhy: (teacher) => `${first(teacher)} can welcome visits that nobody planned, on the page of your partnership. Until then you plan them together.`,
};

const megabytes = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

export const video = {
  from: `From a video on this ${device()}`,
  theVideo: (name) => `The video ${name}`,
  player: "The video",
  play: "Play",
  pause: "Pause the video",
  seconds: (by) => (by < 0 ? `−${-by} s` : `+${by} s`),
  seek: (by) => (by < 0 ? `Back ${-by} seconds` : `Forward ${by} seconds`),
  where: "Where in the video",
  place: (at, of) => `${lessonTime(at)} of ${lessonTime(of)}`,
  times: (at, of) => `${lessonTime(at)} / ${lessonTime(of)}`,
  alreadyTimed: "Not here: it was switched later in the video. Go there first.",
  speed: "Speed",
  rate: (rate) => `${rate}×`,
  cannotPlay: "This browser can’t play that file. MP4 (H.264) and WebM work in most.",
  // after a reload
  again: "Choose the video again",
  againWhy: (at) => `The file never left this ${device()}, so the page has to ask for it again. You were at ${lessonTime(at)}.`,
  which: ({ name, size, duration }) => `${name}, ${lessonTime(duration)}, ${megabytes(size)}`,
  choose: "Choose the video",
  another: (which) => `That is another file: ${which}. What you recorded belongs to the times of the first one.`,
  useIt: "Use it all the same",
  endWithout: "End the visit without the video",
  endsAt: (ms) => `It ends at ${lessonTime(ms)}, the furthest you got.`,
};
