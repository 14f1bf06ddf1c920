"""What was seen in intervals: each code's intervals as cells, its share of the intervals and, apart, of all codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.debrief.names import Measure, own_name, shape_of
from app.debrief.shares import minutes, percent_of_marks, seconds
from app.words import _, plural

MOST_CELLS = 60  # more intervals than this are a bar
METHODS = {
    "partial": _("A code counts if it was seen at any moment of the interval, so this overstates how long it went on."),
    "whole": _("A code counts only if it went on for the whole interval, so this understates how long it went on."),
    "momentary": _("Taken at the moment when each interval ends; what is short easily falls between two such moments."),
}


@dataclass(frozen=True)
class CodeRow:
    """`count` intervals; the shares are empty where so few marks say more themselves."""

    name: str
    shape: str
    count: int
    of_intervals: str
    of_codes: str


@dataclass(frozen=True)
class IntervalShares:
    measure: str
    title: str
    pencil: str
    under: str
    notes: Sequence[str]
    rows: Sequence[CodeRow]
    not_seen: str
    scored: int
    of_intervals: str
    of_codes: str

    @property
    def cells(self) -> bool:
        return self.scored <= MOST_CELLS


def interval_shares(measure: Measure, numbers: Mapping[str, Any]) -> IntervalShares:
    marked = sum(code["intervals"] for code in numbers["codes"])
    codes = plural("1 code", "%(n)s codes", marked)
    both = _("Share of intervals and share of codes are two numbers: one interval can hold several codes.")
    unseen = [own_name(measure, code["key"]) for code in numbers["codes"] if not code["intervals"]]
    return IntervalShares(
        measure=measure["key"],
        title=str(measure["label"]),
        pencil=measure["look"]["pencil"],
        under=_under(measure, numbers),
        notes=[note for note in (METHODS.get(measure.get("method") or ""), both) if note],
        rows=[_row(measure, code) for code in numbers["codes"] if code["intervals"]],
        not_seen=_("Not seen: %(codes)s.") % {"codes": ", ".join(unseen)} if unseen else "",
        scored=numbers["scored"],
        of_intervals=_("of %(intervals)s") % {"intervals": plural("1 interval", "%(n)s intervals", numbers["scored"])},
        of_codes=_("of %(codes)s") % {"codes": codes},
    )


def _under(measure: Measure, numbers: Mapping[str, Any]) -> str:
    every = measure.get("every_ms") or 0
    length = minutes(every) if every >= 60_000 else seconds(every)
    said = plural("1 interval", "%(n)s intervals", numbers["scored"]) + _(" of %(length)s") % {"length": length}
    return said + (", " + plural("1 missed", "%(n)s missed", numbers["missed"]) if numbers["missed"] else "")


def _row(measure: Measure, code: Mapping[str, Any]) -> CodeRow:
    count = code["intervals"]
    return CodeRow(
        name=own_name(measure, code["key"]),
        shape=shape_of(measure, code["key"]),
        count=count,
        of_intervals=percent_of_marks(code["share_of_intervals"], count),
        of_codes=percent_of_marks(code["share_of_codes"], count),
    )
