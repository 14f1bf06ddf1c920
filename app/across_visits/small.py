"""Small multiples: everything else that was counted, each in a little chart of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.across_visits.drawing import middles, spoken
from app.across_visits.phases import Phase, joined, parts
from app.across_visits.queries import Seen
from app.across_visits.scales import Across, Up, across, up_to
from app.across_visits.series import Collected, Series
from app.dates import month_day
from app.words import _

LEFT, RIGHT, HIGH, LOW = 34.0, 350.0, 20.0, 124.0
CROWDED = 24  # from here on a point is a dot
NAME_PX = 96


@dataclass(frozen=True)
class Small:
    """In a box of 356 by 150, whose unit is a pixel or a little less."""

    key: str
    name: str
    pencil: str
    shape: str
    short: str
    top: str
    paths: Sequence[str]
    points: Sequence[tuple[float, float]]
    dividers: Sequence[float]
    unlike: Sequence[float]
    missing: Sequence[tuple[float, str]]
    first: tuple[float, str]
    last: tuple[float, str] | None
    middle: str
    size: float  # of a shape, of 24
    described: str


def small(series: Series, visits: Sequence[Seen], divided: Sequence[Phase], totals: bool) -> Small:
    numbers, unit = series.numbers(totals), series.unit(totals)
    scale = across(len(visits), divided)
    top, _ticks = up_to(numbers, unit.top)
    up = Up(top, HIGH, LOW)
    at = {i: (_px(scale.visit(i)), up.at(value)) for i, value in enumerate(numbers) if value is not None}
    found = parts(series, totals, divided)
    ends = [(_px(scale.visit(i)), month_day(visits[i].at)) for i in (0, len(visits) - 1)]
    return Small(
        key=series.key,
        name=series.name,
        pencil=series.pencil,
        shape="circle" if series.shape in ("bar", "target", "lines") else series.shape,
        short=unit.short,
        top=f"{top:g}",
        paths=[
            "M" + "L".join(f"{at[i][0]} {at[i][1]}" for i in run) for run in joined(series, totals, divided) if run[1:]
        ],
        points=list(at.values()),
        dividers=[_px(scale.line(n)) for n in range(len(scale.before))],
        unlike=[round((_px(scale.visit(a)) + _px(scale.visit(b))) / 2, 1) for a, b in series.changes()],
        missing=list(_missing(series.points, divided, scale)),
        first=ends[0],
        last=ends[1] if len(visits) > 1 else None,
        middle=middles(found, unit),
        size=0.4583 if len(visits) < CROWDED else 0.25,
        described=_("%(name)s, %(unit)s: %(values)s.")
        % {"name": series.name, "unit": unit.axis, "values": ", ".join(spoken(series, numbers, unit))},
    )


def _px(percent: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * percent / 100, 1)


def _missing(points: Sequence[Collected | None], divided: Sequence[Phase], scale: Across) -> list[tuple[float, str]]:
    """A phase in which it was never collected says so, where there is room."""
    there = [i for i, point in enumerate(points) if point]
    found = []
    for phase in divided:
        empty = phase.stop > phase.start and not any(phase.start <= i < phase.stop for i in there)
        wide = _px(scale.visit(phase.stop - 1)) - _px(scale.visit(phase.start)) if empty else 0
        if wide > NAME_PX - 30:
            middle = (_px(scale.visit(phase.start)) + _px(scale.visit(phase.stop - 1))) / 2
            yet = not there or phase.stop <= there[0]
            found.append((round(middle, 1), _("Not collected yet") if yet else _("Not collected")))
    return found
