/** A note: words at the moment at which the sheet was opened. What is being typed outlives a reload. */

import { forgetText, keepText } from "../device/texts.js";
import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";
import { noteKey } from "./kept.js";
import { openSheet } from "./sheet.js";

const LONGEST = 4000;

/** Opens the note that was left unfinished, with its own moment, or else a new one. */
export function openNote(frame, recording) {
  const draft = frame.note.unfinished ?? { at: recording.now(), whose: null, text: "" };
  const key = noteKey(frame.visit.id);
  const keep = () => {
    draft.text = field.value;
    frame.note.unfinished = draft;
    keepText(key, JSON.stringify(draft)).catch(() => {});
  };
  const forget = () => {
    frame.note.unfinished = null;
    return forgetText(key);
  };
  const sheet = openSheet(frame, { title: says.noteAt(draft.at), aside: says.clockIsRunning, className: "for-note" });
  const field = h("textarea.field.big", { "aria-label": says.noteAt(draft.at), maxlength: LONGEST, rows: 3, oninput: keep });
  const trouble = h("p.trouble", { role: "alert" });
  const save = h("button.btn.solid", { type: "button" }, says.saveNote);
  const discard = h("button.btn.quiet", { type: "button" }, says.discard);
  field.value = draft.text;
  save.addEventListener("click", () => saveNote().catch((error) => words(trouble, says.notSaved(error.name))));
  discard.addEventListener("click", () => forget().then(() => sheet.close()));
  const chips = says.whoseWords(frame.partner.name).map((whose) => whoseChip(whose, draft, keep));
  const hint = h("p.hint", {}, icon("quote", 18), h("span", {}, says.exactWords));
  sheet.fill(field, hint, h("div.chips", { role: "group", "aria-label": says.whose }, ...chips), trouble, h("div.brow", {}, discard, save));
  field.focus();

  async function saveNote() {
    const text = field.value.trim();
    if (!text) return field.focus();
    await recording.add({ kind: "note", text: says.noteText(draft.whose, text) }, draft.at);
    await forget();
    sheet.close();
    frame.announce(says.noteSaved);
  }
}

function whoseChip(whose, draft, keep) {
  const chip = h("button.chip", { type: "button" });
  const paint = () => {
    const on = draft.whose === whose;
    chip.classList.toggle("on", on);
    chip.setAttribute("aria-pressed", String(on));
    chip.replaceChildren(...(on ? [icon("check", 16)] : []), whose);
  };
  chip.addEventListener("click", () => {
    draft.whose = draft.whose === whose ? null : whose;
    chip.parentElement.querySelectorAll(".chip").forEach((other) => other.dispatchEvent(new Event("whose")));
    keep();
  });
  chip.addEventListener("whose", paint);
  paint();
  return chip;
}
