"""What one visit says about each thing that is collected: as a rate, as a total, and in words with what it is out of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.dates import lesson_time
from app.measurement.vocabulary import fraction
from app.words import _, plural

Measure = Mapping[str, Any]
Numbers = Mapping[str, Any]


@dataclass(frozen=True)
class Value:
    """`rate` and `total` are None where the visit says nothing: not observed, none taken, no chance to see."""

    rate: float | None
    total: float | None
    says: str
    count: int | None = None  # a count that may be added to those of other visits
    out_of: int | None = None  # of a sweep, where it was the same each time


def values_of(measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    """(option or the measure's own key, value); `numbers` is the measure's part of the visit's summary."""
    return VALUES[measure["kind"]](measure, numbers)


def _counts(_measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    time = lesson_time(numbers["observed_ms"])
    for option in numbers["options"]:
        said = _("%(n)s in %(time)s") % {"n": option["total"], "time": time}
        yield option["key"], Value(option["rate_per_10_min"], option["total"], said, count=option["total"])


def _durations(_measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    for option in numbers["options"]:
        spoken = {"time": lesson_time(option["total_ms"]), "of": lesson_time(numbers["observed_ms"])}
        observed = numbers["observed_ms"] > 0
        total = option["total_ms"] / 60_000 if observed else None
        yield option["key"], Value(_percent(option["share"]), total, _("%(time)s of %(of)s") % spoken)


def _latencies(measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    middle = numbers["median_ms"] / 1000 if numbers["n"] else None
    said = plural("the middle of 1 answered", "the middle of %(n)s answered", numbers["n"])
    if numbers["missed"]:
        said += ", " + plural("1 with no answer", "%(n)s with no answer", numbers["missed"])
    yield measure["key"], Value(middle, middle, said)


def _sweeps(measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    each = {sweep["out_of"] for sweep in numbers["sweeps"]}
    spoken = {"n": numbers["value"], "all": numbers["out_of"], "sweeps": _taken(numbers["taken"])}
    said = _("%(n)s of %(all)s in %(sweeps)s") % spoken if numbers["taken"] else _("none taken")
    share = _percent(numbers["share"])
    yield measure["key"], Value(share, share, said, out_of=each.pop() if len(each) == 1 else None)


def _taken(sweeps: int) -> str:
    return plural("1 sweep", "%(n)s sweeps", sweeps)


def _intervals(_measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    scored = numbers["scored"]
    for code in numbers["codes"]:
        said = _("%(n)s of %(all)s intervals") % {"n": code["intervals"], "all": scored}
        total = code["intervals"] if scored else None
        yield code["key"], Value(_percent(code["share_of_intervals"]), total, said)


def _checklist(measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    seen, could = numbers["seen"], numbers["could_be_seen"]
    said = _("%(n)s of %(all)s that could be seen") % {"n": seen, "all": could}
    yield measure["key"], Value(_percent(fraction(seen, could)), seen if could else None, said)


def _seats(measure: Measure, numbers: Numbers) -> Iterator[tuple[str, Value]]:
    reached = numbers["reached"]
    of = numbers["filled"] or measure.get("rows", 0) * measure.get("columns", 0)
    yield measure["key"], Value(reached, reached, _("%(n)s of %(all)s seats") % {"n": reached, "all": of})


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


VALUES: dict[str, Callable[[Measure, Numbers], Iterator[tuple[str, Value]]]] = {
    "count": _counts,
    "duration": _durations,
    "latency": _latencies,
    "sweep": _sweeps,
    "interval": _intervals,
    "checklist": _checklist,
    "seats": _seats,
}
