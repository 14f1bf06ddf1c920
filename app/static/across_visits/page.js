/** All visits on one page: printing, the newest visit in sight where a chart is wider than its frame, tables, kept words. */

import { keepForm } from "../forms/keep.js";

for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
for (const frame of document.querySelectorAll("[data-newest]")) frame.scrollLeft = frame.scrollWidth;
for (const form of document.querySelectorAll("[data-keep-form]")) keepForm(form, (fields) => write(form, fields));

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-print]")) print();
  const emptied = target.closest?.("[data-empties]")?.dataset.empties;
  if (emptied) document.getElementById(emptied).replaceChildren();
});

function write(form, fields) {
  for (const [name, value] of fields) if (form.elements[name]) form.elements[name].value = value;
  form.closest("details").open = true;
}
