"""What an entry may say: fields by kind, bounds, and what its form allows. Pure decisions on plain values."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.problems import Problem
from app.words import _

DAY_MS = 24 * 3600 * 1000
FUTURE = timedelta(hours=48)
EARLIEST = 2000  # also keeps every time far from where converting between zones overflows
MAX_TEXT = 8000
# Devices make version 7; an older program's version 4 is unique too and does no harm.
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
KEY = re.compile(r"[a-z0-9_]{1,40}")
# Everything below space but tab and line feed, DEL, the C1 block, and lone surrogates.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
ALWAYS = frozenset({"id", "kind", "at_ms", "noted_at", "n", "clock"})


@dataclass(frozen=True)
class Kind:
    """Which fields a kind of entry must and may carry, and with which kinds of measure it goes."""

    must: frozenset[str]
    may: frozenset[str] = frozenset()
    measures: frozenset[str] | None = None  # None: any kind of measure
    timed: bool = True  # must carry at_ms


def _kind(must: str = "", may: str = "", measures: str | None = None, timed: bool = True) -> Kind:
    kinds = None if measures is None else frozenset(measures.split())
    return Kind(frozenset(must.split()), frozenset(may.split()), kinds, timed)


KINDS: dict[str, Kind] = {
    "begin": _kind(),
    "end": _kind(),
    "pause": _kind(),
    "resume": _kind(),
    "mark": _kind("measure", "option seat", "count seats"),
    "start": _kind("measure", "option", "duration"),
    "stop": _kind("measure", "option", "duration"),
    "cue": _kind("measure", measures="latency"),
    "response": _kind("measure", measures="latency"),
    "sweep": _kind("measure value out_of", measures="sweep"),
    "interval": _kind("measure k codes", measures="interval"),
    "check": _kind("measure option value", measures="checklist"),
    "unseen": _kind(may="measure"),
    "seen": _kind(may="measure"),
    "segment": _kind("text"),
    "note": _kind("text"),
    "void": _kind("target", "text", timed=False),
    "amend": _kind("target", "measure option value out_of codes seat k text", timed=False),
    "annotation": _kind("text on", "celebrate", timed=False),
    "reply": _kind("target text", "celebrate", timed=False),
    "draft": _kind("prompt text", timed=False),
    "reflection": _kind("prompt text", timed=False),
    "prediction": _kind("measure value", "option", timed=False),
}
PRIVATE = frozenset({"draft"})
CHECK_VALUES = ("seen", "not_seen", "no_chance")


def problem_with(entry: Any, measures: dict[str, dict[str, Any]], now: datetime) -> Problem | None:
    """Why this entry can't be stored, or None. `measures` are the visit's agreed measures by key."""
    try:
        _check(entry, measures, now)
    except Problem as problem:
        return problem
    return None


def _check(entry: Any, measures: dict[str, dict[str, Any]], now: datetime) -> None:
    if not isinstance(entry, dict):
        raise _no(_("An entry is an object."), "")
    kind = KINDS.get(entry["kind"]) if isinstance(entry.get("kind"), str) else None
    if kind is None:
        raise _no(_("This kind of entry is not known here."), "/kind")
    _check_fields(entry, kind)
    _check_identity(entry, now)
    for field in entry.keys() - ALWAYS:
        VALUES[field](entry[field], f"/{field}")
    _check_measure(entry, kind, measures)


def _no(detail: str, pointer: str) -> Problem:
    return Problem("unprocessable", detail, pointer)


def _check_fields(entry: dict[str, Any], kind: Kind) -> None:
    for field in sorted(kind.must - entry.keys()):
        raise _no(_("This field is missing."), f"/{field}")
    for field in sorted(entry.keys() - kind.must - kind.may - ALWAYS):
        raise _no(_("This field does not belong to this kind of entry."), "/" + _pointer(field))


def _pointer(field: str) -> str:
    return field[:80].replace("~", "~0").replace("/", "~1")


def _check_identity(entry: dict[str, Any], now: datetime) -> None:
    if not (isinstance(entry.get("id"), str) and UUID.fullmatch(entry["id"])):
        raise _no(_("An id is a UUID (version 7) in lower case."), "/id")
    _integer(0, 2**53 - 1)(entry.get("n"), "/n")
    noted = _moment(entry.get("noted_at"))
    if noted.year < EARLIEST:
        raise _no(_("That was before there were tablets. Set this device's clock."), "/noted_at")
    if noted - now > FUTURE:
        raise Problem("from-the-future", pointer="/noted_at")
    if entry.get("at_ms") is not None:
        _integer(0, 7 * DAY_MS)(entry["at_ms"], "/at_ms")
    elif KINDS[entry["kind"]].timed:
        raise _no(_("Say when: at_ms, milliseconds since the visit began."), "/at_ms")
    if "clock" in entry:
        _text(200)(entry["clock"], "/clock")


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 40 else None
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None or "T" not in value:
        raise _no(_("A time is written like 2026-11-19T10:05:00+01:00, with its offset."), "/noted_at")
    return moment


def _integer(low: int, high: int):  # type: ignore[no-untyped-def]
    def check(value: Any, pointer: str) -> None:
        if type(value) is not int or not low <= value <= high:
            raise _no(_("A whole number from %(low)s to %(high)s.") % {"low": low, "high": high}, pointer)

    return check


def _text(most: int):  # type: ignore[no-untyped-def]
    def check(value: Any, pointer: str) -> None:
        if not isinstance(value, str) or not value.strip() or len(value) > most:
            raise _no(_("Words, from 1 to %(most)s characters.") % {"most": most}, pointer)
        if CONTROL.search(value):
            raise _no(_("There is an invisible control character in it; remove it."), pointer)

    return check


def _key(value: Any, pointer: str) -> None:
    if not (isinstance(value, str) and KEY.fullmatch(value)):
        raise _no(_("A key has 1 to 40 of a-z, 0-9 and _."), pointer)


def _target(value: Any, pointer: str) -> None:
    if not (isinstance(value, str) and UUID.fullmatch(value)):
        raise _no(_("The target is another entry's id."), pointer)


def _value(value: Any, pointer: str) -> None:
    if value not in CHECK_VALUES or not isinstance(value, str):
        _integer(0, 1_000_000)(value, pointer)


def _codes(value: Any, pointer: str) -> None:
    if not isinstance(value, list) or len(value) > 40:
        raise _no(_("A list of at most 40 codes."), pointer)
    for i, code in enumerate(value):
        _key(code, f"{pointer}/{i}")
    if len(set(value)) != len(value):
        raise _no(_("Each code once."), pointer)


def _on(value: Any, pointer: str) -> None:
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in ("entry", "span", "measure"):
        raise _no(_("Pinned to one of: entry, span, measure."), pointer)
    if "entry" in value:
        _target(value["entry"], f"{pointer}/entry")
    elif "measure" in value:
        _key(value["measure"], f"{pointer}/measure")
    else:
        _span(value["span"], f"{pointer}/span")


def _span(value: Any, pointer: str) -> None:
    if not isinstance(value, list) or len(value) != 2:
        raise _no(_("A span is two times: [from_ms, to_ms]."), pointer)
    for i, at in enumerate(value):
        _integer(0, 7 * DAY_MS)(at, f"{pointer}/{i}")
    if value[0] > value[1]:
        raise _no(_("A span begins before it ends."), pointer)


def _flag(value: Any, pointer: str) -> None:
    if value is not True and value is not False:
        raise _no(_("True or false."), pointer)


VALUES = {
    "measure": _key,
    "option": _key,
    "seat": _integer(1, 1600),
    "value": _value,
    "out_of": _integer(0, 1_000_000),
    "k": _integer(0, 100_000),
    "codes": _codes,
    "text": _text(MAX_TEXT),
    "prompt": _text(300),
    "target": _target,
    "on": _on,
    "celebrate": _flag,
}


def _check_measure(entry: dict[str, Any], kind: Kind, measures: dict[str, dict[str, Any]]) -> None:
    pinned = entry["on"].get("measure") if "on" in entry else None
    if pinned is not None and pinned not in measures:
        raise _no(_("This form has no such measure."), "/on/measure")
    if "measure" not in entry:
        return
    measure = measures.get(entry["measure"])
    if measure is None:
        raise _no(_("This form has no such measure."), "/measure")
    if kind.measures is not None and measure["kind"] not in kind.measures:
        raise _no(_("This kind of entry does not go with that kind of measure."), "/measure")
    _check_option(entry, kind, measure)
    _check_values(entry, measure)


def _check_option(entry: dict[str, Any], kind: Kind, measure: dict[str, Any]) -> None:
    options = {option["key"] for option in measure.get("options") or []}
    if "option" in entry and entry["option"] not in options:
        raise _no(_("This measure has no such option."), "/option")
    recorded = entry["kind"] in ("mark", "start", "stop")
    if recorded and options and "option" not in entry:
        raise _no(_("Say which option of this measure."), "/option")
    for i, code in enumerate(entry.get("codes", [])):
        if code not in options:
            raise _no(_("This measure has no such code."), f"/codes/{i}")


def _check_values(entry: dict[str, Any], measure: dict[str, Any]) -> None:
    if entry["kind"] == "check" and entry["value"] not in CHECK_VALUES:
        raise _no(_("One of: seen, not_seen, no_chance."), "/value")
    if entry["kind"] in ("sweep", "prediction") and type(entry["value"]) is not int:
        raise _no(_("A whole number."), "/value")
    if entry["kind"] == "sweep" and entry["value"] > entry["out_of"]:
        raise _no(_("So many of so many: the first can not be more than the second."), "/value")
    if "seat" in entry and entry["seat"] > measure.get("rows", 0) * measure.get("columns", 0):
        raise _no(_("There is no such seat on this form."), "/seat")
    several = measure.get("several", True)
    if entry["kind"] == "interval" and not several and len(entry["codes"]) > 1:
        raise _no(_("One code for each interval on this form."), "/codes")
