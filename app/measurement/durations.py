"""Durations: how long states lasted, from their starts and stops, on observed time alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any

from app.measurement.recording import Recording
from app.measurement.spans import Spans
from app.measurement.vocabulary import Entry, Measure, fraction, option_keys, option_of, whole_ms


@dataclass(frozen=True, slots=True)
class Bout:
    """One stretch of a state; `observed_ms` is its length less pauses and spans in which it could not be seen."""

    option: str
    from_ms: int
    to_ms: int
    observed_ms: int


def summarise_duration(measure: Measure, recording: Recording) -> dict[str, Any]:
    """Per option: total, share of observed time, bouts, mean, sample SD, longest bout, mean gap between bouts.

    Milliseconds rounded to integers. `sd_ms` and `mean_gap_ms` are None with fewer than two bouts, `mean_ms` and
    `longest_ms` without one; `share` is None when nothing was observed. [BORIS, time budget]
    """
    by_option: dict[str, list[Bout]] = defaultdict(list)
    for bout in bouts(measure, recording):
        by_option[bout.option].append(bout)
    observed = recording.clock.observed(measure["key"])
    return {"options": [_option(key, by_option[key], observed) for key in option_keys(measure, by_option)]}


def bouts(measure: Measure, recording: Recording) -> list[Bout]:
    """The stretches of every state of a measure, in order of their start.

    Starting a state of an exclusive measure stops the other at that instant. Starting what is on, or stopping what is
    off, says nothing; a stop without an option stops every state of the measure. What is on at the end is closed
    there. A pause or a "couldn't see" span does not end a bout, but its time is not the bout's; a bout of which nothing
    was observed is none.
    """
    clock, observed = recording.clock, recording.clock.observed(measure["key"])
    found = [
        _bout(option, max(start, clock.from_ms), min(stop, clock.until_ms), observed)
        for option, start, stop in _stretches(measure, recording)
    ]
    return sorted((bout for bout in found if bout.observed_ms), key=lambda bout: (bout.from_ms, bout.to_ms))


def _stretches(measure: Measure, recording: Recording) -> Iterator[tuple[str, int, int]]:
    on: dict[str, int] = {}
    for entry in recording.of(measure, "start", "stop"):
        for option in _stopped_by(entry, measure, on):
            yield option, on.pop(option), entry["at_ms"]
        if entry["kind"] == "start":
            on.setdefault(option_of(entry, measure), entry["at_ms"])
    for option, since in on.items():
        yield option, since, recording.clock.until_ms


def _stopped_by(entry: Entry, measure: Measure, on: dict[str, int]) -> list[str]:
    option = option_of(entry, measure)
    if entry["kind"] == "start":
        return [other for other in on if other != option] if measure.get("exclusive") else []
    return [option] if option in on else [] if entry.get("option") else list(on)


def _bout(option: str, start: int, stop: int, observed: Spans) -> Bout:
    return Bout(option, start, stop, max(observed.before(stop) - observed.before(start), 0))


def _option(key: str, bouts: list[Bout], observed: Spans) -> dict[str, Any]:
    lengths = [bout.observed_ms for bout in bouts]
    gaps = [observed.before(later.from_ms) - observed.before(earlier.to_ms) for earlier, later in pairwise(bouts)]
    return {
        "key": key,
        "total_ms": sum(lengths),
        "share": fraction(sum(lengths), observed.length),
        "bouts": len(bouts),
        "mean_ms": _mean_ms(lengths),
        "sd_ms": _sd_ms(lengths),
        "longest_ms": max(lengths, default=None),
        "mean_gap_ms": _mean_ms(gaps),
    }


def _sd_ms(lengths: list[int]) -> int | None:
    n = len(lengths)
    if n < 2:
        return None
    return whole_ms(sqrt((n * sum(length**2 for length in lengths) - sum(lengths) ** 2) / (n * (n - 1))))


def _mean_ms(lengths: list[int]) -> int | None:
    return whole_ms(sum(lengths) / len(lengths)) if lengths else None
