"""What everything in a workbook means: the form's own words, then the columns and numbers."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from app.exchange.taking import Taken
from app.words import _

Row = tuple[str, str, str, str]
COLUMNS = {
    "visit": _("The visit's id."),
    "at": _("When it happened, on the wall clock."),
    "minute": _("Minutes since the visit began, rounded down."),
    "at_ms": _("Milliseconds since the visit began."),
    "kind": _("What sort of entry it is: mark, start, stop, sweep, note, void ..."),
    "measure": _("What was collected: the measure's key."),
    "option": _("Which option of the measure: its key."),
    "value": _("A sweep's number, a checklist's value, a guess."),
    "out_of": _("The number that a sweep's number is out of."),
    "seat": _("The numbered seat."),
    "codes": _("The codes seen in an interval, with spaces between; empty when none was seen."),
    "text": _("Words that somebody wrote."),
    "author": _("Who recorded or said it."),
    "device": _("On which device; an imported visit says import."),
    "recorded_at": _("When the device kept it."),
    "received_at": _("When the server received it."),
    "voided": _("true: taken back; it does not count."),
    "amended": _("true: corrected later; the row shows it as corrected."),
}
SETTINGS = {
    "exclusive": _("One state at a time: starting one stops the other."),
    "every_ms": _("How often, in milliseconds."),
    "method": _("How an interval is scored."),
    "several": _("Several codes may be seen in one interval."),
    "rows": _("Rows of seats."),
    "columns": _("Columns of seats."),
}


def definitions(taken: Taken, zone: ZoneInfo) -> Iterator[Row]:
    form, visit = taken.form, taken.visit
    yield "form", "", form["title"], _("Version %(n)s, agreed by both.") % {"n": form["version"]}
    if form["why"]:
        yield "form", "", "why", form["why"]
    for name in ("class_label", "purpose"):
        if visit[name]:
            yield "visit", "", name, visit[name]
    if visit["students"]:
        yield "visit", "", "students", str(visit["students"])
    for measure in form["measures"]:
        yield from _measure(measure)
    yield from (("marks", "column", name, says) for name, says in COLUMNS.items())
    yield "marks", "times", "at, recorded_at, received_at", _("In the time zone %(zone)s.") % {"zone": zone.key}
    observed = _("From begin to end, less every pause and, for a measure, less what could not be seen of it.")
    yield "summary", "number", "observed time", observed
    yield "summary", "number", "share", _("A fraction of 1. Empty where there is nothing to take it of.")


def _measure(measure: Mapping[str, Any]) -> Iterator[Row]:
    about, kind = measure["key"], measure["kind"]
    yield about, kind, measure["label"], measure.get("definition") or ""
    for field, name in (("counts", _("counts")), ("does_not_count", _("does not count"))):
        if measure.get(field):
            yield about, name, measure["label"], measure[field]
    for field, says in SETTINGS.items():
        if measure.get(field) is not None:
            yield about, field, str(measure[field]), says
    for option in measure.get("options") or ():
        yield f"{about}:{option['key']}", "option", option["label"], option.get("definition") or ""
