"""The lesson on a line: plain geometry, in percent of its length, that a template draws and any width can show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MINUTE = 60_000
STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 240)
MOST_TICKS = 10
NEAR_END = 84.0  # percent
PHONE_PX, DESKTOP_PX, LETTER_PX = 300, 600, 7.4


@dataclass(frozen=True)
class Scale:
    """From milliseconds of the lesson to percent of the line."""

    from_ms: int
    to_ms: int

    @property
    def length(self) -> int:
        return self.to_ms - self.from_ms

    def at(self, at_ms: float) -> float:
        return round(min(max((at_ms - self.from_ms) / self.length * 100, 0), 100), 2)

    def wide(self, from_ms: float, to_ms: float, least: float = 0.0) -> float:
        return round(max(self.at(to_ms) - self.at(from_ms), least), 2)


@dataclass(frozen=True)
class Stretch:
    """A part of the line, in percent."""

    x: float
    width: float
    label: str = ""


@dataclass(frozen=True)
class Tick:
    x: float
    text: str
    size: str  # major: labelled on a phone as well; near: too near to the end's label but on a wide screen
    anchor: str


@dataclass(frozen=True)
class Band:
    """A segment of the lesson. `row` and `phone_row` keep names apart that would run into each other; None: no room."""

    x: float
    width: float
    text: str
    odd: bool
    row: int | None
    phone_row: int | None
    at_end: bool  # on a phone its name ends at the edge instead of running over it


def scale_of(from_ms: int, until_ms: int, moments: Iterable[int]) -> Scale:
    """The whole visit and whatever was marked outside it; at least a minute, so that an empty visit has a line too."""
    inside = list(moments)
    first, last = min([from_ms, *inside]), max([until_ms, *inside])
    return Scale(first, max(last, first + MINUTE))


def ticks(scale: Scale, end: str) -> list[Tick]:
    """Round minutes, at most ten or so; the last says the unit (`end`, as "45 min")."""
    minutes = scale.length // MINUTE
    step = next((s for s in STEPS_MIN if minutes / s <= MOST_TICKS), STEPS_MIN[-1])
    marks = list(range(0, minutes + 1, step))
    shown = [_tick(scale, minute, minute // step % 3 == 0) for minute in marks if minute + step <= minutes]
    return [*shown, Tick(scale.at(scale.from_ms + minutes * MINUTE), end, "major", "end")]


def _tick(scale: Scale, minute: int, third: bool) -> Tick:
    x = scale.at(scale.from_ms + minute * MINUTE)
    size = "near" if x > NEAR_END else "major" if third else "minor"
    return Tick(x, str(minute), size, "middle" if minute else "start")


def bands(scale: Scale, segments: Sequence[dict[str, Any]]) -> list[Band]:
    places = [(scale.at(s["from_ms"]), str(s["text"] or "")) for s in segments]
    rows = _rows(places, DESKTOP_PX, 2)
    phone_rows = _rows(places, PHONE_PX, 3)
    return [
        Band(x, scale.wide(s["from_ms"], s["to_ms"]), text, i % 2 == 1, rows[i], phone_rows[i], _runs_over(x, text))
        for i, (s, (x, text)) in enumerate(zip(segments, places, strict=True))
    ]


def _rows(places: Sequence[tuple[float, str]], pixels: int, most: int) -> list[int | None]:
    """For each name the first row where it does not run into the one before it."""
    ends = [-1.0] * most
    rows: list[int | None] = []
    for x, text in places:
        wide = len(text) * LETTER_PX
        start = min(x / 100 * pixels, pixels - wide)
        row = next((r for r, end in enumerate(ends) if start > end), None)
        rows.append(row)
        if row is not None:
            ends[row] = start + wide + 6
    return rows


def _runs_over(x: float, text: str) -> bool:
    return x / 100 * PHONE_PX + len(text) * LETTER_PX > PHONE_PX
