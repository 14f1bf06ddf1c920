"""A visit's log made ready for measuring: what counts, in order, by measure, with its clock."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.measurement.effective import effective, in_time_order
from app.measurement.observed import Clock, read_clock
from app.measurement.vocabulary import RECORDED, Entry, Measure


@dataclass(frozen=True)
class Recording:
    entries: list[Entry]
    clock: Clock
    _by_measure: dict[tuple[str | None, str], list[Entry]]

    def of(self, measure: Measure, kind: str) -> list[Entry]:
        """The entries of one kind about one measure, in time order."""
        return self._by_measure.get((measure["key"], kind), [])

    def of_either(self, measure: Measure, *kinds: str) -> list[Entry]:
        """The entries of several kinds about one measure, in time order."""
        return sorted((entry for kind in kinds for entry in self.of(measure, kind)), key=in_time_order)


def observed_ms(entries: Iterable[Entry], measure: str | None = None, now_ms: int | None = None) -> int:
    """Observed time in milliseconds: from begin to end, less every pause and every "couldn't see" span.

    Without a measure only the spans in which nothing could be seen are taken off. 0 for a visit that has not begun.
    """
    return read(entries, now_ms).clock.observed(measure).length


def read(entries: Iterable[Entry], now_ms: int | None = None) -> Recording:
    """What was recorded on the visit's clock; an entry of it without `at_ms` is taken to be made as the clock began."""
    everything = list(entries)
    counting = [entry for entry in effective(everything) if entry["kind"] in RECORDED]
    untimed = [entry for entry in counting if entry.get("at_ms") is None]
    timed: list[Entry] = list(counting[len(untimed) :])
    clock = read_clock(timed, everything, now_ms)
    placed: list[Entry] = [{**entry, "at_ms": clock.from_ms} for entry in untimed] + timed
    by_measure: dict[tuple[str | None, str], list[Entry]] = defaultdict(list)
    for entry in placed:
        by_measure[entry.get("measure"), entry["kind"]].append(entry)
    return Recording(placed, clock, dict(by_measure))
