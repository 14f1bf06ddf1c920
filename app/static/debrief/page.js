/** A visit's page: follows its log, lets a moment be chosen, keeps and shares what is written. */

import "./live.js";
import "./moment.js";
import "./reflect.js";
import "./say.js";
import { restoreFields } from "./kept.js";
import { onSettled } from "./visit.js";

onSettled(() => {
  document.querySelectorAll("[data-print][hidden], #felt[hidden]").forEach((part) => (part.hidden = false));
  restoreFields();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-print]")) print();
  const emptied = target.closest?.("[data-empties]")?.dataset.empties;
  if (emptied) document.getElementById(emptied).replaceChildren();
});
