/** The builder: rows, preview and kept words of one measure. */

import { shape } from "../ui/glyphs.js";
import { forms as says } from "./words.js";
import { keepForm } from "./keep.js";
import { paint } from "./preview.js";
import { Rows } from "./rows.js";

const MANY = 6;
const form = document.getElementById("builder");
const alone = form.querySelector(".alone");
const add = document.getElementById("add");
const rows = new Rows(
  document.getElementById("buttons"),
  document.getElementById("a-row"),
  form.dataset.shapes.split(" "),
  changed,
);

function changed(moved) {
  if (moved) say(moved);
  show();
  form.dispatchEvent(new Event("change"));
}

function say(row) {
  const name = row.querySelector("[name=option_label]").value || says.thisButton;
  document.getElementById("moved").textContent = says.moved(name, rows.all.indexOf(row) + 1, rows.all.length);
}

function show() {
  const kind = form.querySelector("[name=kind]:checked");
  const pencil = ["count", "seats"].includes(kind.value) ? form.dataset.pencil : "graphite";
  const options = kind.dataset.asks.includes("options") ? rows.all.map(button) : [];
  rows.draw(pencil);
  alone.querySelector("[data-glyph]").replaceChildren(shape(form.elements.shape.value, 22, `c-${pencil}`));
  paint(document.getElementById("preview"), {
    kind: kind.value,
    pencil,
    label: form.elements.label.value.trim(),
    shape: kind.value === "count" ? form.elements.shape.value : "bar",
    every: kind.value === "sweep" ? number("minutes") * 60_000 : number("seconds") * 1000,
    rows: number("rows"),
    columns: number("columns"),
    options,
  });
  add.disabled = rows.all.length >= Number(form.dataset.most);
  document.getElementById("crowd").hidden = rows.all.length <= MANY || kind.value !== "count";
}

const number = (name) => Number((form.elements[name]?.value ?? "").replace(",", "."));

const button = (row) => ({
  label: row.querySelector("[name=option_label]").value.trim(),
  shape: row.querySelector("[name=option_shape]").value,
});

/** Puts kept fields back; the rows come as parallel lists. */
function restore(fields) {
  const all = (name) => fields.filter(([field]) => field === name).map(([, value]) => value);
  const columns = { key: all("option_key"), shape: all("option_shape"), label: all("option_label"), definition: all("option_definition") };
  rows.restore(columns.label.map((_label, i) => Object.fromEntries(Object.entries(columns).map(([part, list]) => [part, list[i]]))));
  for (const element of form.elements) {
    if (!element.name || element.type === "hidden" || element.name.startsWith("option_")) continue;
    const values = all(element.name);
    if (["radio", "checkbox"].includes(element.type)) element.checked = values.includes(element.value);
    else if (element.type !== "submit" && values.length) element.value = values[0];
  }
  show();
}

add.addEventListener("click", (event) => {
  event.preventDefault();
  rows.add().querySelector("[name=option_label]").focus();
});
form.addEventListener("input", show);
show();
keepForm(form, restore);
