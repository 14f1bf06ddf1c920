"""Across visits: what changed between the visits before a change line and those after it.

Single-case conventions: a visit at which the measure was not collected is None and is left out, never 0. Numbers only;
what a change means is not for a number to say.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Literal

from app.measurement.counts import rate_per_10_min
from app.measurement.vocabulary import fraction

Hoped = Literal["more", "less"]
Values = Sequence[float | None]


def nap(before: Values, after: Values, hoped: Hoped = "more") -> float | None:
    """Non-overlap of all pairs: the share of (before, after) pairs in which after is larger (`hoped="less"`: smaller).

    Ties count half, so .5 is what chance would bring. None when a phase has no visits. [Parker & Vannest 2009]
    """
    more, same, less = _compared(before, after, hoped)
    return fraction(more + same / 2, more + same + less)


def tau(before: Values, after: Values, hoped: Hoped = "more") -> float | None:
    """Pairs in the hoped-for direction less pairs in the other, by all pairs: from -1 to 1, which is 2 NAP - 1.

    None when a phase has no visits. This is plain A-against-B Tau, without any correction for a trend. [Parker 2011]
    """
    more, same, less = _compared(before, after, hoped)
    return fraction(more - less, more + same + less)


def level(values: Values) -> float | None:
    """A phase's level: its median, None without visits."""
    present = [value for value in values if value is not None]
    return median(present) if present else None


def split_middle(values: Values) -> dict[str, float] | None:
    """The split-middle trend `{slope, intercept}`, x being the visit's place in the phase, from 0.

    The line goes in the direction from the medians of the first half to those of the second (of an odd number the
    middle visit belongs to neither), as high as leaves half of the values on each side. None with fewer than four
    values. [White & Haring 1980]
    """
    points = [(x, y) for x, y in enumerate(values) if y is not None]
    if len(points) < 4:
        return None
    half = len(points) // 2
    (x1, y1), (x2, y2) = _middle(points[:half]), _middle(points[-half:])
    slope = (y2 - y1) / (x2 - x1)
    return {"slope": slope, "intercept": median(y - slope * x for x, y in points)}


def pooled(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Each option's total over the visits: ratios across visits are taken of pooled counts, never averaged. (ours)"""
    total: Counter[str] = Counter()
    for visit in counts:
        total.update(visit)
    return dict(total)


def pooled_rate_per_10_min(visits: Iterable[tuple[int, int]]) -> float | None:
    """The rate over several visits, `(count, observed_ms)` each: all counts by all observed time."""
    known = list(visits)
    return rate_per_10_min(sum(count for count, _ in known), sum(observed for _, observed in known))


def _compared(before: Values, after: Values, hoped: Hoped) -> tuple[int, int, int]:
    """How many (before, after) pairs go the hoped-for way, neither way, the other way."""
    if hoped not in ("more", "less"):
        raise ValueError("hoped is 'more' or 'less'.")
    earlier = sorted(value for value in before if value is not None)
    later = [value for value in after if value is not None]
    below = sum(bisect_left(earlier, value) for value in later)
    not_above = sum(bisect_right(earlier, value) for value in later)
    above = len(earlier) * len(later) - not_above
    return (below, not_above - below, above) if hoped == "more" else (above, not_above - below, below)


def _middle(points: Sequence[tuple[int, float]]) -> tuple[float, float]:
    return median(x for x, _ in points), median(y for _, y in points)
