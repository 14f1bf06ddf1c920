"""Waits on a line: every one a stroke, the middle one longer, the middle half on a band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.debrief.shares import FEW, seconds
from app.words import _, plural

ENDS_S = (2, 5, 10, 20, 30, 60, 120, 300, 600)
MOST_PLACES = 200


@dataclass(frozen=True)
class Strip:
    """In percent of a line from 0 to `end`. `box` is from the lower to the upper quartile, where there are enough waits."""

    places: Sequence[float]
    middle: float
    box: tuple[float, float] | None
    end: str
    label: str


def strip(numbers: Mapping[str, Any]) -> Strip | None:
    values = numbers["values_ms"]
    if len(values) < 2:
        return None
    end = _end(max(values))
    box = (_at(numbers["q1_ms"], end), _at(numbers["q3_ms"], end)) if len(values) >= FEW else None
    return Strip(
        places=_thinned([_at(value, end) for value in values]),
        middle=_at(numbers["median_ms"], end),
        box=box,
        end=_("%(n)s s") % {"n": f"{end / 1000:g}"},
        label=_label(sorted(values)),
    )


def _end(longest: int) -> int:
    return next((s * 1000 for s in ENDS_S if s * 1000 >= longest), longest)


def _at(ms: int, end: int) -> float:
    return round(min(ms / end * 100, 100), 1) if end else 0.0


def _thinned(places: Sequence[float]) -> list[float]:
    return sorted({round(place * 2) / 2 for place in places} if len(places) > MOST_PLACES else places)


def _label(values: Sequence[int]) -> str:
    ends = {"least": seconds(values[0]), "most": seconds(values[-1])}
    said = plural("1 wait", "%(n)s waits", len(values))
    return said + _(" on a line, from %(least)s to %(most)s. The same data is in the table.") % ends
