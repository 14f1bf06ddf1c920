"""Notes on points: the author's face on a stem, with the words where there is room that nothing else needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from app.across_visits.drawing import Chart, Point
from app.across_visits.margins import WIDE_PX
from app.across_visits.models import VisitNote
from app.partnerships.lookup import Membership

STEM, FACE_PX = 60.0, 26
STEP_PX, CLEAR_PX = 12, 22
LETTER_PX, MOST_LETTERS = 7.4, 46


@dataclass(frozen=True)
class Pin:
    """At `x`, from its point (`stem_y`) to the face (`y`); a second face at the same visit stands beside the first."""

    x: float
    shift: int  # pixels, beside the face before it
    stem_y: float
    y: float
    role: str
    initial: str
    words: Sequence[str]  # in one line or two
    at_left: bool


def pins(chart: Chart, notes: Sequence[tuple[int, VisitNote]], ours: Membership) -> list[Pin]:
    """`notes` with the place of their visit, from 0."""
    by_visit: dict[int, list[VisitNote]] = {}
    for place, note in notes:
        by_visit.setdefault(place, []).append(note)
    found: list[Pin] = []
    for place, said in sorted(by_visit.items()):
        found += _at(chart, place, said, ours, found)
    return found


def _at(chart: Chart, place: int, said: Sequence[VisitNote], ours: Membership, others: Sequence[Pin]) -> Iterator[Pin]:
    x = chart.scale.visit(place)
    here = [point.y for line in chart.lines for point in line.points if point.x == x]
    lowest = max(here, default=chart.up.high)
    hangs = lowest + STEM + 14 < chart.up.low
    highest = min(here, default=chart.up.low)
    ys = _free(chart, x, lowest + STEM, chart.up.low - 18) if hangs else [max(chart.up.high + 4, highest - STEM)]
    stem_y = lowest + 36 if hangs else highest - 34
    at_left = x > 72
    for n, note in enumerate(said):
        text = "“" + " ".join(note.text.split()) + "”" if n == 0 and len(said) == 1 and len(ys) > 1 else ""
        shown = _two_lines(text, x) if text and not _meets(others, x, ys[0]) else []
        role = ours.role_of(note.author)
        yield Pin(x, n * FACE_PX, stem_y, ys[0], role, ours.name_of(note.author)[:1].upper(), shown, at_left)


def _two_lines(text: str, x: float) -> list[str]:
    """As much of it as fits between the point and the edge; the whole stands below the chart."""
    letters = min(int(((x if x > 72 else 100 - x) / 100 * WIDE_PX - 20) / LETTER_PX), MOST_LETTERS)
    return wrap(text, letters, max_lines=2, placeholder=" …") if letters > 12 else []


def _free(chart: Chart, x: float, first: float, last: float) -> list[float]:
    """The first height beside which no line runs, and a second of the same to say that there is room for words."""
    y = first
    while y <= last:
        if not _crossed(chart, x, y):
            return [round(y, 1), round(y, 1)]
        y += STEP_PX
    return [round(min(first, last), 1)]


def _crossed(chart: Chart, x: float, y: float) -> bool:
    """Does a line or a point lie within the words' height, anywhere along their length?"""
    reach = (-40.0, 2.0) if x > 72 else (-2.0, 40.0)
    return any(
        -34 < y - point.y < 50 for line in chart.lines for point in _along(line.points, x, reach) if point.x != x
    )


def _along(points: Sequence[Point], x: float, reach: tuple[float, float]) -> Iterator[Point]:
    """The points in reach, and those halfway between two."""
    halves = [Point((a.x + b.x) / 2, (a.y + b.y) / 2) for a, b in pairwise(points)]
    return (point for point in (*points, *halves) if x + reach[0] <= point.x <= x + reach[1])


def _meets(others: Sequence[Pin], x: float, y: float) -> bool:
    return any(pin.words and abs(pin.y - y) < CLEAR_PX and abs(pin.x - x) < 45 for pin in others)
