"""A visit's log made ready for measuring: what counts, in order, by measure, with its clock."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from app.measurement.effective import counting, in_time_order, voided
from app.measurement.observed import Clock, read_clock
from app.measurement.vocabulary import CLOCK, RECORDED, Entry, Measure

Groups = dict[tuple[str | None, str], list[Entry]]


@dataclass(frozen=True)
class Recording:
    """What counts of what was recorded on the visit's clock.

    It is kept apart by measure and kind, and put in order when asked for: a summary reads each entry only a few times.
    """

    clock: Clock
    _groups: Groups
    _ordered: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)

    @cached_property
    def entries(self) -> list[Entry]:
        """All of it, in time order."""
        return in_time_order(chain(*self._groups.values()))

    def of(self, measure: Measure, *kinds: str) -> list[Entry]:
        """The entries of these kinds about one measure, in time order."""
        key = measure["key"], *kinds
        if key not in self._ordered:
            groups = [self._groups.get((measure["key"], kind), []) for kind in kinds]
            self._ordered[key] = in_time_order(chain(*groups))
        return self._ordered[key]


def observed_ms(entries: Iterable[Entry], measure: str | None = None, now_ms: int | None = None) -> int:
    """Observed time in milliseconds: from begin to end, less every pause and every "couldn't see" span.

    Without a measure only the spans in which nothing could be seen are taken off. 0 for a visit that has not begun.
    """
    return read(entries, now_ms).clock.observed(measure).length


def read(entries: Iterable[Entry], now_ms: int | None = None) -> Recording:
    """What was recorded on the visit's clock; an entry of it without `at_ms` is taken to be made as the clock began."""
    everything = list(entries)
    groups: Groups = defaultdict(list)
    untimed: list[Entry] = []
    for entry in counting(everything):
        if entry["kind"] in RECORDED:
            group = untimed if entry.get("at_ms") is None else groups[entry.get("measure"), entry["kind"]]
            group.append(entry)
    clock = read_clock(_turns(groups), lambda: _last_ms(groups, everything), now_ms)
    for entry in untimed:
        groups[entry.get("measure"), entry["kind"]].append({**entry, "at_ms": clock.from_ms})
    return Recording(clock, dict(groups))


def _turns(groups: Groups) -> list[Entry]:
    return in_time_order(chain(*(entries for (_, kind), entries in groups.items() if kind in CLOCK)))


def _last_ms(groups: Groups, everything: Iterable[Entry]) -> int:
    """The last moment at which anybody recorded anything; someone was there to make a mark that was voided, too."""
    known = list(everything)
    gone = voided(known)
    unmade = (entry.get("at_ms") for entry in known if entry["id"] in gone and entry["kind"] in RECORDED)
    moments = (entry["at_ms"] for entries in groups.values() for entry in entries)
    return max((at_ms for at_ms in chain(unmade, moments) if at_ms is not None), default=0)
