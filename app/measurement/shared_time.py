"""The time that two observers of one lesson have in common, and windows on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.measurement.recording import Recording, read
from app.measurement.spans import Spans
from app.measurement.vocabulary import Entry, Measure

RUNS_ALIKE_MS = 60_000  # a device's sleep and slow fingers, not a lesson that was typed in


@dataclass(frozen=True)
class Shared:
    """Two recordings on the first one's axis, and the spans in which both observed one measure.

    Windows are laid end to end on the shared time, so that none lies half in a pause; a trailing part is dropped.
    """

    measure: Measure
    a: Recording
    b: Recording
    spans: Spans
    window_ms: int
    tolerance_ms: int

    @property
    def windows(self) -> int:
        return self.spans.length // self.window_ms

    @property
    def both(self) -> tuple[Recording, Recording]:
        return self.a, self.b

    def inside(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries made while both were observing."""
        return [entry for entry in entries if self.spans.holds(entry["at_ms"])]

    def per_window(self, moments: Iterable[int]) -> list[int]:
        """How many of these moments each window holds."""
        counts = [0] * self.windows
        for at_ms in moments:
            window = self.spans.before(at_ms) // self.window_ms
            if window < self.windows:
                counts[window] += 1
        return counts


def shared_time(
    measure: Measure,
    entries_a: Iterable[Entry],
    entries_b: Iterable[Entry],
    window_ms: int,
    tolerance_ms: int,
    offset_ms: int = 0,
) -> Shared:
    return shared_by(measure, *on_one_clock(entries_a, entries_b, offset_ms), window_ms, tolerance_ms)


def on_one_clock(
    entries_a: Iterable[Entry], entries_b: Iterable[Entry], offset_ms: int = 0
) -> tuple[Recording, Recording]:
    """Both logs as recordings on A's axis."""
    return read(entries_a), read(_moved(entries_b, offset_ms))


def shared_by(measure: Measure, a: Recording, b: Recording, window_ms: int, tolerance_ms: int) -> Shared:
    if window_ms < 1 or tolerance_ms < 0:
        raise ValueError("A window is at least 1 ms long, and a tolerance is not negative.")
    spans = a.clock.observed(measure["key"]).within(b.clock.observed(measure["key"]))
    return Shared(measure, a, b, spans, window_ms, tolerance_ms)


def clock_offset_ms(entries_a: Iterable[Entry], entries_b: Iterable[Entry]) -> int:
    """What to add to B's `at_ms` to be on A's clock, in milliseconds, by the wall-clock times of the two begins.

    As exact as the two devices' wall clocks are alike. 0 when either has no begin or no time noted with it, or was not
    noted while it happened (typed in afterwards, or recorded from a video): its wall clock says nothing of the lesson's.
    """
    a, b = list(entries_a), list(entries_b)
    begins = [_begin(a), _begin(b)]
    if any(begin is None or not begin.get("noted_at") for begin in begins):
        return 0
    if not (_noted_as_it_happened(a) and _noted_as_it_happened(b)):
        return 0
    zero_a, zero_b = (_wall_ms(begin) - (begin.get("at_ms") or 0) for begin in begins if begin)
    return zero_b - zero_a


def _begin(entries: Iterable[Entry]) -> Entry | None:
    return next((entry for entry in read(entries).entries if entry["kind"] == "begin"), None)


def _noted_as_it_happened(entries: Iterable[Entry]) -> bool:
    """Did the wall clock go on as the visit's clock did, from the first to the last moment of the visit?"""
    timed = [e for e in read(entries).entries if e.get("at_ms") is not None and e.get("noted_at")]
    first, last = (pick(timed, key=lambda e: e["at_ms"]) for pick in (min, max))
    return abs(_wall_ms(last) - _wall_ms(first) - (last["at_ms"] - first["at_ms"])) <= RUNS_ALIKE_MS


def _wall_ms(entry: Entry) -> int:
    noted = entry["noted_at"]
    moment = noted if isinstance(noted, datetime) else datetime.fromisoformat(noted)
    return round(moment.timestamp() * 1000)


def _moved(entries: Iterable[Entry], by_ms: int) -> list[dict[str, Any]]:
    return [
        {**entry, "at_ms": entry["at_ms"] + by_ms} if entry.get("at_ms") is not None else dict(entry)
        for entry in entries
    ]
