/** The two people of a partnership, teacher first, and facts in a row. */

import { icon } from "../ui/glyphs.js";
import { h } from "./element.js";

const CLASSES = { teacher: "d", coach: "m" };

export function face(person, role, size = "") {
  const first = person.name.split(" ")[0];
  return h(`span.face.${CLASSES[role] ?? "t"}${size ? `.${size}` : ""}`, { role: "img", "aria-label": first }, first.slice(0, 1).toUpperCase());
}

export function pair(teacher, coach) {
  return h("span.pair", {}, face(teacher, "teacher"), face(coach, "coach"), h("span.pl", {}, icon("lock", 14)));
}

export const fact = (mark, text) => h("li", {}, mark, h("span", {}, text));
