"""Where the words of a chart stand so that they run into nothing: numbers at points, names at ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.across_visits.scales import Across, Up

LETTER_PX = 8.3
LINE_PX = 24
ABOVE, BELOW = -17.0, 28.0
NEAR_PX = 52  # closer than this, two points keep their numbers apart


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str


def labels(
    numbers: Sequence[Sequence[float | None]], scale: Across, up: Up, write: Callable[[float], str]
) -> list[Label]:
    """Each value at its point: a peak's above, a valley's below; of two close points the upper one's above."""
    found = []
    for i in range(len(numbers[0]) if numbers else 0):
        here = sorted((up.at(v), n) for n, each in enumerate(numbers) if (v := each[i]) is not None)
        for place, (y, n) in enumerate(here):
            above = _is_above(here, place, numbers[n], i, up)
            value = numbers[n][i] or 0.0
            found.append(Label(scale.visit(i), round(y + (ABOVE if above else BELOW), 1), write(value)))
    return found


def _is_above(here: Sequence[tuple[float, int]], place: int, own: Sequence[float | None], i: int, up: Up) -> bool:
    y = here[place][0]
    if y + BELOW > up.low - 4:
        return True
    near_over = place > 0 and y - here[place - 1][0] < NEAR_PX
    near_under = place + 1 < len(here) and here[place + 1][0] - y < NEAR_PX
    if near_over != near_under:
        return near_under
    return _is_peak(own, i)


def _is_peak(own: Sequence[float | None], i: int) -> bool:
    neighbors = [v for j in (i - 1, i + 1) if 0 <= j < len(own) and (v := own[j]) is not None]
    return (own[i] or 0) >= sum(neighbors) / len(neighbors) if neighbors else True


def apart(places: Sequence[float]) -> list[float]:
    """The same heights in the same order, moved down just so far that a line of words fits between them."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + LINE_PX)
    return moved


def fitting(text: str, room_px: float, letter_px: float = LETTER_PX) -> str:
    """As much of it as there is room for."""
    letters = int((room_px - 20) / letter_px)
    if len(text) <= letters:
        return text
    return text[: letters - 1].rstrip() + "…" if letters > 4 else ""
