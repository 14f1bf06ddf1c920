"""The kinds of measure in words: what they are called, what is asked about them, and how a measure is summed up."""

from dataclasses import dataclass
from typing import Any

from app.words import _, plural


@dataclass(frozen=True)
class Kind:
    """`asks` names the groups of fields that the builder shows for this kind."""

    name: str
    hint: str
    glyph: str
    asks: frozenset[str]
    buttons: str = ""  # the heading over its options
    add: str = ""  # what the button under them says


def _kind(name: str, hint: str, glyph: str, asks: str = "", buttons: str = "", add: str = _("Add a button")) -> Kind:
    return Kind(name, hint, glyph, frozenset(asks.split()), buttons, add)


KINDS: dict[str, Kind] = {
    "count": _kind(_("Counters"), _("Tap once each time"), "circle", "options alone", _("What gets a tap?")),
    "duration": _kind(
        _("Timer"), _("Tap to start and stop"), "go", "options exclusive", _("What gets a timer?"), _("Add a timer")
    ),
    "sweep": _kind(_("Sweep"), _("Count heads at an interval"), "target", "minutes"),
    "latency": _kind(_("Wait time"), _("Tap at the question, tap at the answer"), "bar"),
    "interval": _kind(
        _("Intervals"),
        _("Tick what was seen, every so often"),
        "lines",
        "options seconds",
        _("What can be seen?"),
        _("Add a code"),
    ),
    "checklist": _kind(
        _("Checklist"),
        _("Seen, not seen, no chance"),
        "square",
        "options",
        _("Which steps are there?"),
        _("Add a step"),
    ),
    "seats": _kind(
        _("Seats"), _("Tap a numbered seat"), "ring", "options seats", _("What is marked at a seat?"), _("Add a code")
    ),
}
# What the recorder can record. Programs may propose every kind; screens offer these.
OFFERED = tuple(KINDS)
METHODS = {
    "momentary": _("at the end of each interval"),
    "partial": _("at any time in the interval"),
    "whole": _("all through the interval"),
}
NUMBERS = [
    _("No"),
    _("One"),
    _("Two"),
    _("Three"),
    _("Four"),
    _("Five"),
    _("Six"),
    _("Seven"),
    _("Eight"),
    _("Nine"),
    _("Ten"),
    _("Eleven"),
    _("Twelve"),
]


def in_words(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def how_many_measures(n: int) -> str:
    return f"{in_words(n)} {plural('measure', 'measures', n)}"


def summed_up(measure: dict[str, Any]) -> str:
    """`Three counters`, `Every 5 minutes`: how a measure is collected, in a few words."""
    return _SUMS[measure["kind"]](measure, max(1, len(measure.get("options") or [])))


def every(measure: dict[str, Any]) -> str:
    seconds = (measure.get("every_ms") or 0) / 1000
    if seconds == 60:
        return _("every minute")
    if seconds >= 60 and seconds % 30 == 0:
        return _("every %(n)s minutes") % {"n": f"{seconds / 60:g}"}
    return _("every %(n)s seconds") % {"n": f"{seconds:g}"}


def _timers(measure: dict[str, Any], n: int) -> str:
    if n == 1:
        return _("Timer")
    together = _("one at a time") if measure.get("exclusive") else _("side by side")
    return _("%(n)s timers, %(together)s") % {"n": in_words(n), "together": together}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _interval(measure: dict[str, Any], n: int) -> str:
    codes = plural("%(n)s code", "%(n)s codes", n)
    return ", ".join([codes, every(measure), METHODS[measure.get("method") or "momentary"]])


_SUMS: dict[str, Any] = {
    "count": lambda _measure, n: f"{in_words(n)} {plural('counter', 'counters', n)}",
    "duration": _timers,
    "sweep": lambda measure, _n: _sentence(every(measure)),
    "latency": lambda _measure, _n: _("Each time, from cue to answer"),
    "interval": _interval,
    "checklist": lambda _measure, n: f"{in_words(n)} {plural('step', 'steps', n)}",
    "seats": lambda measure, _n: _("%(n)s numbered seats") % {"n": measure.get("rows", 0) * measure.get("columns", 0)},
}
