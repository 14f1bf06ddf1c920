"""What was counted: one group per measure with options, each number with what it is out of."""

from dataclasses import dataclass, field

from app.debrief.counted_rows import Row, rows_of
from app.debrief.names import Measure
from app.debrief.reading import Reading
from app.measurement.summary import summarise
from app.words import _


@dataclass
class Group:
    """`measure`: the one measure it shows, whose words can be talked about; None where several share the group."""

    title: str
    rows: list[Row] = field(default_factory=list)
    measure: str | None = None
    comments: int = 0


def counted(reading: Reading) -> list[Group]:
    """Counts with options have a group each, plain counts one together, everything that takes time another, then notes."""
    summary = summarise(reading.form_measures, reading.entries, students=reading.visit.students)
    numbers = {each["key"]: each for each in summary["measures"]}
    groups: dict[str, Group] = {}
    for measure in reading.measures:
        group = _group_for(measure, groups)
        group.rows += rows_of(measure, numbers[measure["key"]])
    _add_notes(reading, groups)
    said = [thread.on.get("measure") for thread in reading.threads]
    for group in groups.values():
        group.comments = said.count(group.measure) if group.measure else 0
    return list(groups.values())


def _group_for(measure: Measure, groups: dict[str, Group]) -> Group:
    own = bool(measure.get("options")) or measure["kind"] in ("checklist", "interval", "seats")
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
