"""One line per number of a measure: the number, what it is out of, and how it came about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from app.dates import lesson_time
from app.debrief.names import Measure, own_name, shape_of
from app.debrief.shares import FEW, minutes, per_ten_minutes, percent, seconds
from app.debrief.tally import Tally, tally
from app.debrief.waits import Strip, strip
from app.words import _, plural

Numbers = Mapping[str, Any]
CHECKED = {"seen": ("circle", _("seen")), "not_seen": ("ring", _("not seen")), "no_chance": ("bar", _("no chance"))}


@dataclass(frozen=True)
class Row:
    """`value` in large, `under` what it is out of; beside the name `detail`, and `also`, which paper shows too."""

    name: str
    pencil: str
    shape: str
    value: str
    under: str = ""
    detail: str = ""
    also: str = ""
    tally: Tally | None = None
    strip: Strip | None = None
    in_words: bool = False


def rows_of(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    """`numbers` is the measure's part of the visit's summary."""
    return ROWS[measure["kind"]](measure, numbers)


def _look(measure: Measure, option: str | None = None) -> dict[str, Any]:
    """Within its group, so by its own words alone where the measure's stand above."""
    name = own_name(measure, option or measure["key"])
    return {"name": name, "pencil": measure["look"]["pencil"], "shape": shape_of(measure, option)}


def _counts(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    for option in numbers["options"]:
        drawn = tally(option["total"], f"{measure['key']} {option['key']}")
        under = per_ten_minutes(option["rate_per_10_min"])
        yield Row(**_look(measure, option["key"]), value=str(option["total"]), under=under, tally=drawn)


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
    said = [_pooled(numbers)] if len(values) > 1 else []
    if numbers["missed"]:
        said.append(plural("1 missed", "%(n)s missed", numbers["missed"]))
    of = _of_students(numbers)
    yield Row(**_look(measure), value=_range(values), under=of, detail=detail, also=". ".join(said))


def _pooled(numbers: Numbers) -> str:
    """The sum of the numbers by the sum of the "out of"; a few sweeps are listed instead."""
    if numbers["taken"] < FEW:
        return ", ".join(str(sweep["value"]) for sweep in numbers["sweeps"])
    of = {"value": numbers["value"], "all": numbers["out_of"], "share": percent(numbers["share"])}
    return _("%(value)s of %(all)s in all, %(share)s") % of


def _range(values: Sequence[int]) -> str:
    if not values:
        return "0"
    least, most = min(values), max(values)
    return str(least) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}


def _of_students(numbers: Numbers) -> str:
    of = [sweep["out_of"] for sweep in numbers["sweeps"]]
    return _("of %(n)s students") % {"n": _range(of)} if of else _("none taken")


def _latencies(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    n, values = numbers["n"], numbers["values_ms"]
    said = []
    if n >= FEW:
        ends = {"low": seconds(numbers["q1_ms"]), "high": seconds(numbers["q3_ms"])}
        said = [_("Half lie from %(low)s to %(high)s") % ends]
    elif n > 1:
        said = [", ".join(map(seconds, values))]
    if numbers["missed"]:
        said.append(plural("1 with no answer", "%(n)s with no answer", numbers["missed"]))
    value = seconds(numbers["median_ms"]) if n else "0"
    under = plural("1 wait", "middle of %(n)s waits", n) if n else _("answered")
    yield Row(**_look(measure), value=value, under=under, also=". ".join(said), strip=strip(numbers))


def _checklist(measure: Measure, numbers: Numbers) -> Iterator[Row]:
    value = _("%(seen)s of %(all)s") % {"seen": numbers["seen"], "all": numbers["could_be_seen"]}
    all_steps = {"name": _("Steps seen"), "pencil": measure["look"]["pencil"], "shape": "lines"}
    yield Row(**all_steps, value=value, under=_("of those that could be"))
    for step in numbers["steps"]:
        shape, said = CHECKED.get(step["value"], ("lines", _("nothing recorded")))
        yield Row(**_look(measure, step["key"]) | {"shape": shape}, value=said, in_words=True)


ROWS: dict[str, Callable[[Measure, Numbers], Iterator[Row]]] = {
    "count": _counts,
    "duration": _durations,
    "sweep": _sweeps,
    "latency": _latencies,
    "checklist": _checklist,
}
