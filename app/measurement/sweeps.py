"""Sweeps: "how many of 24 are on task?", asked every few minutes of the group as a whole."""

from collections.abc import Sequence
from typing import Any

from app.measurement.recording import Recording
from app.measurement.spans import Spans
from app.measurement.vocabulary import Entry, Measure, fraction


def summarise_sweep(measure: Measure, recording: Recording) -> dict[str, Any]:
    """`share` is the sum of the numbers by the sum of the "out of", not the mean of percentages; None if that is 0.

    [planned activity check: Cooper, Heron & Heward]
    """
    sweeps = [_sweep(sweep) for sweep in recording.of(measure, "sweep")]
    value = sum(sweep["value"] or 0 for sweep in sweeps)
    out_of = sum(sweep["out_of"] or 0 for sweep in sweeps)
    return {
        "taken": len(sweeps),
        "missed": missed(sweeps, recording.clock.observed(measure["key"]), measure.get("every_ms")),
        "value": value,
        "out_of": out_of,
        "share": fraction(value, out_of),
        "sweeps": sweeps,
    }


def missed(sweeps: Sequence[Entry], observed: Spans, every_ms: int | None) -> int:
    """Cues that were due by observed time, less the cues answered; never below 0, and 0 without a period.

    A cue falls due after each period of observed time, and is due in this sense only once half a period more has been
    observed, so that nobody misses the cue at the bell. Answers less than half a period after the one before them, in
    observed time, answer the same cue: two taps on one cue do not make up for a missed one. (ours)
    """
    if not every_ms:
        return 0
    due = (2 * observed.length - every_ms) // (2 * every_ms)
    return max(due - _cues_answered(sweeps, observed, every_ms), 0)


def _cues_answered(sweeps: Sequence[Entry], observed: Spans, every_ms: int) -> int:
    answered = 0
    latest: int | None = None
    for sweep in sweeps:
        moment = observed.before(sweep["at_ms"])
        if latest is None or 2 * (moment - latest) >= every_ms:
            answered += 1
            latest = moment
    return answered


def _sweep(sweep: Entry) -> dict[str, Any]:
    return {"at_ms": sweep["at_ms"], "value": sweep.get("value"), "out_of": sweep.get("out_of")}
