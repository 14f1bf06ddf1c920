"""The visit's clock: from when to when the room was observed, less the pauses and what could not be seen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from app.measurement.spans import Spans
from app.measurement.vocabulary import Entry


@dataclass(frozen=True)
class Clock:
    """A visit's time, in milliseconds on the axis of its entries' `at_ms`.

    `running` is from begin to end less the pauses: the time that cues of sweeps and intervals are counted on.
    """

    begun_ms: int | None
    until_ms: int
    ended: bool
    running: Spans
    sightings: Sequence[Entry] = ()
    _seen: dict[str | None, Spans] = field(default_factory=dict)

    @property
    def from_ms(self) -> int:
        return self.begun_ms or 0

    def observed(self, measure: str | None = None) -> Spans:
        """Running time less the spans in which this measure (without a measure: anything) could not be seen.

        `unseen` without a measure is about every measure, and so is `seen`: it ends whatever is unseen. `seen` with a
        measure ends only that measure's part.
        """
        if measure not in self._seen:
            self._seen[measure] = self.running.without(self.unseen(measure))
        return self._seen[measure]

    def hidden(self, measure: str | None = None) -> Spans:
        """The visit's time that was not observed: pauses and "couldn't see" spans."""
        return Spans([(self.from_ms, self.until_ms)]).without(self.observed(measure))

    def unseen(self, measure: str | None = None) -> Spans:
        about = [entry for entry in self.sightings if entry.get("measure") in (None, measure)]
        return Spans(_switched(about, "unseen", "seen", self.until_ms))


def read_clock(turns: Sequence[Entry], last_ms: Callable[[], int], now_ms: int | None = None) -> Clock:
    """The clock that its entries describe (effective ones, in time order).

    The first `begin` starts it and the first `end` after that stops it: a second one is ignored, a voided one is none.
    A visit without an end is observed until `last_ms`, the last moment recorded in it (voided marks are such moments
    too: someone was there to make them), or until `now_ms` if that is later. Without a begin nothing is observed.
    A pause within a pause and a resume without one say nothing; a pause left open lasts to the end.
    """
    begun = next((entry["at_ms"] for entry in turns if entry["kind"] == "begin"), None)
    if begun is None:
        return Clock(None, 0, False, Spans())
    ending = next((entry["at_ms"] for entry in turns if entry["kind"] == "end" and entry["at_ms"] >= begun), None)
    until = ending if ending is not None else max(begun, last_ms(), now_ms or begun)
    pauses = Spans(_switched(turns, "pause", "resume", until))
    sightings = [entry for entry in turns if entry["kind"] in ("unseen", "seen")]
    return Clock(begun, until, ending is not None, Spans([(begun, until)]).without(pauses), sightings)


def _switched(entries: Iterable[Entry], on: str, off: str, until_ms: int) -> list[tuple[int, int]]:
    """The stretches between an entry that switches on and the next that switches off."""
    stretches: list[tuple[int, int]] = []
    since: int | None = None
    for entry in entries:
        if entry["kind"] == on and since is None:
            since = entry["at_ms"]
        elif entry["kind"] == off and since is not None:
            stretches.append((since, entry["at_ms"]))
            since = None
    return stretches if since is None else [*stretches, (since, until_ms)]
