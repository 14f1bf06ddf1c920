"""The single values behind a number: each stretch's measures, each sweep, each wait."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.dates import lesson_time
from app.debrief.names import Measure, name_of, own_name
from app.debrief.reading import Reading
from app.debrief.shares import seconds
from app.debrief.tables import Table
from app.measurement.latencies import answers
from app.words import _

NONE = "–"


def table_of(measure: Measure, reading: Reading) -> Iterator[Table]:
    numbers = next(each for each in reading.summary["measures"] if each["key"] == measure["key"])
    tell = TABLES.get(measure["kind"])
    table = tell(measure, numbers, reading) if tell else None
    if table is not None and table.rows:
        yield table


def _durations(measure: Measure, numbers: Mapping[str, Any], _reading: Reading) -> Table:
    head = [measure["label"], _("Stretches"), _("Mean"), _("Sample SD"), _("Longest"), _("Mean gap")]
    parts = ("mean_ms", "sd_ms", "longest_ms", "mean_gap_ms")
    rows = [
        [own_name(measure, option["key"]), str(option["bouts"]), *(_time(option[part]) for part in parts)]
        for option in numbers["options"]
        if option["bouts"]
    ]
    return Table(_("Stretches of %(measure)s") % {"measure": name_of(measure)}, head, rows)


def _sweeps(measure: Measure, numbers: Mapping[str, Any], _reading: Reading) -> Table:
    rows = [[lesson_time(s["at_ms"]), str(s["value"]), str(s["out_of"])] for s in numbers["sweeps"]]
    return Table(name_of(measure), [_("Time"), _("Number"), _("Out of")], rows)


def _latencies(measure: Measure, _numbers: Mapping[str, Any], reading: Reading) -> Table:
    found = answers(measure, reading.recording)
    rows = [[lesson_time(cue), _("no answer") if wait is None else seconds(wait)] for cue, wait in found]
    return Table(name_of(measure), [_("Time"), _("Wait")], rows)


def _time(ms: int | None) -> str:
    return NONE if ms is None else lesson_time(ms) if ms >= 60_000 else seconds(ms)


TABLES: dict[str, Callable[[Measure, Mapping[str, Any], Reading], Table]] = {
    "duration": _durations,
    "sweep": _sweeps,
    "latency": _latencies,
}
