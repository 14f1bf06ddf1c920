"""A measure as it is typed into the builder: read from the page's fields, checked, and kept even while unfinished."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from app.forms.drafts import faults
from app.forms.kinds import KINDS
from app.forms.measures import PlainMeasure, plain
from app.words import _

TEXTS = ("label", "definition", "counts", "does_not_count", "group")
PARTS = ("key", "label", "definition", "shape")


@dataclass(frozen=True)
class Typed:
    """What was typed, as a measure; and what is wrong with it, by place: `label`, `options/1/label`."""

    measure: dict[str, Any]
    faults: dict[str, str]


def typed_measure(form: FormData, key: str | None, taken: Collection[str], blanks: bool = False) -> Typed:
    """`taken` are the other measures' keys. With `blanks`, names may still be missing: it is a draft."""
    kind = _said(form, "kind")
    kind = kind if kind in KINDS else "count"
    label = _said(form, "label")
    measure: dict[str, Any] = {"key": key or key_for(label, taken, "measure"), "kind": kind}
    measure |= {name: said for name in TEXTS if (said := _said(form, name)) or name == "label"}
    measure |= _asked(form, KINDS[kind].asks)
    return _checked(measure, blanks)


def _asked(form: FormData, asks: Collection[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if "options" in asks:
        fields["options"] = options_typed(form)
    if "alone" in asks and not fields["options"] and _said(form, "shape"):
        fields["shape"] = _said(form, "shape")
    if "exclusive" in asks:
        fields["exclusive"] = bool(_said(form, "exclusive"))
    if "minutes" in asks:
        fields["every_ms"] = _milliseconds(_said(form, "minutes"), 60_000)
    if "seconds" in asks:
        fields["every_ms"] = _milliseconds(_said(form, "seconds"), 1_000)
        fields |= {"method": _said(form, "method"), "several": bool(_said(form, "several"))}
    if "seats" in asks:
        fields |= {name: _whole(_said(form, name)) for name in ("rows", "columns")}
    return fields


def options_typed(form: FormData) -> list[dict[str, Any]]:
    """The rows in their order; a row left wholly empty is no option."""
    columns = [[value for value in form.getlist(f"option_{part}") if isinstance(value, str)] for part in PARTS]
    options: list[dict[str, Any]] = []
    for row in zip(*columns, strict=False):
        option = {part: value.strip() for part, value in zip(PARTS, row, strict=True)}
        if not (option["label"] or option["definition"]):
            continue
        keys = {each["key"] for each in options}
        option["key"] = option["key"] if option["key"] not in {"", *keys} else key_for(option["label"], keys, "option")
        options.append({part: said for part, said in option.items() if said or part == "label"})
    return options


def key_for(label: str, taken: Collection[str], fallback: str) -> str:
    """A key made from the name: `On-task sweep` becomes `on_task_sweep`, or `on_task_sweep_2` when that is taken."""
    plain_letters = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain_letters).strip("_")[:36].strip("_") or fallback
    n = next(n for n in range(1, len(taken) + 2) if (stem if n == 1 else f"{stem}_{n}") not in taken)
    return stem if n == 1 else f"{stem}_{n}"


def _said(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""


def _milliseconds(text: str, unit: int) -> int | str:
    """What is not a number stays what was typed, and is refused as such."""
    if not re.fullmatch(r"[0-9]{1,5}([.,][0-9]{1,3})?", text):
        return text
    return round(float(text.replace(",", ".")) * unit)


def _whole(text: str) -> int | str:
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) else text


def _checked(measure: dict[str, Any], blanks: bool) -> Typed:
    try:
        PlainMeasure.model_validate({"measure": _filled(measure) if blanks else measure})
    except ValidationError as error:
        found = {place.removeprefix("measure/"): sentence for place, sentence in faults(error).items()}
        return Typed(measure, found | {place: _(said) for place, said in IN_PLACE.items() if place in found})
    return Typed(measure if blanks else plain_measure(measure), {})


# Said where people type minutes and seconds, and programs milliseconds.
IN_PLACE = {
    "every_ms": "Write a number, from 1 second to 60 minutes.",
    "rows": "Write a whole number from 1 to 40.",
    "columns": "Write a whole number from 1 to 40.",
}


def plain_measure(measure: dict[str, Any]) -> dict[str, Any]:
    return plain(PlainMeasure.model_validate({"measure": measure}).measure)


def _filled(measure: dict[str, Any]) -> dict[str, Any]:
    named = [option | {"label": option["label"] or "…"} for option in measure.get("options", [])]
    filled = measure | {"label": measure["label"] or "…"}
    return filled | ({"options": named} if named else {})
