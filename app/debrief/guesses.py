"""What the teacher guessed before the numbers, and the count beside it. Without comment: no difference, no verdict.

A guess is a `prediction` entry, whole and in the unit it was asked in: times, minutes, seconds, seats, steps, or percent.
It is no private word: both partners can read it, and the page says so before it is made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.debrief.names import Measure, name_of, own_name, shape_of
from app.debrief.reading import Reading
from app.debrief.shares import minutes, percent, seconds
from app.words import _

MOST_OPTIONS = 6  # more would be a questionnaire: a count is then guessed as a whole, codes of intervals not at all
Numbers = Mapping[str, Any]
Key = tuple[str, str | None]


@dataclass(frozen=True)
class Ask:
    """One number to guess. `unit` stands behind the field."""

    measure: str
    option: str | None
    name: str
    unit: str
    pencil: str
    shape: str


@dataclass(frozen=True)
class Beside:
    """A guess and the count, each in words of the same unit."""

    ask: Ask
    guessed: str
    counted: str


def asked(measures: Sequence[Measure]) -> list[tuple[str, list[Ask]]]:
    """What can be guessed, by measure."""
    found = [(str(measure["label"]), list(_asks(measure))) for measure in measures]
    return [(label, asks) for label, asks in found if asks]


def guesses(reading: Reading) -> dict[Key, dict[str, Any]]:
    """The teacher's newest guess for each number that was asked."""
    teacher = reading.membership.partnership.teacher_id
    made = [e for e in reading.effective if e["kind"] == "prediction" and e["author"] == teacher]
    return {(entry["measure"], entry.get("option")): entry for entry in made}


def beside(reading: Reading) -> list[Beside]:
    """Every guess that was made, with what was counted; in the form's order."""
    made = guesses(reading)
    if not made:
        return []
    numbers = {each["key"]: each for each in reading.summary["measures"]}
    asks = [(measure, ask) for measure in reading.measures for ask in _asks(measure)]
    return [
        Beside(
            ask,
            SAID[measure["kind"]](made[ask.measure, ask.option]["value"]),
            COUNTED[measure["kind"]](numbers[ask.measure], ask.option),
        )
        for measure, ask in asks
        if (ask.measure, ask.option) in made
    ]


def _asks(measure: Measure) -> Iterator[Ask]:
    options = [option["key"] for option in measure.get("options") or ()]
    each = measure["kind"] in ("count", "duration", "interval") and 0 < len(options) <= MOST_OPTIONS
    if measure["kind"] == "interval" and not each:
        return
    for option in options if each else [None]:
        name = own_name(measure, option) if option else name_of(measure)
        unit = UNITS[measure["kind"]](measure)
        yield Ask(measure["key"], option, name, unit, measure["look"]["pencil"], shape_of(measure, option))


def _total(numbers: Numbers, option: str | None) -> str:
    totals = {each["key"]: each["total"] for each in numbers["options"]}
    return str(numbers["total"] if option is None else totals.get(option, 0))


def _time(numbers: Numbers, option: str | None) -> str:
    each = [row["total_ms"] for row in numbers["options"] if option in (None, row["key"])]
    return minutes(sum(each))


def _share(numbers: Numbers, _option: str | None) -> str:
    return _as_percent(numbers["share"])


def _intervals(numbers: Numbers, option: str | None) -> str:
    return _as_percent(next((c["share_of_intervals"] for c in numbers["codes"] if c["key"] == option), None))


def _as_percent(share: float | None) -> str:
    return percent(share) or _("not recorded")


def _wait(numbers: Numbers, _option: str | None) -> str:
    return _("not recorded") if numbers["median_ms"] is None else seconds(numbers["median_ms"])


UNITS: dict[str, Callable[[Measure], str]] = {
    "count": lambda _measure: _("times"),
    "duration": lambda _measure: _("minutes"),
    "latency": lambda _measure: _("seconds, usually"),
    "sweep": lambda _measure: _("of 100 students"),
    "interval": lambda _measure: _("of 100 intervals"),
    "checklist": lambda measure: _("of %(n)s steps") % {"n": len(measure.get("options") or ())},
    "seats": lambda measure: _("of %(n)s seats") % {"n": measure.get("rows", 0) * measure.get("columns", 0)},
}
SAID: dict[str, Callable[[int], str]] = {
    "count": str,
    "duration": lambda value: _("%(n)s min") % {"n": value},
    "latency": lambda value: _("%(n)s s") % {"n": value},
    "sweep": lambda value: f"{value}%",
    "interval": lambda value: f"{value}%",
    "checklist": str,
    "seats": str,
}
COUNTED: dict[str, Callable[[Numbers, str | None], str]] = {
    "count": _total,
    "duration": _time,
    "latency": _wait,
    "sweep": _share,
    "interval": _intervals,
    "checklist": lambda numbers, _option: str(numbers["seen"]),
    "seats": lambda numbers, _option: str(numbers["reached"]),
}
