"""Where things stand on a chart of visits: across in percent of its width, down in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.across_visits.phases import Phase

TOP, BOTTOM = 78.0, 372.0
GAP = 0.7  # of a visit's width, for each change line
MOST_STEPS = 5
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Across:
    """The visits in their order, each as wide as the other; a change line has a gap of its own."""

    count: int
    before: Sequence[int]  # for each change line, in order, before which visit it stands

    @property
    def slots(self) -> float:
        return max(self.count, 1) + GAP * len(self.before)

    def visit(self, i: float) -> float:
        """The middle of a visit's place."""
        lines = sum(place <= i for place in self.before)
        return round((i + 0.5 + GAP * lines) / self.slots * 100, 2)

    def line(self, n: int) -> float:
        """The n-th change line."""
        return round((self.before[n] + GAP * (n + 0.5)) / self.slots * 100, 2)


@dataclass(frozen=True)
class Up:
    """From 0 to `top`, in pixels from `high` (the top) to `low` (the axis)."""

    top: float
    high: float = TOP
    low: float = BOTTOM

    def at(self, value: float) -> float:
        return round(self.low - (self.low - self.high) * value / self.top, 1)


def across(count: int, divided: Sequence[Phase]) -> Across:
    return Across(count, [phase.start for phase in divided for _line in phase.lines])


def up_to(values: Sequence[float | None], given: float | None) -> tuple[float, list[float]]:
    """Where the axis ends, and what is written along it: 0 always, and at most six numbers."""
    most = max((value for value in values if value is not None), default=0)
    if given and most <= given:
        step = given / 4
        return given, [round(step * i, 2) for i in range(5)]
    step = _step(most or 1)
    steps = max(-int(-(most or 1) // step), 1)
    return step * steps, [round(step * i, 2) for i in range(steps + 1)]


def _step(most: float) -> float:
    """A round number of which the greatest value is at most five."""
    power = 0.1
    while True:
        for factor in STEPS:
            if most / (factor * power) <= MOST_STEPS:
                return factor * power
        power *= 10
