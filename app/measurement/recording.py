"""A visit's log made ready for measuring: what counts, in order, by measure, with its clock."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.measurement.effective import counting, in_time_order, voided
from app.measurement.observed import Clock, read_clock
from app.measurement.vocabulary import CLOCK, RECORDED, Entry, Measure


@dataclass(frozen=True)
class Recording:
    """`entries` are what counts of what was recorded on the visit's clock, in time order."""

    entries: list[Entry]
    clock: Clock
    _by_measure: dict[str | None, list[Entry]]

    def of(self, measure: Measure, *kinds: str) -> list[Entry]:
        """The entries of these kinds about one measure, in time order."""
        return [entry for entry in self._by_measure.get(measure["key"], ()) if entry["kind"] in kinds]


def observed_ms(entries: Iterable[Entry], measure: str | None = None, now_ms: int | None = None) -> int:
    """Observed time in milliseconds: from begin to end, less every pause and every "couldn't see" span.

    Without a measure only the spans in which nothing could be seen are taken off. 0 for a visit that has not begun.
    """
    return read(entries, now_ms).clock.observed(measure).length


def read(entries: Iterable[Entry], now_ms: int | None = None) -> Recording:
    """What was recorded on the visit's clock; an entry of it without `at_ms` is taken to be made as the clock began."""
    everything = list(entries)
    recorded = in_time_order(entry for entry in counting(everything) if entry["kind"] in RECORDED)
    untimed = next((i for i, entry in enumerate(recorded) if entry.get("at_ms") is not None), len(recorded))
    turns = [entry for entry in recorded[untimed:] if entry["kind"] in CLOCK]
    clock = read_clock(turns, lambda: _last_ms(recorded[untimed:], everything), now_ms)
    recorded[:untimed] = [{**entry, "at_ms": clock.from_ms} for entry in recorded[:untimed]]
    by_measure: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in recorded:
        by_measure[entry.get("measure")].append(entry)
    return Recording(recorded, clock, dict(by_measure))


def _last_ms(timed: Sequence[Entry], everything: Sequence[Entry]) -> int:
    """The last moment at which anybody recorded anything; someone was there to make a mark that was voided, too."""
    gone = voided(everything)
    unmade = [entry.get("at_ms") for entry in everything if entry["id"] in gone and entry["kind"] in RECORDED]
    return max([0, *(entry["at_ms"] for entry in timed[-1:]), *(at_ms for at_ms in unmade if at_ms is not None)])
