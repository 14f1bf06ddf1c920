"""Agreement of two observers over the same intervals, as fractions of 1 [Reed & Azulay 2011; Cooper, Heron & Heward].

Each function takes two equally long sequences, one value per interval: counts, or truth values for "seen" and "not".
None means undefined: no interval at all, or nothing of the kind that the measure speaks of.
"""

from collections.abc import Sequence
from typing import Any


def total_count(a: Sequence[float] | float, b: Sequence[float] | float) -> float | None:
    """The smaller total by the larger one; takes counts per interval or the totals themselves. None when both are 0.

    High though the two may have counted different things at different times: read it beside the others.
    """
    totals = [sum(counts) if isinstance(counts, Sequence) else counts for counts in (a, b)]
    return smaller_by_larger(*totals) if any(totals) else None


def mean_count_per_interval(a: Sequence[float], b: Sequence[float]) -> float | None:
    """The mean, over the intervals, of smaller by larger count; an interval in which both counted 0 agrees fully."""
    return _mean([smaller_by_larger(x, y) for x, y in _intervals(a, b)])


def exact_count_per_interval(a: Sequence[float], b: Sequence[float]) -> float | None:
    """The share of intervals with equal counts: the strictest for counts."""
    return _mean([x == y for x, y in _intervals(a, b)])


def interval_by_interval(a: Sequence[Any], b: Sequence[Any]) -> float | None:
    """The share of intervals on which both agree that something was seen, or that it was not.

    Of counts only "some" or "none" is compared; codes in words agree when they are the same. High by itself when the
    behaviour is very rare or very frequent.
    """
    return _mean([_agreed(x, y) for x, y in _intervals(a, b)])


def scored_interval(a: Sequence[Any], b: Sequence[Any]) -> float | None:
    """Agreed occurrences by the intervals in which either saw one: for rare behaviour. None when neither ever did."""
    return _mean([_agreed(x, y) for x, y in _intervals(a, b) if x or y])


def unscored_interval(a: Sequence[Any], b: Sequence[Any]) -> float | None:
    """Agreed absences by the intervals that either left blank: for frequent behaviour. None when neither left any."""
    return _mean([not x and not y for x, y in _intervals(a, b) if not x or not y])


def smaller_by_larger(x: float, y: float) -> float:
    """Two 0s agree fully."""
    return 1.0 if x == y else min(x, y) / max(x, y)


def _intervals(a: Sequence[Any], b: Sequence[Any]) -> list[tuple[Any, Any]]:
    if len(a) != len(b):
        raise ValueError("Both observers need a value for each of the same intervals.")
    return list(zip(a, b, strict=True))


def _agreed(x: Any, y: Any) -> bool:
    return x == y or (not isinstance(x, str) and not isinstance(y, str) and bool(x) == bool(y))


def _mean(parts: Sequence[float]) -> float | None:
    return sum(parts) / len(parts) if parts else None
