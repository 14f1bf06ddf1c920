"""An ethogram as measures: its behaviours in groups by category, points as counts and states as timers."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from app.exchange.brought import Fault, Unreadable
from app.forms.measures import MAX_MEASURES, MAX_OPTIONS
from app.words import _

INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass
class Ethogram:
    measures: list[dict[str, Any]]
    at: dict[str, tuple[str, str]]  # where a behaviour's code has gone: measure and option
    states: set[str]


def ethogram_of(project: dict[str, Any]) -> Ethogram:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for each in project["behaviors_conf"].values():
        if not isinstance(each, dict) or not isinstance(each.get("code"), str) or not each["code"].strip():
            raise Unreadable(Fault(_("A behaviour has no code."), place=_("The ethogram")))
        kind = "duration" if "state" in str(each.get("type", "")).lower() else "count"
        groups.setdefault((str(each.get("category") or "").strip(), kind), []).append(each)
    _must_fit(groups)
    ethogram = Ethogram([], {}, set())
    for (category, kind), behaviours in groups.items():
        _add(ethogram, category, kind, behaviours, len(groups))
    return ethogram


def _must_fit(groups: dict[tuple[str, str], list[dict[str, Any]]]) -> None:
    place = _("The ethogram")
    if not groups or len(groups) > MAX_MEASURES:
        raise Unreadable(Fault(_("A form has 1 to %(n)s groups of behaviours.") % {"n": MAX_MEASURES}, place=place))
    for (category, _kind), behaviours in groups.items():
        if len(behaviours) > MAX_OPTIONS:
            says = _("At most %(n)s behaviours of one sort in a category; “%(name)s” has more.")
            raise Unreadable(Fault(says % {"n": MAX_OPTIONS, "name": category[:40]}, place=place))


def _add(ethogram: Ethogram, category: str, kind: str, behaviours: list[dict[str, Any]], groups: int) -> None:
    fallback = _("States") if kind == "duration" else _("Events")
    label = _label(category) or fallback
    if any(measure["label"] == label for measure in ethogram.measures):
        label = _label(f"{label}, {fallback.lower()}")
    key = _key(label, {measure["key"] for measure in ethogram.measures})
    options: list[dict[str, Any]] = []
    for each in behaviours:
        option = _key(each["code"], {o["key"] for o in options})
        says = _label(str(each.get("description") or ""), 300)
        options.append({"key": option, "label": _label(each["code"])} | ({"definition": says} if says else {}))
        ethogram.at[each["code"]] = key, option
    measure: dict[str, Any] = {"key": key, "kind": kind, "label": label, "options": options}
    if kind == "duration":
        ethogram.states |= {each["code"] for each in behaviours}
        measure |= {"exclusive": True} if _exclude_each_other(behaviours) else {}
    ethogram.measures.append(measure)


def _exclude_each_other(behaviours: list[dict[str, Any]]) -> bool:
    codes = {each["code"] for each in behaviours}
    excluded = [set(str(each.get("excluded") or "").split(",")) | {each["code"]} for each in behaviours]
    return len(codes) > 1 and all(codes <= others for others in excluded)


def _label(text: str, most: int = 60) -> str:
    return " ".join(INVISIBLE.sub(" ", text).split())[:most].strip()


def _key(text: str, taken: set[str]) -> str:
    """A key in the form's alphabet, unlike those that are taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:36] or "b"
    numbers = (stem if n == 1 else f"{stem}_{n}" for n in range(1, 1000))
    return next(key for key in numbers if key not in taken)
