"""Stretches of time: disjoint, in order, each from (included) to (not included), in milliseconds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate


class Spans:
    """Knows its length, what is left without other stretches, and how much of it lies before a moment."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self.pairs = tuple((start, stop) for start, stop in pairs if stop > start)
        self._starts = [start for start, _ in self.pairs]
        self._before = [0, *accumulate(stop - start for start, stop in self.pairs)]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self.pairs)

    @property
    def length(self) -> int:
        return self._before[-1]

    def before(self, at_ms: int) -> int:
        """How much of these stretches lies before a moment, so `before(b) - before(a)` is their length in [a, b)."""
        index = bisect_right(self._starts, at_ms) - 1
        if index < 0:
            return 0
        start, stop = self.pairs[index]
        return self._before[index] + min(at_ms, stop) - start

    def moment(self, length: int, *, begins: bool = False) -> int:
        """When so much of these stretches is over, the inverse of `before`; past their end it goes on from there.

        Between two stretches that is the end of the first, or, for what `begins` there, the start of the second.
        """
        if not self.pairs:
            return length
        index = (bisect_right if begins else bisect_left)(self._before, length) - 1
        index = min(max(index, 0), len(self.pairs) - 1)
        return self.pairs[index][0] + length - self._before[index]

    def holds(self, at_ms: int) -> bool:
        index = bisect_right(self._starts, at_ms) - 1
        return index >= 0 and at_ms < self.pairs[index][1]

    def within(self, other: "Spans") -> "Spans":
        """What these stretches and the others have in common."""
        return Spans(_overlaps(self.pairs, other.pairs))

    def without(self, holes: "Spans") -> "Spans":
        """What is left of these stretches outside the holes."""
        return Spans(pair for span in self.pairs for pair in _pieces(span, holes))


def _overlaps(ours: tuple[tuple[int, int], ...], theirs: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(ours) and j < len(theirs):
        yield max(ours[i][0], theirs[j][0]), min(ours[i][1], theirs[j][1])
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1


def _pieces(span: tuple[int, int], holes: Spans) -> Iterator[tuple[int, int]]:
    start, stop = span
    index = max(bisect_right(holes._starts, start) - 1, 0)
    while index < len(holes.pairs) and holes.pairs[index][0] < stop:
        hole_start, hole_stop = holes.pairs[index]
        yield start, hole_start
        start = max(start, hole_stop)
        index += 1
    yield start, stop
