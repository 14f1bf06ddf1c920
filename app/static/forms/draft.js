/** The words around a draft's measures: kept on this device while they are typed. */

import { keepForm } from "./keep.js";

const form = document.querySelector("[data-keep-form]");

keepForm(form, (fields) => {
  for (const [name, value] of fields) form.elements[name].value = value;
});
