"""The chart of what was chosen: plain geometry that a template draws, by the conventions of single-case design."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.across_visits.margins import ROOMY, Day, Divider, days, dividers, least_px
from app.across_visits.phases import Part, Phase, joined, parts
from app.across_visits.placing import Label, apart, fitting, labels
from app.across_visits.queries import Seen
from app.across_visits.scales import Across, Up, across, up_to
from app.across_visits.series import Series
from app.across_visits.units import Unit
from app.words import _, plural

DASHES = ("", "8 5", "2 5 9 5", "14 4")
SHAPES = ("circle", "square", "ring", "diamond", "triangle", "triangle_open")
FLAT = ("bar", "target", "lines")  # as points they would not be told apart
NAME_PX, NAME_LETTER_PX = 134, 7.6


@dataclass(frozen=True)
class Stroke:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """One series: its points, the strokes between neighbors, each part's middle value and trend, its name at the end."""

    key: str
    name: str
    short: str  # as much of the name as fits beside the chart
    pencil: str
    shape: str
    dash: str
    points: Sequence[Point]
    strokes: Sequence[Stroke]
    levels: Sequence[Stroke]
    trends: Sequence[Stroke]
    name_y: float | None


@dataclass(frozen=True)
class Chart:
    title: str
    unit: Unit
    ticks: Sequence[tuple[float, str]]
    lines: Sequence[Line]
    labels: Sequence[Label]
    dividers: Sequence[Divider]
    before: str  # the name of what lies before the first divider
    unlike: Sequence[float]  # where a definition became another one
    days: Sequence[Day]
    least_px: int
    described: str
    scale: Across
    up: Up


def chart(
    chosen: Sequence[Series], visits: Sequence[Seen], divided: Sequence[Phase], totals: bool, trend: bool
) -> Chart:
    """`chosen` have one unit."""
    unit = chosen[0].unit(totals)
    scale = across(len(visits), divided)
    numbers = [series.numbers(totals) for series in chosen]
    top, ticks = up_to([value for each in numbers for value in each], unit.top)
    up = Up(top)
    found = [parts(series, totals, divided, trend) for series in chosen]
    shapes = point_shapes(chosen)
    lines = [
        _line(
            series,
            (shapes[i], DASHES[i % len(DASHES)]),
            numbers[i],
            found[i],
            joined(series, totals, divided),
            scale,
            up,
        )
        for i, series in enumerate(chosen)
    ]
    return Chart(
        title=_(" and ").join(series.name if i == 0 else _lower(series.name) for i, series in enumerate(chosen)),
        unit=unit,
        ticks=[(up.at(tick), f"{tick:g}") for tick in ticks],
        lines=_named(lines),
        labels=labels(numbers, scale, up, unit.write) if len(visits) <= ROOMY else [],
        dividers=dividers(divided, scale),
        before=_("Before") if divided[0].stop and not divided[0].lines and len(divided) > 1 else "",
        unlike=sorted({_between(scale, a, b) for series in chosen for a, b in series.changes()}),
        days=days(visits, scale),
        least_px=least_px(scale.slots, len(visits)),
        described=" ".join(_described(s, n, p, unit) for s, n, p in zip(chosen, numbers, found, strict=True)),
        scale=scale,
        up=up,
    )


def point_shapes(chosen: Sequence[Series]) -> list[str]:
    """A series' own shape, or the next free one where a chart has it already."""
    taken: list[str] = []
    for series in chosen:
        own = SHAPES[0] if series.shape in FLAT else series.shape
        free = [shape for shape in SHAPES if shape not in taken]
        taken.append(own if own not in taken else free[0])
    return taken


def _lower(name: str) -> str:
    """Within a title; a name of capitals stays one."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _line(
    series: Series,
    drawn: tuple[str, str],
    numbers: Sequence[float | None],
    found: Sequence[Sequence[Part]],
    runs: Sequence[Sequence[int]],
    scale: Across,
    up: Up,
) -> Line:
    at = {n: Point(scale.visit(n), up.at(value)) for n, value in enumerate(numbers) if value is not None}
    pairs = [pair for run in runs for pair in pairwise(run)]
    whole = [part for each in found for part in each]
    return Line(
        key=series.key,
        name=series.name,
        short=fitting(series.name, NAME_PX + 20, NAME_LETTER_PX),
        pencil=series.pencil,
        shape=drawn[0],
        dash=drawn[1],
        points=list(at.values()),
        strokes=[Stroke(at[a].x, at[a].y, at[b].x, at[b].y) for a, b in pairs],
        levels=list(_levels(whole, scale, up)),
        trends=list(_trends(whole, scale, up)),
        name_y=at[max(at)].y if at else None,
    )


def _levels(found: Sequence[Part], scale: Across, up: Up) -> Iterator[Stroke]:
    reach = 20 / scale.slots  # a little beyond the first and the last visit
    for part in found:
        if part.level is not None and part.stop - part.start > 1:
            y = up.at(part.level)
            yield Stroke(round(scale.visit(part.start) - reach, 2), y, round(scale.visit(part.stop - 1) + reach, 2), y)


def _trends(found: Sequence[Part], scale: Across, up: Up) -> Iterator[Stroke]:
    for part in found:
        if part.trend:
            first, last = (up.at(min(max(value, 0), up.top)) for value in part.trend)
            yield Stroke(scale.visit(part.start), first, scale.visit(part.stop - 1), last)


def _named(lines: Sequence[Line]) -> list[Line]:
    """Their names at the right, kept apart where lines end close together."""
    moved = iter(apart([line.name_y for line in lines if line.name_y is not None]))
    return [Line(**(line.__dict__ | {"name_y": next(moved) if line.name_y is not None else None})) for line in lines]


def _between(scale: Across, a: int, b: int) -> float:
    return round((scale.visit(a) + scale.visit(b)) / 2, 2)


def _described(series: Series, numbers: Sequence[float | None], found: Sequence[Sequence[Part]], unit: Unit) -> str:
    """Specific praise: 0.9, 1.3, not collected, 1.1. Middle value 1.0."""
    return f"{series.name}: {', '.join(spoken(series, numbers, unit))}. {middles(found, unit)}."


def spoken(series: Series, numbers: Sequence[float | None], unit: Unit) -> list[str]:
    """Each visit's value, or why there is none."""
    without = [_("no value") if point else _("not collected") for point in series.points]
    return [unit.write(n) if n is not None else why for n, why in zip(numbers, without, strict=True)]


def middles(found: Sequence[Sequence[Part]], unit: Unit) -> str:
    """Middle value 2.5, then 1.6"""
    levels = [unit.write(part.level) for phase in found for part in phase if part.level is not None]
    if not levels:
        return _("No value yet")
    return plural("Middle value %(all)s", "Middle value %(all)s", len(levels)) % {"all": _(", then ").join(levels)}
