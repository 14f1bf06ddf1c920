"""One line per number of a measure: the number, what it is out of, and how it came about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from app.dates import lesson_time
from app.debrief.happenings import seconds
from app.debrief.names import Measure, own_name, shape_of
from app.debrief.tally import Tally, tally
from app.words import _, plural

Numbers = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """`value` in large, `under` what it is out of, `detail` beside the name."""

    name: str
    pencil: str
    shape: str
    value: str
    under: str = ""
    detail: str = ""
    tally: Tally | None = None


def rows_of(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    """`numbers` is the measure's part of the visit's summary."""
    return ROWS[measure["kind"]](measure, numbers)


def per_ten_minutes(rate: float | None) -> str:
    return _("no time observed") if rate is None else _("%(rate)s in 10 min") % {"rate": f"{rate:.1f}"}


def percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f}%"


def minutes(ms: int) -> str:
    """45 min; under ten minutes 9:30 min; under one 0:40 min"""
    return _("%(n)s min") % {"n": round(ms / 60_000) if ms >= 600_000 or ms % 60_000 == 0 else lesson_time(ms)}


def _look(measure: Measure, option: str | None = None) -> dict[str, Any]:
    """Within its group, so by its own words alone where the measure's stand above."""
    name = own_name(measure, option or measure["key"])
    return {"name": name, "pencil": measure["look"]["pencil"], "shape": shape_of(measure, option)}


def _counts(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    for option in numbers["options"]:
        total = option["total"]
        drawn = tally(total, f"{measure['key']} {option['key']}")
        yield Row(
            **_look(measure, option["key"]),
            value=str(total),
            under=per_ten_minutes(option["rate_per_10_min"]),
            tally=drawn,
        )


def _durations(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    for option in numbers["options"]:
        detail = plural("1 stretch", "%(n)s stretches", option["bouts"])
        if option["bouts"] > 1:
            detail += _(", longest %(time)s") % {"time": lesson_time(option["longest_ms"])}
        of = {"share": percent(option["share"]), "time": minutes(numbers["observed_ms"])}
        under = _("%(share)s of %(time)s") % of if of["share"] else _("no time observed")
        yield Row(**_look(measure, option["key"]), value=lesson_time(option["total_ms"]), under=under, detail=detail)


def _sweeps(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    values = [sweep["value"] for sweep in numbers["sweeps"]]
    detail = plural("1 sweep", "%(n)s sweeps", numbers["taken"])
    if len(values) > 1:
        detail += _(", middle value %(n)s") % {"n": f"{median(values):g}"}
    if numbers["missed"]:
        detail += ", " + plural("1 missed", "%(n)s missed", numbers["missed"])
    yield Row(**_look(measure), value=_range(values), under=_of_students(numbers), detail=detail)


def _range(values: Sequence[int]) -> str:
    if not values:
        return "0"
    least, most = min(values), max(values)
    return str(least) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}


def _of_students(numbers: Numbers) -> str:
    of = [sweep["out_of"] for sweep in numbers["sweeps"]]
    return _("of %(n)s students") % {"n": _range(of)} if of else _("none taken")


def _latencies(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    detail = plural("1 answered", "%(n)s answered", numbers["n"])
    if numbers["missed"]:
        detail += ", " + plural("1 with no answer", "%(n)s with no answer", numbers["missed"])
    value = seconds(numbers["median_ms"]) if numbers["n"] else "0"
    yield Row(**_look(measure), value=value, under=_("middle wait") if numbers["n"] else "", detail=detail)


def _intervals(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    scored = plural("1 interval", "%(n)s intervals", numbers["scored"])
    few = numbers["scored"] < 5
    for code in numbers["codes"]:
        share = "" if few else percent(code["share_of_intervals"]) + " "
        under = _("%(share)sof %(intervals)s") % {"share": share, "intervals": scored}
        yield Row(**_look(measure, code["key"]), value=str(code["intervals"]), under=under)


def _checklist(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    value = _("%(seen)s of %(all)s") % {"seen": numbers["seen"], "all": numbers["could_be_seen"]}
    yield Row(**_look(measure), value=value, under=_("seen, of those that could be"))


def _seats(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    of = numbers["filled"] or measure.get("rows", 0) * measure.get("columns", 0)
    value = _("%(reached)s of %(all)s") % {"reached": numbers["reached"], "all": of}
    marks = plural("1 mark", "%(n)s marks", numbers["total"])
    yield Row(**_look(measure), value=value, under=_("seats reached"), detail=marks)


ROWS: dict[str, Callable[[Measure, Numbers], Iterator[Row]]] = {
    "count": _counts,
    "duration": _durations,
    "sweep": _sweeps,
    "latency": _latencies,
    "interval": _intervals,
    "checklist": _checklist,
    "seats": _seats,
}
