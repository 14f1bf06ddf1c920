/** A visit that nobody planned: `#partnership/new/form/version`. It is made when its clock starts, and not before. */

import { refreshPack } from "../device/pack.js";
import { packedForms, startUnplanned } from "../device/unplanned.js";
import { beginPage, noticePage } from "./calm.js";
import { h } from "./element.js";
import { unplanned as says } from "./seldom_words.js";

/** The page to begin on. `record(packed, first)` goes on with the visit; `aboutVisit(packed)` is what its pages are made of. */
export async function unplannedPage(person, [partnershipId, , formId, version, how], { record, aboutVisit }) {
  const found = await formFor(person, partnershipId, formId, Number(version));
  if (!found) return noticePage(says.noForm, says.noFormWhy);
  if (!found.partnership.unplanned) return noticePage(says.notWelcome, says.notWelcomeWhy(found.partnership.teacher.name));
  const about = await aboutVisit(found);
  const field = h("input.field", { type: "text", id: "class", maxlength: 120, autocomplete: "off" });
  Object.assign(about, {
    title: about.iAmTeacher ? says.ownLesson : says.unplanned,
    asked: h("div", {}, h("label.lbl", { for: "class" }, says.whichClass), field),
    videoFirst: how === "video",
    setStudents: async (value) => (about.students = value),
  });
  const start = once(() => started(person, found, { class_label: field.value.trim(), students: about.students }));
  return beginPage(about, { begin: () => begun(start, record), fromVideo: (file) => begunFromVideo(start, record, file) });
}

// Pressed again after a failure it goes on with the visit that was made; the address leads to it from now on.
function once(make) {
  let made = null;
  return async () => (made ??= await make());
}

async function started(person, found, details) {
  const visit = await startUnplanned(person, found.form, details);
  history.replaceState(null, "", `#${visit.partnership_id}/${visit.id}`);
  return { ...found, visit };
}

const begun = async (start, record) => record(await start(), (recording) => recording.begin());

async function begunFromVideo(start, record, file) {
  const { beginWith, openPlayer } = await import("./video.js");
  const player = await openPlayer(file);
  await record(await start(), (recording, about) => beginWith(recording, about, player));
}

async function formFor(person, partnershipId, formId, version) {
  const packed = await packedForm(person, partnershipId, formId, version);
  if (packed?.partnership.unplanned) return packed;
  return (await refreshPack(person).catch(() => false)) ? packedForm(person, partnershipId, formId, version) : packed;
}

async function packedForm(person, partnershipId, formId, version) {
  const forms = await packedForms(person);
  const isIt = ({ form, partnership }) => form.id === formId && form.version === version && partnership?.id === partnershipId && partnership.role !== "observer";
  const found = forms.find(isIt);
  return found ? { ...found, visit: { id: "new", partnership_id: partnershipId } } : null;
}
