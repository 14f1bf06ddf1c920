"""What the numbers of a chart are numbers of: its axis, its short name, how a number is written."""

from collections.abc import Callable
from dataclasses import dataclass

from app.words import _


def _one_decimal(value: float) -> str:
    return f"{value:.1f}"


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _halves(value: float) -> str:
    """A middle value between two whole numbers keeps its half."""
    return f"{round(value, 1):g}"


@dataclass(frozen=True)
class Unit:
    """`top` is where the axis ends, where that is given; `said` is for sentences: 2.4 in 10 min."""

    axis: str
    short: str
    write: Callable[[float], str]
    top: float | None = None


UNITS: dict[tuple[str, bool], Unit] = {
    ("count", False): Unit(_("Marks in each 10 minutes of lesson"), _("in 10 min"), _one_decimal),
    ("count", True): Unit(_("Marks in each visit"), _("in a visit"), _halves),
    ("duration", False): Unit(_("Percent of the lesson"), _("% of lesson"), _whole, 100),
    ("duration", True): Unit(_("Minutes of the lesson"), _("minutes"), _one_decimal),
    ("latency", False): Unit(_("Seconds, the middle wait of each visit"), _("seconds"), _one_decimal),
    ("interval", False): Unit(_("Percent of the intervals"), _("% of intervals"), _whole, 100),
    ("interval", True): Unit(_("Intervals in each visit"), _("intervals"), _halves),
    ("checklist", False): Unit(_("Percent of the steps that could be seen"), _("% of steps"), _whole, 100),
    ("checklist", True): Unit(_("Steps seen in each visit"), _("steps"), _halves),
    ("seats", False): Unit(_("Seats reached"), _("seats"), _halves),
}
SWEEP = Unit(_("Percent of the students"), _("% of students"), _whole, 100)


def unit_of(kind: str, totals: bool, out_of: int | None = None) -> Unit:
    """`out_of`: of a sweep, how many students, where there were as many each time."""
    if kind == "sweep":
        return _students(out_of) if out_of else SWEEP
    return UNITS.get((kind, totals)) or UNITS[kind, False]


def _students(out_of: int) -> Unit:
    of = _("of %(n)s students") % {"n": out_of}
    return Unit(_("Students, %(of)s") % {"of": of}, of, _halves, out_of)
