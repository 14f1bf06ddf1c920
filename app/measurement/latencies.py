"""Latencies: from a cue (the teacher stops asking) to its response (a student answers), as in wait time."""

from collections.abc import Iterator
from statistics import median, quantiles
from typing import Any

from app.measurement.recording import Recording
from app.measurement.vocabulary import Measure, whole_ms


def summarise_latency(measure: Measure, recording: Recording) -> dict[str, Any]:
    """`n` latencies in milliseconds, in order of their cues; `missed` cues had no response and are never taken as 0.

    Median and quartiles are None without a latency; quartiles interpolate between the two nearest values, with the
    least and the greatest as ends [Hyndman & Fan 1996, definition 7: spreadsheets' QUARTILE.INC].
    """
    values, missed = latencies(measure, recording)
    q1, q3 = _quartiles(values)
    return {
        "n": len(values),
        "missed": missed,
        "median_ms": whole_ms(median(values)) if values else None,
        "q1_ms": q1,
        "q3_ms": q3,
        "values_ms": values,
    }


def latencies(measure: Measure, recording: Recording) -> tuple[list[int], int]:
    """Each latency in milliseconds, and the number of cues without a response."""
    answered = [value for _, value in answers(measure, recording)]
    return [value for value in answered if value is not None], answered.count(None)


def answers(measure: Measure, recording: Recording) -> Iterator[tuple[int, int | None]]:
    """Each cue's moment and its latency in milliseconds, None where no response came before the next cue.

    A response belongs to the cue before it; a second response to the same cue says nothing, nor does one without a cue.
    Pauses and "couldn't see" spans between the two are taken off. The last cue is without a response until it has one.
    """
    hidden = recording.clock.hidden(measure["key"])
    cue_ms: int | None = None
    for entry in recording.of(measure, "cue", "response"):
        at_ms = entry["at_ms"]
        if entry["kind"] == "cue":
            if cue_ms is not None:
                yield cue_ms, None
            cue_ms = at_ms
        elif cue_ms is not None:
            yield cue_ms, at_ms - cue_ms - (hidden.before(at_ms) - hidden.before(cue_ms))
            cue_ms = None
    if cue_ms is not None:
        yield cue_ms, None


def _quartiles(values: list[int]) -> tuple[int | None, int | None]:
    if not values:
        return None, None
    q1, _, q3 = quantiles(values * 2 if len(values) == 1 else values, n=4, method="inclusive")
    return whole_ms(q1), whole_ms(q3)
