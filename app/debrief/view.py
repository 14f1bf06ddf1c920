"""What somebody has chosen to see of the lesson: which lanes, and how wide the bins are. The address remembers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query

from app.debrief.lanes import Lane

BINS_MIN = (1, 2, 5, 10, 15, 20, 30, 60)
MANY = 6  # of a measure with more lanes than this, those without a mark are left out until they are chosen
Keys = Annotated[list[str] | None, Query(max_length=1000)]
L = TypeVar("L", bound=Lane)


@dataclass(frozen=True)
class View:
    """`bin_min` None: as wide as fits. No lanes: all that say something."""

    bin_min: int | None = None
    lanes: frozenset[str] = frozenset()

    @property
    def more(self) -> str:
        """To be added to an address that has a query already; empty where nothing was chosen."""
        chosen = [("bin", str(self.bin_min))] if self.bin_min else []
        chosen += [("lane", key) for key in sorted(self.lanes)]
        return "&" + urlencode(chosen) if chosen else ""

    @property
    def query(self) -> str:
        return "?" + self.more[1:] if self.more else ""

    def shown(self, lanes: Sequence[L]) -> list[L]:
        """The lanes that were chosen; if none of them is here, every lane but the empty ones of a long list."""
        return [lane for lane in lanes if lane.key in self.lanes] or [*_worth_showing(lanes)]


EVERYTHING = View()


def _worth_showing(lanes: Sequence[L]) -> Iterable[L]:
    of_measure: dict[str, int] = {}
    for lane in lanes:
        of_measure[lane.measure] = of_measure.get(lane.measure, 0) + 1
    return (lane for lane in lanes if of_measure[lane.measure] <= MANY or not lane.empty)


def view_asked(wide: Annotated[str, Query(alias="bin", max_length=8)] = "", lane: Keys = None) -> View:
    """A width that is not offered is none."""
    widths = {str(width): width for width in BINS_MIN}
    return View(widths.get(wide), frozenset(lane or ()))


Viewed = Annotated[View, Depends(view_asked)]
