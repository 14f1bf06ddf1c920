"""A visit's numbers as a long table: one row per number, with its measure, its option and its unit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.words import _

Measure = Mapping[str, Any]


class Line(NamedTuple):
    measure: str
    label: str
    kind: str
    option: str
    option_label: str
    number: str
    value: float | int | str | None
    unit: str


COLUMNS = Line._fields
SECONDS, SHARE, RATE = "seconds", "fraction of 1", "per 10 minutes of observed time"
# What a number is called in the JSON summary, what it is called in the table, and its unit.
Named = Sequence[tuple[str, str, str]]
WHOLE: dict[str, Named] = {
    "count": [("total", "total", "marks"), ("rate_per_10_min", "rate", RATE)],
    "duration": [],
    "latency": [
        ("n", "latencies", "number"),
        ("missed", "cues without a response", "number"),
        ("median_ms", "median", SECONDS),
        ("q1_ms", "first quartile", SECONDS),
        ("q3_ms", "third quartile", SECONDS),
    ],
    "sweep": [
        ("taken", "sweeps taken", "number"),
        ("missed", "sweeps missed", "number"),
        ("value", "sum of the numbers", "students"),
        ("out_of", "sum of the out of", "students"),
        ("share", "share", SHARE),
    ],
    "interval": [("scored", "scored", "intervals"), ("missed", "missed", "intervals")],
    "checklist": [("seen", "seen", "steps"), ("could_be_seen", "could be seen", "steps")],
    "seats": [
        ("total", "total", "marks"),
        ("reached", "seats reached", "seats"),
        ("filled", "seats filled", "seats"),
    ],
}
EACH: dict[str, tuple[str, Named]] = {
    "count": ("options", [("total", "total", "marks"), ("rate_per_10_min", "rate", RATE), ("share", "share", SHARE)]),
    "duration": (
        "options",
        [
            ("total_ms", "total", SECONDS),
            ("share", "share of observed time", SHARE),
            ("bouts", "bouts", "number"),
            ("mean_ms", "mean", SECONDS),
            ("sd_ms", "sample standard deviation", SECONDS),
            ("longest_ms", "longest", SECONDS),
            ("mean_gap_ms", "mean gap", SECONDS),
        ],
    ),
    "interval": (
        "codes",
        [
            ("intervals", "intervals", "intervals"),
            ("share_of_intervals", "share of scored intervals", SHARE),
            ("share_of_codes", "share of all codes", SHARE),
        ],
    ),
    "checklist": ("steps", [("value", "value", "seen, not_seen or no_chance")]),
}


def lines_of(measures: Sequence[Measure], summary: Mapping[str, Any]) -> Iterator[Line]:
    yield Line("", _("The whole visit"), "", "", "", "observed time", summary["observed_ms"] / 1000, SECONDS)
    for measure, numbers in zip(measures, summary["measures"], strict=True):
        yield from _of_measure(measure, numbers)


def _of_measure(measure: Measure, numbers: Mapping[str, Any]) -> Iterator[Line]:
    head = (measure["key"], measure["label"], measure["kind"])
    yield Line(*head, "", "", "observed time", numbers["observed_ms"] / 1000, SECONDS)
    yield from _named(head, ("", ""), WHOLE[measure["kind"]], numbers)
    where, named = EACH.get(measure["kind"], ("", ()))
    labels = {option["key"]: option["label"] for option in measure.get("options") or ()}
    for each in numbers.get(where, ()):
        if each["key"] != measure["key"] or each["key"] in labels or measure["kind"] != "count":
            yield from _named(head, (each["key"], labels.get(each["key"], "")), named, each)
    for seat in numbers.get("seats", ()):
        for option, marks in seat["counts"].items():
            yield Line(*head, option, labels.get(option, ""), f"seat {seat['seat']}", marks, "marks")
    for number, value in enumerate(numbers.get("values_ms", ()), 1):
        yield Line(*head, "", "", f"latency {number}", value / 1000, SECONDS)


def _named(
    head: tuple[str, str, str], option: tuple[str, str], named: Named, numbers: Mapping[str, Any]
) -> Iterator[Line]:
    for field, name, unit in named:
        value = numbers[field]
        yield Line(*head, *option, name, value / 1000 if value is not None and field.endswith("_ms") else value, unit)
