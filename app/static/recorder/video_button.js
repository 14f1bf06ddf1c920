/** The button that chooses a video file of this device. Loaded once the page to begin on is there. */

import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";
import { video as also } from "./seldom_words.js";

/** On the page to begin on: the class is counted first, where a sweep needs it. */
export function fromVideoButton(about, students, begin, trouble) {
  const counted = () => !students || students.reportValidity();
  const use = async (file) => {
    if (students) await about.setStudents(Number(students.querySelector("input").value));
    await begin(file);
  };
  return videoButton(also.from, about.videoFirst ? "solid" : "line", use, trouble, counted);
}

/** Chooses a video file of this device for `use(file)`; `ready()` is asked before. */
export function videoButton(label, look, use, trouble, ready = () => true) {
  const field = h("input", { type: "file", accept: "video/*", hidden: true, "aria-label": label });
  const button = h(`button.btn.${look}.big.wide`, { type: "button", onclick: () => ready() && field.click() }, label);
  field.addEventListener("change", async () => {
    const [file] = field.files;
    field.value = "";
    button.disabled = true;
    words(trouble, "");
    if (file) await use(file).catch((error) => words(trouble, error.words ?? says.notSaved(error.name)));
    button.disabled = false;
  });
  return [button, field];
}
