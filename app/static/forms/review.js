/** The words said about a form: kept while they are typed, forgotten once they have been sent. */

import { tell } from "../ui/messages.js";
import { forms as says } from "./words.js";
import { forget, keep, kept } from "./keep.js";

document.addEventListener("input", ({ target }) => {
  if (target.dataset.keep) keep(target.dataset.keep, target.value);
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  const id = detail.ctx.target?.id ?? "";
  const thread = id.startsWith("thread-") ? document.getElementById(id) : null;
  if (!thread) return;
  const field = thread.querySelector("[data-keep]");
  if (field.hasAttribute("aria-invalid")) return field.focus();
  forget(field.dataset.keep);
  thread.querySelector("summary").focus();
  tell(says.sent);
});

document.addEventListener("htmx:error", ({ target, detail }) => {
  if ((detail.ctx?.sourceElement ?? target).matches?.("form")) tell(says.offline);
});

for (const field of document.querySelectorAll("[data-keep]")) {
  kept(field.dataset.keep).then((text) => {
    if (!text || field.value) return;
    field.value = text;
    field.closest("details").open = true;
  });
}
