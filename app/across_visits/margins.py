"""What stands along a chart of visits: the names of the parts above it, the dates below; as much as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.across_visits.phases import Phase
from app.across_visits.placing import fitting
from app.across_visits.queries import Seen
from app.across_visits.scales import Across
from app.dates import month_day
from app.words import _

WIDE_PX, PAPER_PX, TABLET_PX, PHONE_PX = 930, 520, 500, 290
ROOMY = 16  # from here on a visit has no number at its point, and less room
DAY_PX = 62  # a date with some air


@dataclass(frozen=True)
class Divider:
    """Its name as far as there is room: on a desk, a tablet, a phone."""

    x: float
    text: str
    wide: str
    middle: str
    narrow: str


@dataclass(frozen=True)
class Day:
    """`on`: shown everywhere, only where there is room (wide), or nowhere; `paper`: also where nothing can scroll."""

    x: float
    day: str
    visit: str
    on: str
    paper: bool


def dividers(divided: Sequence[Phase], scale: Across) -> list[Divider]:
    lines = [line for phase in divided for line in phase.lines]
    ends = [*(scale.line(n) for n in range(1, len(lines))), 100.0]
    rooms = [(end - scale.line(n)) / 100 for n, end in enumerate(ends[: len(lines)])]
    least = least_px(scale.slots, scale.count)
    named = []
    for n, line in enumerate(lines):
        fits = [fitting(line.text, rooms[n] * max(width, least)) for width in (WIDE_PX, TABLET_PX, PHONE_PX)]
        named.append(Divider(scale.line(n), line.text, *fits))
    return named


def days(visits: Sequence[Seen], scale: Across) -> list[Day]:
    """The newest always has its date; of the others as many as there is room for."""
    least = least_px(scale.slots, scale.count)
    all_, wide, paper = (_every(scale, width) for width in (max(PHONE_PX, least), max(WIDE_PX, least), PAPER_PX))
    found = []
    for i, seen in enumerate(visits):
        back = len(visits) - 1 - i
        on = "all" if back % all_ == 0 else "wide" if back % wide == 0 else ""
        number = _("Visit %(n)s") % {"n": seen.number}
        found.append(Day(scale.visit(i), month_day(seen.at), number, on, back % paper == 0))
    return found


def _every(scale: Across, width_px: float) -> int:
    """Of how many visits one can have its date."""
    return -int(-DAY_PX * scale.slots // width_px)


def least_px(slots: float, count: int) -> int:
    """Narrower than this the points would run into each other: the chart scrolls within its frame instead."""
    return round(slots * (36 if count <= ROOMY else 26))
