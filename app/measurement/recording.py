"""A visit's log made ready for measuring: what counts, in order, by measure, with its clock."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.measurement.effective import counting, in_time_order, voided
from app.measurement.observed import Clock, read_clock
from app.measurement.vocabulary import CLOCK, RECORDED, Entry, Measure

_TURNS = frozenset(CLOCK)
Key = str | None


@dataclass(frozen=True)
class Recording:
    """`entries` are what counts of what was recorded on the visit's clock, in time order."""

    entries: list[Entry]
    clock: Clock
    _by_measure: dict[Key, list[Entry]]
    _kinds: dict[Key, set[str]]

    def of(self, measure: Measure, *kinds: str) -> list[Entry]:
        """The entries of these kinds about one measure, in time order."""
        found = self._by_measure.get(measure["key"], [])
        if self._kinds.get(measure["key"], set()) <= set(kinds):
            return found
        return [entry for entry in found if entry["kind"] in kinds]


def observed_ms(entries: Iterable[Entry], measure: str | None = None, now_ms: int | None = None) -> int:
    """Observed time in milliseconds: from begin to end, less every pause and every "couldn't see" span.

    Without a measure only the spans in which nothing could be seen are taken off. 0 for a visit that has not begun.
    """
    return read(entries, now_ms).clock.observed(measure).length


def read(entries: Iterable[Entry], now_ms: int | None = None) -> Recording:
    """What was recorded on the visit's clock; an entry of it without `at_ms` is taken to be made as the clock began."""
    everything = entries if isinstance(entries, list) else list(entries)
    recorded = in_time_order(entry for entry in counting(everything) if entry["kind"] in RECORDED)
    untimed = next((i for i, entry in enumerate(recorded) if entry.get("at_ms") is not None), len(recorded))
    turns, by_measure, kinds = _sorted_out(recorded[untimed:])
    clock = read_clock(turns, lambda: _last_ms(recorded[untimed:], everything), now_ms)
    if untimed:
        recorded[:untimed] = [{**entry, "at_ms": clock.from_ms} for entry in recorded[:untimed]]
        _turns, by_measure, kinds = _sorted_out(recorded)
    return Recording(recorded, clock, by_measure, kinds)


def _sorted_out(entries: Iterable[Entry]) -> tuple[list[Entry], dict[Key, list[Entry]], dict[Key, set[str]]]:
    """What is about the clock; and by measure all that is about it, and its kinds."""
    turns: list[Entry] = []
    by_measure: dict[Key, list[Entry]] = defaultdict(list)
    kinds: dict[Key, set[str]] = defaultdict(set)
    for entry in entries:
        measure, kind = entry.get("measure"), entry["kind"]
        by_measure[measure].append(entry)
        kinds[measure].add(kind)
        if kind in _TURNS:
            turns.append(entry)
    return turns, dict(by_measure), dict(kinds)


def _last_ms(timed: Sequence[Entry], everything: Sequence[Entry]) -> int:
    """The last moment at which anybody recorded anything; someone was there to make a mark that was voided, too."""
    gone = voided(everything)
    unmade = [entry.get("at_ms") for entry in everything if entry["id"] in gone and entry["kind"] in RECORDED]
    return max([0, *(entry["at_ms"] for entry in timed[-1:]), *(at_ms for at_ms in unmade if at_ms is not None)])
