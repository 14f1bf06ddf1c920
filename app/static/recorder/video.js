/** Recording a lesson from a video file: begins, remembers which file it was and where, and asks for it after a reload. */

import { recorder as says } from "../ui/words.js";
import { calm, today } from "./calm.js";
import { h, words } from "./element.js";
import { recall, remember } from "./kept.js";
import { video as also } from "./seldom_words.js";
import { videoButton } from "./video_button.js";
import { VideoClock } from "./video_clock.js";
import { openPlayer } from "./video_player.js";

export { openPlayer };

const KEEP_MS = 2000;
const placeOf = (visitId) => `video:${visitId}`;

/** Begins the visit at the beginning of the video. */
export async function beginWith(recording, about, player) {
  const before = recording.clock;
  await styles();
  recording.clock = new VideoClock();
  attach(recording, about, player);
  try {
    await keep(recording, about);
    await recording.begin();
    before.close();
  } catch (error) {
    Object.assign(recording, { clock: before });
    delete about.player;
    throw error;
  }
}

/** The clock of a visit that was begun from a video, which it waits for. */
export async function clockAgain(personId, visitId) {
  return new VideoClock((await recall(personId, placeOf(visitId))) ?? {});
}

/** Asks for the video again; `go()` once it is there. */
export async function againPage(recording, about, go) {
  const kept = await recall(about.person, placeOf(about.visit.id));
  const said = h("p.trouble", { role: "alert" });
  const all = h("button.btn.line.big.wide", { type: "button", hidden: true }, also.useIt);
  const chosen = async (file) => {
    all.hidden = true;
    const player = await openPlayer(file);
    const use = () => goOn(recording, about, player, kept).then(go);
    if (!kept || isSame(player.file, kept)) return use();
    words(said, also.another(also.which(player.file)));
    Object.assign(all, { hidden: false, onclick: use });
  };
  const end = h("button.btn.quiet.big.wide", { type: "button" }, also.endWithout);
  end.addEventListener("click", () => recording.end().catch((error) => words(said, says.notSaved(error.name))));
  const which = kept?.name ? h("p.lead", {}, also.which(kept)) : null;
  const choose = videoButton(also.choose, "solid", chosen, said);
  const ends = h("p.soft.small", {}, also.endsAt(recording.endsAt()));
  return calm(also.again, [which, h("p", {}, also.againWhy(recording.now()))], [said, ...choose, all, today(), end, ends]);
}

async function goOn(recording, about, player, kept) {
  await styles();
  player.goTo((kept?.at ?? 0) / 1000);
  attach(recording, about, player);
  await keep(recording, about);
}

function attach(recording, about, player) {
  const { video } = player;
  recording.clock.attach(video);
  about.player = player;
  let kept = 0;
  const often = () => performance.now() - kept > KEEP_MS && now();
  const now = () => {
    kept = performance.now();
    keep(recording, about).catch(() => {}); // the marks say what is wrong
  };
  video.addEventListener("timeupdate", often);
  for (const event of ["pause", "seeked"]) video.addEventListener(event, now);
}

function keep({ clock }, { person, visit, player }) {
  return remember(person, placeOf(visit.id), { ...player.file, at: clock.now(), reached: clock.reached });
}

const isSame = (file, kept) => ["name", "size", "duration"].every((field) => file[field] === kept[field]);

function styles() {
  const href = new URL("../css/video.css", import.meta.url).pathname;
  return new Promise((done) => document.head.append(h("link", { rel: "stylesheet", href, onload: done, onerror: done })));
}
