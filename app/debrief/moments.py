"""A place in the visit that somebody looks at: what happened there, and what is said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

from app.debrief.happenings import Happening, happenings
from app.debrief.reading import Reading
from app.debrief.threads import Thread, place_of

TEN_SECONDS, WEEK_MS = 10_000, 7 * 24 * 3600 * 1000
LEAST_MS, PARTS = 20_000, 27  # a moment is about a 27th of the lesson: 100 s of 45 min


@dataclass(frozen=True)
class Place:
    """Pinned to one of: a span of the lesson, one entry, one measure. `on` is the contract's own form of it."""

    kind: Literal["span", "entry", "measure"]
    on: Mapping[str, Any]
    from_ms: int | None = None
    to_ms: int | None = None

    @property
    def query(self) -> str:
        if self.kind == "span":
            return urlencode({"from": self.from_ms, "to": self.to_ms})
        return f"{self.kind}={quote(self.on[self.kind])}"


def span(from_ms: int, to_ms: int) -> Place:
    return Place("span", {"span": [from_ms, to_ms]}, from_ms, to_ms)


def place_of_thread(thread: Thread) -> Place:
    kind: Any = next(iter(thread.on))
    return Place(kind, thread.on, thread.from_ms, thread.to_ms)


@dataclass(frozen=True)
class Moment:
    place: Place
    segment: str
    happened: Sequence[Happening]
    threads: Sequence[Thread]
    answering: Thread | None  # whom a word said here answers; None: it begins a thread
    earlier: Place | None
    later: Place | None


def place_asked(
    reading: Reading, from_ms: int | None, to_ms: int | None, entry: str | None, measure: str | None
) -> Place | None:
    """The place an address names, if it is one; otherwise where people talked last; None where nothing was said."""
    if entry is not None and reading.known.get(entry, {}).get("at_ms") is not None:
        return Place("entry", {"entry": entry}, *place_of({"entry": entry}, reading.known))
    if measure is not None and any(m["key"] == measure for m in reading.measures):
        return Place("measure", {"measure": measure})
    if from_ms is not None and to_ms is not None and 0 <= from_ms <= to_ms <= WEEK_MS:
        return span(from_ms, to_ms)
    return _latest_said(reading)


def _latest_said(reading: Reading) -> Place | None:
    threads = reading.threads
    if not threads:
        return None
    return place_of_thread(max(threads, key=lambda thread: thread.latest))


def first_place(reading: Reading) -> Place:
    """Where to begin looking: the window of the first thing that was recorded."""
    clock = reading.recording.clock
    wide = window_of(clock.until_ms - clock.from_ms)
    first = next(
        (e["at_ms"] for e in reading.recording.entries if e["kind"] not in ("begin", "segment")), clock.from_ms
    )
    start = first // TEN_SECONDS * TEN_SECONDS
    return span(start, start + wide)


def window_of(length_ms: int) -> int:
    return max(LEAST_MS, round(length_ms / PARTS / TEN_SECONDS) * TEN_SECONDS)


def moment_at(reading: Reading, place: Place) -> Moment:
    everything = happenings(reading)
    threads = [thread for thread in reading.everything_said if _belongs(reading, thread, place)]
    earlier, later = _neighbours(reading, place, everything)
    return Moment(
        place, _segment(reading, place), _within(everything, place), threads, _answering(threads, place), earlier, later
    )


def _within(everything: Sequence[Happening], place: Place) -> list[Happening]:
    if place.kind == "entry":
        return [h for h in everything if h.id == place.on["entry"]]
    if place.kind == "measure" or place.from_ms is None or place.to_ms is None:
        return []
    return [h for h in everything if place.from_ms <= h.at_ms < max(place.to_ms, place.from_ms + 1)]


def _belongs(reading: Reading, thread: Thread, place: Place) -> bool:
    if dict(thread.on) == dict(place.on):
        return True
    if reading.is_about_all(thread) or place.kind != "span" or thread.from_ms is None or thread.to_ms is None:
        return False
    assert place.from_ms is not None
    assert place.to_ms is not None
    return thread.from_ms < max(place.to_ms, place.from_ms + 1) and thread.to_ms >= place.from_ms


def _answering(found: Sequence[Thread], place: Place) -> Thread | None:
    threads = [thread for thread in found if thread.stands]
    same = [thread for thread in threads if dict(thread.on) == dict(place.on)]
    if same:
        return max(same, key=lambda thread: thread.latest)
    return threads[0] if len(threads) == 1 else None


def _segment(reading: Reading, place: Place) -> str:
    if place.from_ms is None or place.to_ms is None:
        return ""
    middle = (place.from_ms + place.to_ms) // 2
    return next((s["text"] or "" for s in reversed(reading.segments) if s["from_ms"] <= middle < s["to_ms"]), "")


def _neighbours(reading: Reading, place: Place, everything: Sequence[Happening]) -> tuple[Place | None, Place | None]:
    """The nearest windows of the same width, before and after, in which something was recorded or said."""
    if place.from_ms is None or place.to_ms is None:
        return None, None
    if place.kind == "entry":
        return _nearest_entries(everything, place)
    wide = max(place.to_ms - place.from_ms, 1_000)
    said = [thread.from_ms for thread in reading.threads if thread.from_ms is not None]
    moments = [h.at_ms for h in everything] + said
    before = max((at for at in moments if at < place.from_ms), default=None)
    after = min((at for at in moments if at >= place.from_ms + wide), default=None)
    earlier = None if before is None else place.from_ms - -(-(place.from_ms - before) // wide) * wide
    later = None if after is None else place.from_ms + (after - place.from_ms) // wide * wide
    return _window(earlier, wide), _window(later, wide)


def _window(from_ms: int | None, wide: int) -> Place | None:
    if from_ms is None:
        return None
    start = max(from_ms, 0)
    return span(start, start + wide)


def _nearest_entries(everything: Sequence[Happening], place: Place) -> tuple[Place | None, Place | None]:
    ids = [happening.id for happening in everything]
    i = ids.index(place.on["entry"]) if place.on["entry"] in ids else None
    if i is None:
        return None, None
    near = [everything[j] if 0 <= j < len(ids) else None for j in (i - 1, i + 1)]
    earlier, later = (Place("entry", {"entry": h.id}, h.at_ms, h.at_ms) if h else None for h in near)
    return earlier, later
