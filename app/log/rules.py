"""What an entry may say: fields by kind, bounds, and what its form allows. Pure decisions on plain values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.log.fields import CHECK_VALUES, UUID, VALUES, Test, few_words, no, since_begin, whole
from app.problems import Problem
from app.words import _

FUTURE = timedelta(hours=48)
EARLIEST = 2000  # also keeps every time far from where converting between zones overflows
Check = tuple[str, Test, str]  # a field, its test, its pointer
Measures = dict[str, dict[str, Any]]  # an agreed form's measures by key
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


def problem_with(entry: Any, measures: Measures, now: datetime) -> Problem | None:
    """Why this entry can't be stored, or None. `measures` are the visit's agreed measures by key."""
    try:
        _check(entry, measures, now)
    except Problem as problem:
        return problem
    return None


def _check(entry: Any, measures: Measures, now: datetime) -> None:
    if not isinstance(entry, dict):
        raise no(_("An entry is an object."), "")
    kind = KINDS.get(entry["kind"]) if isinstance(entry.get("kind"), str) else None
    if kind is None:
        raise no(_("This kind of entry is not known here."), "/kind")
    checks = _checks_of(entry, kind)
    _check_identity(entry, kind, now)
    for field, check, pointer in checks:
        check(entry[field], pointer)
    _check_measure(entry, kind, measures)


# A device sends thousands of entries of a few shapes; a shape's fields need looking up only once.
_shapes: dict[tuple[str, ...], tuple[Check, ...]] = {}
MOST_SHAPES = 2000


def _checks_of(entry: dict[str, Any], kind: Kind) -> tuple[Check, ...]:
    shape = (entry["kind"], *entry)
    checks = _shapes.get(shape)
    if checks is None:
        _check_fields(entry, kind)
        checks = tuple((field, VALUES[field], f"/{field}") for field in sorted(entry.keys() - ALWAYS))
        if len(_shapes) < MOST_SHAPES:
            _shapes[shape] = checks
    return checks


def _check_fields(entry: dict[str, Any], kind: Kind) -> None:
    for field in sorted(kind.must - entry.keys()):
        raise no(_("This field is missing."), f"/{field}")
    for field in sorted(entry.keys() - kind.must - kind.may - ALWAYS):
        raise no(_("This field does not belong to this kind of entry."), "/" + _pointer(field))


def _pointer(field: str) -> str:
    return field[:80].replace("~", "~0").replace("/", "~1")


def _check_identity(entry: dict[str, Any], kind: Kind, now: datetime) -> None:
    entry_id, at_ms = entry.get("id"), entry.get("at_ms")
    if not (isinstance(entry_id, str) and UUID.fullmatch(entry_id)):
        raise no(_("An id is a UUID (version 7) in lower case."), "/id")
    whole(entry.get("n"), "/n")
    noted = _moment(entry.get("noted_at"))
    if noted.year < EARLIEST:
        raise no(_("That was before there were tablets. Set this device's clock."), "/noted_at")
    if noted - now > FUTURE:
        raise Problem("from-the-future", pointer="/noted_at")
    if at_ms is not None:
        since_begin(at_ms, "/at_ms")
    elif kind.timed:
        raise no(_("Say when: at_ms, milliseconds since the visit began."), "/at_ms")
    if "clock" in entry:
        few_words(entry["clock"], "/clock")


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 40 else None
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None or "T" not in value:
        raise no(_("A time is written like 2026-11-19T10:05:00+01:00, with its offset."), "/noted_at")
    return moment


def _check_measure(entry: dict[str, Any], kind: Kind, measures: Measures) -> None:
    pinned = entry["on"].get("measure") if "on" in entry else None
    if pinned is not None and pinned not in measures:
        raise no(_("This form has no such measure."), "/on/measure")
    if "measure" not in entry:
        return
    measure = measures.get(entry["measure"])
    if measure is None:
        raise no(_("This form has no such measure."), "/measure")
    if kind.measures is not None and measure["kind"] not in kind.measures:
        raise no(_("This kind of entry does not go with that kind of measure."), "/measure")
    _check_option(entry, kind, measure)
    _check_values(entry, measure)


def _check_option(entry: dict[str, Any], kind: Kind, measure: dict[str, Any]) -> None:
    options = [option["key"] for option in measure.get("options") or ()]
    if "option" in entry and entry["option"] not in options:
        raise no(_("This measure has no such option."), "/option")
    recorded = entry["kind"] in ("mark", "start", "stop")
    if recorded and options and "option" not in entry:
        raise no(_("Say which option of this measure."), "/option")
    for i, code in enumerate(entry.get("codes", [])):
        if code not in options:
            raise no(_("This measure has no such code."), f"/codes/{i}")


def _check_values(entry: dict[str, Any], measure: dict[str, Any]) -> None:
    if entry["kind"] == "check" and entry["value"] not in CHECK_VALUES:
        raise no(_("One of: seen, not_seen, no_chance."), "/value")
    if entry["kind"] in ("sweep", "prediction") and type(entry["value"]) is not int:
        raise no(_("A whole number."), "/value")
    if entry["kind"] == "sweep" and entry["value"] > entry["out_of"]:
        raise no(_("So many of so many: the first can not be more than the second."), "/value")
    if "seat" in entry and entry["seat"] > measure.get("rows", 0) * measure.get("columns", 0):
        raise no(_("There is no such seat on this form."), "/seat")
    several = measure.get("several", True)
    if entry["kind"] == "interval" and not several and len(entry["codes"]) > 1:
        raise no(_("One code for each interval on this form."), "/codes")
