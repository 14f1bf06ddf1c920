/** The PIN on "You": set, changed, taken away. It belongs to this person on this device, so no server hears of it. */

import { canSeal } from "../device/keys.js";
import { changePin, hasPin, looksLikePin, setPin } from "../device/pin.js";
import { removePin } from "../device/unpin.js";
import { h, words } from "../recorder/element.js";
import { forgottenPin } from "./pin_forgotten.js";
import { pin as says } from "./pin_words.js";
import { person } from "./start.js";

const place = document.getElementById("pin");
const said = h("p.soft", { role: "status" });
const room = h("div.stack");
const { email } = document.querySelector("meta[name=person]").dataset;

person.then(open).catch(() => {}); // a browser that keeps nothing has nothing to lock

async function open(id) {
  place.append(said, room);
  place.hidden = false;
  if (await canSeal()) await rest(id);
  else words(said, says.noCryptography);
}

async function rest(id, news = "") {
  const there = await hasPin(id);
  words(said, [news, there ? says.set : says.none].filter(Boolean).join(" "));
  if (!there) return room.replaceChildren(button(says.choose, () => ask(id, [says.fresh, says.again], choose)));
  room.replaceChildren(
    button(says.change, () => ask(id, [says.present, says.fresh, says.again], change)),
    button(says.remove, () => ask(id, [says.present], remove)),
    button(says.forgot, () => room.replaceChildren(forgottenPin(id, email, () => rest(id), () => rest(id, says.removed))), "quiet"),
  );
}

const button = (text, onclick, look = "line") => h(`button.btn.${look}.wide`, { type: "button", onclick }, text);

// Each `work` resolves to what is wrong, or to {done} with what to say.
function ask(id, labels, work) {
  const trouble = h("p.trouble", { role: "alert" });
  const fields = labels.map(() => h("input.field", { type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 8, required: true }));
  const submit = async (event) => {
    event.preventDefault();
    const answer = await work(id, ...fields.map(({ value }) => value)).catch(() => says.failed);
    if (answer.done) return rest(id, answer.done);
    words(trouble, answer);
    fields[0].focus();
  };
  const rows = labels.map((label, i) => h("label.lbl", {}, label, fields[i]));
  const save = h("button.btn.solid.wide", {}, says.save);
  room.replaceChildren(h("form.pinforgot", { onsubmit: submit, novalidate: true }, ...rows, trouble, save, button(says.cancel, () => rest(id), "quiet")));
  fields[0].focus();
}

async function choose(id, fresh, again) {
  return misfit(fresh, again) ?? ((await setPin(id, fresh)) ? { done: says.saved } : says.failed);
}

async function change(id, present, fresh, again) {
  return misfit(fresh, again) ?? after(await changePin(id, present, fresh), says.changed);
}

async function remove(id, present) {
  return after(await removePin(id, present), says.removed);
}

function misfit(fresh, again) {
  if (!looksLikePin(fresh)) return says.shape;
  return fresh === again ? null : says.differ;
}

const after = ({ opened, waitMs }, done) => (opened ? { done } : [says.wrong, waitMs ? says.wait(waitMs) : ""].join(" "));
