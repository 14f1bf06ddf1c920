"""The visits divided by the teacher's change lines, and what one series is within each part. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.across_visits.models import ChangeLine
from app.across_visits.rules import boundary
from app.across_visits.series import Series
from app.measurement.across_visits import level, nap, pooled, split_middle
from app.words import _


@dataclass(frozen=True)
class Phase:
    """The visits from `start` up to `stop`, which is not one of them. `lines` are the changes that begin it."""

    start: int
    stop: int
    lines: Sequence[ChangeLine]

    @property
    def name(self) -> str:
        return _(" and ").join(line.text for line in self.lines) or _("Before")


@dataclass(frozen=True)
class Part:
    """Visits of one phase that were counted by one definition: their middle value, and a trend where it was asked for."""

    start: int
    stop: int
    values: Sequence[float | None]
    level: float | None
    trend: tuple[float, float] | None  # the values of the line at the first and at the last visit


@dataclass(frozen=True)
class Compared:
    """Non-overlap of all pairs across one change: `points` of `pairs`, ties half. No pairs: it can not be said."""

    before: Phase
    after: Phase
    sizes: tuple[int, int]
    nap: float | None
    redefined: bool

    @property
    def pairs(self) -> int:
        return self.sizes[0] * self.sizes[1]

    @property
    def points(self) -> float:
        return (self.nap or 0) * self.pairs


def phases(days: Sequence[date], lines: Sequence[ChangeLine]) -> list[Phase]:
    """At least one, even without visits; a line before the first visit or after the last has no visits on one side."""
    starting: dict[int, list[ChangeLine]] = {0: []}
    for line in lines:
        starting.setdefault(boundary(days, line.starts_on), []).append(line)
    starts = sorted(starting)
    return [Phase(start, stop, starting[start]) for start, stop in zip(starts, [*starts[1:], len(days)], strict=True)]


def parts(series: Series, totals: bool, divided: Sequence[Phase], trend: bool = False) -> list[list[Part]]:
    """By phase; within it a part ends where the definition became another one."""
    numbers = series.numbers(totals)
    redefined = {after for _before, after in series.changes()}
    return [_parts(numbers, redefined, phase, trend) for phase in divided]


def _parts(numbers: Sequence[float | None], redefined: set[int], phase: Phase, trend: bool) -> list[Part]:
    starts = sorted({phase.start, *(i for i in redefined if phase.start < i < phase.stop)})
    ends = [*starts[1:], phase.stop]
    return [_part(start, list(numbers[start:stop]), trend) for start, stop in zip(starts, ends, strict=True)]


def _part(start: int, values: list[float | None], trend: bool) -> Part:
    line = split_middle(values) if trend else None
    there = [i for i, value in enumerate(values) if value is not None]
    ends = (
        (line["intercept"] + line["slope"] * there[0], line["intercept"] + line["slope"] * there[-1]) if line else None
    )
    first, last = (start + there[0], start + there[-1] + 1) if there else (start, start)
    return Part(first, last, values, level(values), ends)


def joined(series: Series, totals: bool, divided: Sequence[Phase]) -> list[list[int]]:
    """The visits that a line joins: neighbors with a value, in one phase, counted by one definition."""
    numbers = series.numbers(totals)
    breaks = {phase.start for phase in divided} | {after for _before, after in series.changes()}
    runs: list[list[int]] = []
    for i, value in enumerate(numbers):
        if value is None:
            continue
        if runs and runs[-1][-1] == i - 1 and i not in breaks:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def compared(series: Series, totals: bool, divided: Sequence[Phase], hoped: str) -> list[Compared]:
    """Across each change line: the visits directly before it with those after, as far as they were counted alike."""
    found = parts(series, totals, divided)
    return [
        _compared(series, (divided[i], divided[i + 1]), (found[i], found[i + 1]), hoped)
        for i in range(len(divided) - 1)
    ]


def _compared(series: Series, two: tuple[Phase, Phase], found: tuple[list[Part], list[Part]], hoped: str) -> Compared:
    before = next((part for part in reversed(found[0]) if part.level is not None), None)
    after = next((part for part in found[1] if part.level is not None), None)
    a, b = (before.values if before else []), (after.values if after else [])
    sizes = sum(value is not None for value in a), sum(value is not None for value in b)
    between = range(before.stop, after.start + 1) if before and after else range(0)
    redefined = any(change in between for _was, change in series.changes())
    share = None if redefined else nap(a, b, "less" if hoped == "less" else "more")
    return Compared(*two, sizes, share, redefined)


def together(chosen: Sequence[Series], divided: Sequence[Phase]) -> list[tuple[Phase, list[int]]]:
    """Counts added up over a phase's visits, for ratios: of the visits at which all of them were counted.

    A phase in which a definition changed is left out: what was counted differently is not added up.
    """
    changes = [after for series in chosen for _before, after in series.changes()]
    return [
        (phase, counts)
        for phase in divided
        if not any(phase.start < change < phase.stop for change in changes) and (counts := _pooled(chosen, phase))
    ]


def _pooled(chosen: Sequence[Series], phase: Phase) -> list[int]:
    visits = []
    for i in range(phase.start, phase.stop):
        points = [series.points[i] for series in chosen]
        counts = {s.key: p.value.count for s, p in zip(chosen, points, strict=True) if p and p.value.count is not None}
        visits += [counts] if len(counts) == len(chosen) else []
    total = pooled(visits)
    return [total[series.key] for series in chosen] if visits else []
