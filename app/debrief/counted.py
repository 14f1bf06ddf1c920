"""What was counted: one group per measure with options, each number with what it is out of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.debrief.counted_rows import Row, rows_of
from app.debrief.counted_tables import table_of
from app.debrief.interval_shares import IntervalShares, interval_shares
from app.debrief.names import Measure
from app.debrief.reading import Reading
from app.debrief.seating_chart import SeatingChart, seating_chart
from app.debrief.tables import Table
from app.words import _

LONG = 8  # a group with more lines than this has a row of the page to itself


@dataclass
class Group:
    """`measure`: the one measure it shows, whose words can be talked about; None where several share the group."""

    title: str
    rows: list[Row] = field(default_factory=list)
    measure: str | None = None
    tables: list[Table] = field(default_factory=list)

    @property
    def long(self) -> bool:
        return len(self.rows) > LONG


@dataclass(frozen=True)
class Counted:
    """`groups` are lists of numbers; codes in intervals and seats have figures of their own."""

    groups: Sequence[Group]
    intervals: Sequence[IntervalShares]
    seats: Sequence[SeatingChart]
    comments: dict[str, int]


def counted(reading: Reading) -> Counted:
    """Counts with options have a group each, plain counts one together, everything that takes time another, then notes."""
    numbers = {each["key"]: each for each in reading.summary["measures"]}
    groups: dict[str, Group] = {}
    for measure in _of(reading, "count", "duration", "latency", "sweep", "checklist"):
        group = _group_for(measure, groups)
        group.rows += rows_of(measure, numbers[measure["key"]])
        group.tables += table_of(measure, reading)
    _add_notes(reading, groups)
    return Counted(
        groups=list(groups.values()),
        intervals=[interval_shares(m, numbers[m["key"]]) for m in _of(reading, "interval")],
        seats=[seating_chart(m, numbers[m["key"]]) for m in _of(reading, "seats")],
        comments=_comments(reading),
    )


def _of(reading: Reading, *kinds: str) -> Iterable[Measure]:
    return [measure for measure in reading.measures if measure["kind"] in kinds]


def _group_for(measure: Measure, groups: dict[str, Group]) -> Group:
    own = bool(measure.get("options"))
    if measure.get("group"):
        return groups.setdefault(f"named {measure['group']}", Group(str(measure["group"])))
    if own:
        return groups.setdefault(f"own {measure['key']}", Group(str(measure["label"]), measure=measure["key"]))
    if measure["kind"] == "count":
        return groups.setdefault("counts", Group(_("Counts")))
    return groups.setdefault("time", Group(_("Time and attention")))


def _add_notes(reading: Reading, groups: dict[str, Group]) -> None:
    notes = sum(entry["kind"] == "note" for entry in reading.effective)
    if notes:
        row = Row(_("Notes"), "graphite", "lines", str(notes), _("in the lesson below"))
        groups.setdefault("time", Group(_("Time and attention"))).rows.append(row)


def _comments(reading: Reading) -> dict[str, int]:
    said = [thread.on["measure"] for thread in reading.threads if "measure" in thread.on]
    return {measure["key"]: said.count(measure["key"]) for measure in reading.measures}
