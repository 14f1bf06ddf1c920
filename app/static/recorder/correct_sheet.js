/** The last ten things recorded: each can be taken back, brought back, moved in time, or made into what it was. */

import { icon, shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";
import { openSheet } from "./sheet.js";
import { pads as also } from "./words.js";

const MOST = 10;
const STEPS_S = [-10, -1, 1, 10];
const STILL = new Set(["interval", "note", "segment"]); // these have no moment or option to put right here

export function openCorrections(frame, recording) {
  const trouble = h("p.trouble", { role: "alert" });
  const list = h("ol.last");
  const view = { frame, recording, open: null };
  view.act = (work, said) => {
    if (frame.shut()) return words(trouble, frame.shut());
    frame.felt();
    return work().then(
      () => frame.announce(said),
      (error) => words(trouble, says.notSaved(error.name)),
    );
  };
  view.paint = () => paint(list, view);
  const stop = recording.onChange(view.paint);
  const sheet = openSheet(frame, { title: also.lastTen, className: "for-last", closed: stop });
  view.paint();
  sheet.fill(list, trouble);
}

function paint(list, view) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const groups = view.recording.lastOnes(MOST);
  list.replaceChildren(...groups.map((group) => row(group, view)));
  if (!groups.length) list.append(h("li.soft", {}, also.nothingYet));
  if (focused) [...list.querySelectorAll("[data-focus]")].find(({ dataset }) => dataset.focus === focused)?.focus();
}

function row(group, view) {
  const [entry] = group;
  const { text, more, pencil, glyph } = view.frame.nameOf(entry);
  const name = more ? `${text} ${more}` : text;
  const state = entry.gone ? also.takenBack : entry.amended ? also.changed : "";
  const changeable = !entry.gone && !STILL.has(entry.kind);
  const open = changeable && view.open === entry.id;
  const seen = [shape(glyph, 22, `c-${pencil}`), h("span.lt", {}, says.lessonTime(entry.at_ms)), h("span.ln", {}, name), h("span.ls", {}, state)];
  const toggle = () => {
    view.open = open ? null : entry.id;
    view.paint();
  };
  const about = { type: "button", "data-focus": `c${entry.id}`, "aria-expanded": String(open), "aria-label": also.change(name, entry.at_ms), onclick: toggle };
  const what = changeable ? h("button.what", about, ...seen, icon("down", 18)) : h("span.what", {}, ...seen);
  return h(`li${entry.gone ? ".gone" : ""}`, {}, what, undoOrRedo(group, name, view), open ? changes(group, view) : null);
}

function undoOrRedo(group, name, { recording, act }) {
  const { gone, id } = group[0];
  const press = gone ? () => act(() => recording.bringBack(group), says.redone(name)) : () => act(() => recording.takeBack(group), says.undone(name));
  const label = gone ? also.redoOne : also.undoOne;
  return h("button.btn.line.small", { type: "button", "data-focus": `u${id}`, "aria-label": `${label} ${name}`, onclick: press }, icon(gone ? "redo" : "undo", 18), h("span", {}, label));
}

function changes(group, view) {
  const options = optionsOf(group, view);
  return h("div.chg", {}, h("fieldset", {}, h("legend.lbl", {}, also.when), h("div.chips", {}, ...times(group, view))), options.length ? h("fieldset", {}, h("legend.lbl", {}, also.what), h("div.chips", {}, ...options)) : null);
}

function times(group, { recording, act }) {
  return STEPS_S.map((seconds) => {
    const at = Math.min(recording.now(), Math.max(0, group[0].at_ms + seconds * 1000));
    const label = seconds < 0 ? also.earlier(-seconds) : also.later(seconds);
    const press = () => act(() => recording.change(group.map((entry) => [entry, { at_ms: at }])), also.movedTo(at));
    return h("button.chip", { type: "button", "data-focus": `t${group[0].id}${seconds}`, "aria-label": label, onclick: press }, `${seconds < 0 ? "−" : "+"}${Math.abs(seconds)} s`);
  });
}

/** What else it could be: another option, another answer about a step, one more or fewer in a sweep. */
function optionsOf(group, view) {
  const [entry] = group;
  const measure = view.frame.measures.find(({ key }) => key === entry.measure);
  const chip = (label, on, fields, entries = [entry]) => {
    const press = () => on || view.act(() => view.recording.change(entries.map((each) => [each, fields])), also.nowIs(label));
    return h(`button.chip${on ? ".on" : ""}`, { type: "button", "data-focus": `o${entry.id}${label}`, "aria-pressed": String(on), onclick: press }, label);
  };
  if (entry.kind === "check") return Object.entries(also.values).map(([value, label]) => chip(label, entry.value === value, { value }));
  if (entry.kind === "sweep") return around(entry).map((value) => chip(String(value), entry.value === value, { value }));
  const entries = entry.kind === "start" ? [entry, ...stopOf(entry, view.recording)] : [entry];
  return (measure.options ?? []).map(({ key, label }) => chip(label, entry.option === key, { option: key }, entries));
}

const around = ({ value, out_of }) => [-2, -1, 0, 1, 2].map((by) => value + by).filter((n) => n >= 0 && n <= out_of);

/** The stop that ended a state goes where its start goes, or the state would run on. */
function stopOf({ id, measure, option }, { sums }) {
  const own = sums.counting.filter((entry) => entry.measure === measure);
  const after = own.slice(own.findIndex((entry) => entry.id === id) + 1);
  return after.filter((entry) => entry.kind === "stop" && entry.option === option).slice(0, 1);
}
