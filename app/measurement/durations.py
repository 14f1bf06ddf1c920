"""Durations: how long states lasted, from their starts and stops, on observed time alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from app.measurement.recording import Recording
from app.measurement.spans import Spans
from app.measurement.vocabulary import Measure, fraction, option_keys, option_of, whole_ms


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
    clock, observed = recording.clock, recording.clock.observed(measure["key"])
    times: dict[str, _Times] = defaultdict(_Times)
    for option, start, stop in _stretches(measure, recording):
        since, until = observed.before(max(start, clock.from_ms)), observed.before(min(stop, clock.until_ms))
        if until > since:
            times[option].add(since, until)
    return {"options": [_option(key, times[key], observed) for key in option_keys(measure, times)]}


@dataclass(slots=True)
class _Times:
    """Lengths of one state's bouts and of the gaps between them, in observed time; plain numbers, for there are many."""

    lengths: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    latest: int = 0

    def add(self, since: int, until: int) -> None:
        if self.lengths:
            self.gaps.append(since - self.latest)
        self.lengths.append(until - since)
        self.latest = until


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
    exclusive = measure.get("exclusive")
    for entry in recording.of(measure, "start", "stop"):
        option, at_ms, starts = option_of(entry, measure), entry["at_ms"], entry["kind"] == "start"
        if not starts and option in on:
            yield option, on.pop(option), at_ms
        elif on and (exclusive if starts else not entry.get("option")):
            for other in [other for other in on if not starts or other != option]:
                yield other, on.pop(other), at_ms
        if starts:
            on.setdefault(option, at_ms)
    for option, since in on.items():
        yield option, since, recording.clock.until_ms


def _bout(option: str, start: int, stop: int, observed: Spans) -> Bout:
    return Bout(option, start, stop, max(observed.before(stop) - observed.before(start), 0))


def _option(key: str, times: _Times, observed: Spans) -> dict[str, Any]:
    lengths = times.lengths
    return {
        "key": key,
        "total_ms": sum(lengths),
        "share": fraction(sum(lengths), observed.length),
        "bouts": len(lengths),
        "mean_ms": _mean_ms(lengths),
        "sd_ms": _sd_ms(lengths),
        "longest_ms": max(lengths, default=None),
        "mean_gap_ms": _mean_ms(times.gaps),
    }


def _sd_ms(lengths: list[int]) -> int | None:
    n = len(lengths)
    if n < 2:
        return None
    return whole_ms(sqrt((n * sum(length**2 for length in lengths) - sum(lengths) ** 2) / (n * (n - 1))))


def _mean_ms(lengths: list[int]) -> int | None:
    return whole_ms(sum(lengths) / len(lengths)) if lengths else None
