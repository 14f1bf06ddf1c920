"""Tally marks: strokes in fives, as a hand draws them; the same count of the same thing always looks the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

FIVE = 33.5  # from one bundle of five to the next
STROKE = 6.2
LINE = 19  # height of a line of bundles
BUNDLES_IN_A_LINE = 5
MOST = 100  # more marks than this are a number alone


@dataclass(frozen=True)
class Tally:
    path: str
    width: float
    height: int


def tally(count: int, seed: str) -> Tally | None:
    if not 0 < count <= MOST:
        return None
    hand = Random(seed)  # noqa: S311 - a wobble, not a secret
    bundles = -(-count // 5)
    lines = -(-bundles // BUNDLES_IN_A_LINE)
    path = "".join(_stroke(i, hand) for i in range(count))
    return Tally(path, _width(count), LINE * lines - 1)


def _width(count: int) -> float:
    if count > 5 * BUNDLES_IN_A_LINE:
        return FIVE * BUNDLES_IN_A_LINE
    bundles, rest = divmod(count, 5)
    return round(FIVE * bundles + (4 + STROKE * rest if rest else 0), 1)


def _stroke(i: int, hand: Random) -> str:
    bundle, place = divmod(i, 5)
    line, column = divmod(bundle, BUNDLES_IN_A_LINE)
    x, y = column * FIVE, line * LINE
    ends = _across(hand) if place == 4 else _down(place, hand)
    (x1, y1), (x2, y2) = ((x + dx, y + dy) for dx, dy in ends)
    return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"


def _down(place: int, hand: Random) -> Iterator[tuple[float, float]]:
    x = 2 + place * STROKE
    yield x + hand.uniform(-0.8, 0.8), hand.uniform(1.5, 2.6)
    yield x + hand.uniform(-0.8, 0.8), hand.uniform(15.3, 16.5)


def _across(hand: Random) -> Iterator[tuple[float, float]]:
    yield -2.3, hand.uniform(12.3, 14.2)
    yield 24.6, hand.uniform(4, 5.2)
