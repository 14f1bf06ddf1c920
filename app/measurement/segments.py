"""Segments: the parts of a lesson, and what was counted in each."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from app.measurement.observed import Clock
from app.measurement.recording import Recording, read
from app.measurement.vocabulary import Entry, Measure, option_keys, option_of


def segments(entries: Iterable[Entry], now_ms: int | None = None) -> list[dict[str, Any]]:
    """`[{text, from_ms, to_ms}]`: each part lasts until the next begins, the last one until the visit ends.

    The same text twice is two parts.
    """
    return segments_of(read(entries, now_ms))


def counts_by_segment(
    measures: Sequence[Measure], entries: Iterable[Entry], now_ms: int | None = None
) -> list[dict[str, Any]]:
    """`[{text, from_ms, to_ms, observed_ms, counts: {measure: {option: number}}}]` for the measures that count marks.

    A mark belongs to the part in which it was made, [from, to); marks after the end belong to the last part, marks
    before the first part to a leading row whose text is None, which is there only if there are such marks. So the rows
    sum to the totals. `observed_ms` is the part's time less pauses.
    """
    return counts_in_segments(measures, read(entries, now_ms))


def counts_in_segments(measures: Sequence[Measure], recording: Recording) -> list[dict[str, Any]]:
    """The same of a log that was made ready already."""
    counting = [measure for measure in measures if measure["kind"] in ("count", "seats")]
    parts = segments_of(recording)
    first = parts[0]["from_ms"] if parts else recording.clock.until_ms
    lead = {"text": None, "from_ms": min(recording.clock.from_ms, first), "to_ms": first}
    rows = [_row(part, counting, recording.clock) for part in (lead, *parts)]
    _place_marks(rows, [part["from_ms"] for part in parts], counting, recording)
    return rows if _has_marks(rows[0]) else rows[1:]


def segments_of(recording: Recording) -> list[dict[str, Any]]:
    """The parts of a log that was made ready already."""
    begins = [entry for entry in recording.entries if entry["kind"] == "segment"]
    ends = [entry["at_ms"] for entry in begins[1:]] + [recording.clock.until_ms]
    return [
        {"text": entry.get("text"), "from_ms": entry["at_ms"], "to_ms": max(end, entry["at_ms"])}
        for entry, end in zip(begins, ends, strict=bool(begins))
    ]


def _row(part: dict[str, Any], counting: Sequence[Measure], clock: Clock) -> dict[str, Any]:
    observed = clock.observed()
    counts = {measure["key"]: dict.fromkeys(option_keys(measure), 0) for measure in counting}
    return {**part, "observed_ms": observed.before(part["to_ms"]) - observed.before(part["from_ms"]), "counts": counts}


def _place_marks(
    rows: list[dict[str, Any]], starts: list[int], counting: Sequence[Measure], recording: Recording
) -> None:
    for measure in counting:
        for mark in recording.of(measure, "mark"):
            counts = rows[bisect_right(starts, mark["at_ms"])]["counts"][measure["key"]]
            option = option_of(mark, measure)
            counts[option] = counts.get(option, 0) + 1


def _has_marks(row: dict[str, Any]) -> bool:
    return any(number for counts in row["counts"].values() for number in counts.values())
