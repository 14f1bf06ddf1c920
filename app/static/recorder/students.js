/** A field for the number of students in the room. */

import { recorder as says } from "../ui/words.js";
import { h } from "./element.js";

export function studentsField(frame, done = () => {}) {
  const field = h("input.field", { type: "number", id: "students", min: 1, max: 999, inputmode: "numeric", required: true });
  field.value = frame.students ?? "";
  const save = (event) => {
    event?.preventDefault();
    if (field.checkValidity()) frame.setStudents(Number(field.value)).then(done);
  };
  field.addEventListener("change", () => save());
  return h("form.students", { onsubmit: save }, h("label.lbl", { for: "students" }, says.studentsHere), field);
}
