"""What the templates of all visits are given: loaded values and ready words, so that they issue no query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.across_visits.choice import Choice, settled
from app.across_visits.drawing import Chart, chart
from app.across_visits.models import VisitNote
from app.across_visits.phases import Compared, Phase, compared, phases, together
from app.across_visits.pins import Pin, pins
from app.across_visits.queries import Across, Seen
from app.across_visits.series import Series, all_series
from app.across_visits.small import small
from app.across_visits.telling import Redefined, events, redefined
from app.across_visits.told import Told
from app.forms.kinds import in_words
from app.partnerships.lookup import Membership
from app.rendering import first_name
from app.words import _, plural

MOST_SMALL = 12


@dataclass(frozen=True)
class Figure:
    """One chart with what is said about it."""

    chart: Chart
    series: Sequence[Series]
    pins: Sequence[Pin]
    counted: Sequence[tuple[str, str]]  # a part's name, and its counts added up: 20 : 9
    counted_names: str
    redefined: Sequence[Redefined]
    pairs: Sequence[tuple[Series, Sequence[Compared]]]  # only where non-overlap was asked for


@dataclass(frozen=True)
class Note:
    told: Told[VisitNote]
    number: int | None  # the visit's
    mine: bool


def whole(read: Across, asked: Choice) -> dict[str, Any]:
    series = all_series(read.visits)
    choice = settled(asked, series)
    divided = phases(read.days, [told.now for told in read.lines if not told.now.removed])
    chosen = sorted((each for each in series if each.key in choice.show), key=lambda s: choice.show.index(s.key))
    others = [each for each in series if each.key not in choice.show]
    return names(read.membership) | {
        "read": read,
        "choice": choice,
        "summed_up": summed_up(read.visits),
        "series": series,
        "chosen": chosen,
        "figures": (drawn := figures(read, choice, chosen, divided)),
        "shapes": {line.key: line.shape for figure in drawn for line in figure.chart.lines},
        "smalls": [small(each, read.visits, divided, choice.totals) for each in others[:MOST_SMALL]],
        "unlike": {change.key: change for change in redefined(others, read.visits)},
        "more": len(others) - MOST_SMALL,
        "notes": noted(read),
        "events": events(read),
        "may_write": read.membership.partnership.status == "active",
        "typed": {},
        "problem": None,
    }


def names(ours: Membership) -> dict[str, Any]:
    return {
        "ours": ours,
        "nav": "partnerships",
        "here": f"/partnerships/{ours.id}/across-visits",
        "teacher": first_name(ours.teacher.name) if ours.teacher else "",
        "coach": first_name(ours.coach.name) if ours.coach else "",
        "other": first_name(ours.other.name) if ours.other else "",
    }


def summed_up(visits: Sequence[Seen]) -> str:
    """Eight visits, September 10 to November 19"""
    if not visits:
        return _("No visit to look back at yet")
    first, last = visits[0].at, visits[-1].at
    year = f", {last.year}" if first.year != last.year else ""
    days = [f"{at:%B} {at.day}" + (f", {at.year}" if year else "") for at in (first, last)]
    counted = plural("One visit", "%(words)s visits", len(visits)) % {"words": in_words(len(visits))}
    return f"{counted}, " + _(" to ").join(dict.fromkeys(days))


def figures(read: Across, choice: Choice, chosen: Sequence[Series], divided: Sequence[Phase]) -> list[Figure]:
    """Series of one unit share a chart."""
    by_unit: dict[str, list[Series]] = {}
    for series in chosen:
        by_unit.setdefault(series.unit(choice.totals).axis, []).append(series)
    return [_figure(read, choice, group, divided) for group in by_unit.values()]


def _figure(read: Across, choice: Choice, group: Sequence[Series], divided: Sequence[Phase]) -> Figure:
    drawn = chart(group, read.visits, divided, choice.totals, choice.trend)
    places = {seen.visit.id: i for i, seen in enumerate(read.visits)}
    said = [(places[n.now.visit_id], n.now) for n in read.notes if n.now.visit_id in places and not n.now.taken_back]
    counted = [s for s in group if s.kind == "count"]
    pairs = [(s, _pairs(read, choice, s, divided)) for s in group] if choice.nap and len(divided) > 1 else []
    return Figure(
        chart=drawn,
        series=group,
        pins=pins(drawn, said, read.membership),
        counted=_counted(counted, divided) if len(counted) > 1 else [],
        counted_names=" : ".join(s.name for s in counted),
        redefined=redefined(group, read.visits),
        pairs=pairs,
    )


def _pairs(read: Across, choice: Choice, series: Series, divided: Sequence[Phase]) -> Sequence[Compared]:
    """Nothing is compared before the teacher has said what they hope for."""
    hope = read.hopes.get(series.key)
    return compared(series, choice.totals, divided, hope.direction) if hope else []


def _counted(counted: Sequence[Series], divided: Sequence[Phase]) -> list[tuple[str, str]]:
    """12 : 0 stays "12 : 0", and 0 : 0 is "nothing counted"."""
    named = [
        (phase.name if len(divided) > 1 else _("All visits"), counts) for phase, counts in together(counted, divided)
    ]
    return [(name, " : ".join(map(str, counts)) if any(counts) else _("nothing counted")) for name, counts in named]


def noted(read: Across) -> list[Note]:
    numbers = {seen.visit.id: seen.number for seen in read.visits}
    me = read.membership.person.id
    return [Note(told, numbers.get(told.now.visit_id or ""), told.now.author == me) for told in read.notes]


def table(read: Across, totals: bool) -> dict[str, Any]:
    """Every value of every visit, with what it is out of."""
    return names(read.membership) | {
        "read": read,
        "series": all_series(read.visits),
        "totals": totals,
        "summed_up": summed_up(read.visits),
    }
