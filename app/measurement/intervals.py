"""Intervals: which codes were seen in each interval of equal length, as in COPUS (every two minutes)."""

from collections import Counter
from itertools import accumulate
from typing import Any

from app.measurement.observed import Clock
from app.measurement.recording import Recording
from app.measurement.spans import Spans
from app.measurement.vocabulary import Measure, fraction, option_keys


def summarise_interval(measure: Measure, recording: Recording) -> dict[str, Any]:
    """Per code: intervals with it, their share of the scored intervals, and the code's share of all codes.

    The two shares are often confused for COPUS: 10 of 25 intervals with lecturing are 40 % of intervals; if 40 codes
    were marked in all, 25 % of codes. Missed intervals are in neither denominator; shares are None where it is 0. A
    partial score overestimates prevalence and a whole one underestimates it [Cooper, Heron & Heward].
    """
    scored = scored_intervals(measure, recording)
    tally = Counter(code for codes in scored.values() for code in codes)
    marked = sum(tally.values())
    return {
        "scored": len(scored),
        "missed": _missed(measure, recording.clock, scored),
        "codes": [
            {
                "key": key,
                "intervals": tally[key],
                "share_of_intervals": fraction(tally[key], len(scored)),
                "share_of_codes": fraction(tally[key], marked),
            }
            for key in option_keys(measure, tally)
        ],
    }


def scored_intervals(measure: Measure, recording: Recording) -> dict[int, frozenset[str]]:
    """The codes of each scored interval by its number, from 0; an empty set says that none was seen.

    Of two entries about one interval the later id holds. A trailing part shorter than an interval is dropped with
    whatever was scored in it; in a visit that has not ended (or not begun) a scored interval is taken to be complete.
    """
    entries = sorted(recording.of(measure, "interval"), key=lambda entry: entry["id"])
    codes = {
        entry["k"]: frozenset(map(str, entry.get("codes") or ())) for entry in entries if _numbered(entry.get("k"))
    }
    number = _complete(measure, recording.clock)
    return {k: codes[k] for k in sorted(codes) if k < number or not recording.clock.ended}


def _numbered(k: int | None) -> bool:
    return k is not None and k >= 0


def _complete(measure: Measure, clock: Clock) -> int:
    """floor(session / length); the session is the visit less its pauses, in which the interval clock stands still."""
    every_ms = measure.get("every_ms")
    return clock.running.length // every_ms if every_ms else 0


def _missed(measure: Measure, clock: Clock, scored: dict[int, frozenset[str]]) -> int:
    """Complete intervals that were not scored, save those that a "couldn't see" span touches."""
    number = max([_complete(measure, clock), *(k + 1 for k in scored)])
    unseen = _unseen_intervals(measure, clock)
    unseen_scored = sum(unseen.before(k + 1) - unseen.before(k) for k in scored)
    return number - len(scored) - (unseen.before(number) - unseen_scored)


def _unseen_intervals(measure: Measure, clock: Clock) -> Spans:
    every_ms = measure.get("every_ms")
    if not every_ms:
        return Spans()
    running = clock.running
    spans = [(running.before(start), running.before(stop)) for start, stop in clock.unseen(measure["key"])]
    touched = [(start // every_ms, -(-stop // every_ms)) for start, stop in spans if stop > start]
    ends = [0, *accumulate((stop for _, stop in touched), max)]
    return Spans((max(start, end), stop) for (start, stop), end in zip(touched, ends, strict=False))
