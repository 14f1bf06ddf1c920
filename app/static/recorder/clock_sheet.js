/** What lies behind the clock: pause, couldn't see, a new part of the lesson, how many students, which hand. */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h } from "./element.js";
import { studentsField } from "./students.js";
import { openSheet } from "./sheet.js";
import { pads as also } from "./words.js";

export function openClockSheet(frame, recording) {
  const sheet = openSheet(frame, { title: says.clockSheet(recording.now()), className: "for-clock" });
  const act = (work) => () => {
    sheet.close();
    work();
  };
  sheet.fill(
    h("div.bcol", {}, pauseButton(frame, recording, act), segmentButton(frame, act), correctButton(frame, act)),
    unseenGroup(frame, recording, act),
    h("div.settings", {}, h("div.chips", {}, handChip(frame), keysChip(frame), frame.hasCues ? soundChip(frame) : null), frame.hasSweep ? studentsField(frame) : null),
    h("p.hint", {}, icon("saved", 18), h("span", {}, says.whereItIs(frame.counts(), frame.keeper.name, frame.phase))),
  );
}

/** Asked before the first sweep when nobody has said it yet, and whenever somebody leaves. */
export function askStudents(frame) {
  const sheet = openSheet(frame, { title: says.studentsHere, className: "for-clock" });
  sheet.fill(studentsField(frame, () => sheet.close()));
}

function pauseButton(frame, recording, act) {
  const paused = recording.sums.pausedSince !== null;
  const label = paused ? says.resume : says.pause;
  const press = act(() => frame.write({ kind: paused ? "resume" : "pause" }));
  return h("button.btn.solid.big", { type: "button", onclick: press }, icon(paused ? "play" : "pause", 20), label);
}

function segmentButton(frame, act) {
  return h("button.btn.line.big", { type: "button", onclick: act(() => frame.segments.addOne()) }, icon("flag", 20), says.newPart);
}

function correctButton(frame, act) {
  return h("button.btn.line.big", { type: "button", onclick: act(() => frame.openCorrections()) }, icon("undo", 20), also.correct);
}

function unseenGroup(frame, recording, act) {
  const all = { key: "", label: says.everything };
  const chips = [all, ...frame.measures].map(({ key, label }) => {
    const on = recording.sums.unseenSince(key) !== null;
    const press = act(() => frame.write({ kind: on ? "seen" : "unseen", ...(key ? { measure: key } : {}) }));
    return h(`button.chip${on ? ".on" : ""}`, { type: "button", "aria-pressed": String(on), onclick: press }, on ? icon("check", 16) : null, label);
  });
  return h("fieldset.unseen", {}, h("legend.lbl", {}, says.couldNotSee), h("div.chips", {}, ...chips));
}

function handChip(frame) {
  return toggle(says.leftHand, frame.hand === "left", (on) => frame.setHand(on ? "left" : "right"));
}

function keysChip(frame) {
  return toggle(says.padKeys, frame.keysOn, (on) => frame.setKeys(on));
}

function soundChip(frame) {
  return toggle(also.cueSound, frame.sound, (on) => frame.setSound(on));
}

function toggle(label, on, changed) {
  const chip = h("button.chip", { type: "button" });
  const paint = () => {
    chip.classList.toggle("on", on);
    chip.setAttribute("aria-pressed", String(on));
    chip.replaceChildren(...(on ? [icon("check", 16)] : []), label);
  };
  chip.addEventListener("click", () => {
    on = !on;
    paint();
    changed(on);
  });
  paint();
  return chip;
}
