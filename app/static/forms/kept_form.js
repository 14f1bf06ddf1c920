/** A plain form of few fields: what is typed in it survives a reload, a lost network and a session that ends. */

import { keepForm } from "./keep.js";

for (const form of document.querySelectorAll("[data-keep-form]")) keepForm(form, (fields) => write(form, fields));

function write(form, fields) {
  for (const [name, value] of fields) if (form.elements[name]) form.elements[name].value = value;
}
