"""The summary of a visit: one entry per measure of its form, in the form's order."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.measurement.checklists import summarise_checklist
from app.measurement.counts import FIVE_MINUTES_MS, summarise_count
from app.measurement.durations import summarise_duration
from app.measurement.intervals import summarise_interval
from app.measurement.latencies import summarise_latency
from app.measurement.recording import Recording, read
from app.measurement.seats import summarise_seats
from app.measurement.sweeps import summarise_sweep
from app.measurement.vocabulary import Entry, Measure


def summarise(
    measures: Sequence[Measure],
    entries: Iterable[Entry],
    bin_ms: int = FIVE_MINUTES_MS,
    students: int | None = None,
    now_ms: int | None = None,
) -> dict[str, Any]:
    """`{observed_ms, measures: [{key, kind, observed_ms, ...}]}`, as CONTRACT.md's "Reading a visit" has it.

    Times in integer milliseconds, shares as fractions of 1, None where undefined. Each measure's `observed_ms` is its
    own denominator: the visit's, less the spans in which that measure could not be seen. `students` is how many seats
    were filled; `now_ms` says how far a visit that has not ended has come. Linear in the number of entries but for
    one sort. Entries may come in any order and twice; entries about measures that are not given are left out.
    """
    return summary_of(measures, read(entries, now_ms), bin_ms, students)


def summary_of(
    measures: Sequence[Measure], recording: Recording, bin_ms: int = FIVE_MINUTES_MS, students: int | None = None
) -> dict[str, Any]:
    """The same of a log that was made ready already."""
    return {
        "observed_ms": recording.clock.observed().length,
        "measures": [_summary(measure, recording, bin_ms, students) for measure in measures],
    }


def _summary(measure: Measure, recording: Recording, bin_ms: int, students: int | None) -> dict[str, Any]:
    head = {
        "key": measure["key"],
        "kind": measure["kind"],
        "observed_ms": recording.clock.observed(measure["key"]).length,
    }
    return head | _numbers(measure, recording, bin_ms, students)


def _numbers(measure: Measure, recording: Recording, bin_ms: int, students: int | None) -> dict[str, Any]:
    match measure["kind"]:
        case "count":
            return summarise_count(measure, recording, bin_ms)
        case "duration":
            return summarise_duration(measure, recording)
        case "sweep":
            return summarise_sweep(measure, recording)
        case "latency":
            return summarise_latency(measure, recording)
        case "interval":
            return summarise_interval(measure, recording)
        case "checklist":
            return summarise_checklist(measure, recording)
        case "seats":
            return summarise_seats(measure, recording, students)
    raise ValueError(f"No such kind of measure: {measure['kind']}")
