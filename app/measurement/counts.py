"""Counts: how often something occurred, per option, per ten minutes observed, and in each few minutes of the visit."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.measurement.observed import Clock
from app.measurement.recording import Recording
from app.measurement.vocabulary import Entry, Measure, fraction, option_keys, option_of

TEN_MINUTES_MS = 600_000
FIVE_MINUTES_MS = 300_000
MOST_BINS = 2_500  # seven days of five minutes are 2,016
Places = Counter[tuple[int, str]]
"""How many marks by the number of their bin and their option."""


def summarise_count(measure: Measure, recording: Recording, bin_ms: int = FIVE_MINUTES_MS) -> dict[str, Any]:
    """Total, rate, options and bins of a count; a measure without options has one option, named by its key.

    An event count is a count of onsets [Cooper, Heron & Heward]. A tap is a fact: a mark made in a pause, in a
    "couldn't see" span or outside the visit counts as recorded, though that time is not in the rate's denominator.
    """
    clock = recording.clock
    places = _places(recording.of(measure, "mark"), measure, clock, bin_ms)
    totals = _totals(places)
    total = totals.total()
    observed = clock.observed(measure["key"]).length
    return {
        "total": total,
        "rate_per_10_min": rate_per_10_min(total, observed),
        "options": [_option(key, totals[key], total, observed) for key in option_keys(measure, totals)],
        "bins": _bins(places, option_keys(measure, totals), clock, bin_ms),
    }


def rate_per_10_min(count: int, observed_ms: int) -> float | None:
    """Occurrences per 10 minutes of observed time; None when nothing was observed."""
    return fraction(count * TEN_MINUTES_MS, observed_ms)


def bins(marks: Iterable[Entry], measure: Measure, clock: Clock, bin_ms: int = FIVE_MINUTES_MS) -> list[dict[str, Any]]:
    """Counts per option in equal bins [from, to) laid from the begin on; their sums are the totals.

    They cover the whole visit, pauses included, and go on to any mark outside it. The last bin keeps its full width
    though the visit may end within it. Past MOST_BINS the last one takes all that comes later.
    """
    places = _places(marks, measure, clock, bin_ms)
    return _bins(places, option_keys(measure, _totals(places)), clock, bin_ms)


def _places(marks: Iterable[Entry], measure: Measure, clock: Clock, bin_ms: int) -> Places:
    if bin_ms < 1:
        raise ValueError("bin_ms must be at least 1.")
    return Counter(((mark["at_ms"] - clock.from_ms) // bin_ms, option_of(mark, measure)) for mark in marks)


def _totals(places: Places) -> Counter[str]:
    totals: Counter[str] = Counter()
    for (_, option), number in places.items():
        totals[option] += number
    return totals


def _bins(places: Places, keys: list[str], clock: Clock, bin_ms: int) -> list[dict[str, Any]]:
    of_visit = -(-max(clock.until_ms - clock.from_ms, 0) // bin_ms)
    first = min([0, *(place for place, _ in places)])
    last = max([of_visit - 1, *(place for place, _ in places)])
    number = max(min(last - first + 1, MOST_BINS), 0)
    counts = [dict.fromkeys(keys, 0) for _ in range(number)]
    for (place, option), marks in places.items():
        counts[min(place - first, number - 1)][option] += marks
    return [_bin(clock.from_ms + (first + i) * bin_ms, bin_ms, count) for i, count in enumerate(counts)]


def _bin(from_ms: int, bin_ms: int, counts: dict[str, int]) -> dict[str, Any]:
    return {"from_ms": from_ms, "to_ms": from_ms + bin_ms, "counts": counts}


def _option(key: str, total: int, of_all: int, observed_ms: int) -> dict[str, Any]:
    rate = rate_per_10_min(total, observed_ms)
    return {"key": key, "total": total, "rate_per_10_min": rate, "share": fraction(total, of_all)}
