"""The lesson, minute by minute: all that the figure shows, and what it says to those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from app.debrief.figures import Band, Scale, Stretch, Tick, bands, scale_of, ticks
from app.debrief.lanes import Lane, lanes_of, stretches, thinned
from app.debrief.moments import Place, place_of_thread, window_of
from app.debrief.reading import Reading
from app.debrief.shares import minutes
from app.debrief.threads import Thread
from app.debrief.view import EVERYTHING, View
from app.measurement.spans import Spans
from app.words import _

LEAST_FRAME = 1.6  # percent


@dataclass(frozen=True)
class Face:
    query: str  # of the address at which its thread is open
    x: float
    role: str
    initial: str


@dataclass(frozen=True)
class Timeline:
    scale: Scale
    window_ms: int
    ticks: Sequence[Tick]
    bands: Sequence[Band]
    paused: Sequence[Stretch]
    unseen: Sequence[Stretch]
    lanes: Sequence[Lane]
    every_lane: Sequence[Lane]
    left_out: int
    faces: Sequence[Face]
    frame: Stretch | None
    label: str
    described: str

    @property
    def choices(self) -> list[tuple[str, list[Lane]]]:
        """Every lane: those of a measure with several under its name, the others together."""
        by_measure = [list(lanes) for _measure, lanes in groupby(self.every_lane, key=attrgetter("measure"))]
        alone = [lanes[0] for lanes in by_measure if len(lanes) == 1]
        several = [(lanes[0].of, lanes) for lanes in by_measure if len(lanes) > 1]
        return [*several, *([(_("Others") if several else _("Lanes"), alone)] if alone else [])]

    @property
    def shown(self) -> set[str]:
        return {lane.key for lane in self.lanes}

    @property
    def rows(self) -> int:
        """How many lines the segments' names need."""
        return max((band.row for band in self.bands if band.row is not None), default=0) + 1

    @property
    def phone_rows(self) -> int:
        return max((band.phone_row for band in self.bands if band.phone_row is not None), default=0) + 1


def timeline(reading: Reading, place: Place | None = None, view: View = EVERYTHING) -> Timeline:
    recording = reading.recording
    clock = recording.clock
    scale = scale_of(clock.from_ms, clock.until_ms, [entry["at_ms"] for entry in recording.entries])
    whole = minutes(clock.until_ms - clock.from_ms)
    paused = Spans([(clock.from_ms, clock.until_ms)]).without(clock.running)
    every = [*lanes_of(reading.measures, recording, scale), *_notes(reading, scale)]
    lanes = _led(view.shown(every))
    return Timeline(
        scale=scale,
        window_ms=window_of(scale.length),
        ticks=ticks(scale, minutes(scale.length // 60_000 * 60_000)),
        bands=bands(scale, reading.segments),
        paused=stretches(scale, paused),
        unseen=stretches(scale, clock.unseen()),
        lanes=lanes,
        every_lane=every,
        left_out=len(every) - len(lanes),
        faces=[face for thread in reading.threads if (face := _face(reading, thread, scale))],
        frame=frame(scale, place),
        label=_("Lesson timeline, %(time)s: every mark by measure. The same data is in the table.") % {"time": whole},
        described="; ".join(f"{lane.name}: {lane.total}" for lane in lanes),
    )


def _led(lanes: Sequence[Lane]) -> list[Lane]:
    """The first shown of each measure leads, and alone carries the measure's name where the options need it."""
    before = [None, *(lane.measure for lane in lanes)]
    leads = [lane.measure != other for lane, other in zip(lanes, before, strict=False)]
    return [
        replace(lane, first=leading, heading=lane.heading if leading else "")
        for lane, leading in zip(lanes, leads, strict=True)
    ]


def _notes(reading: Reading, scale: Scale) -> list[Lane]:
    places = [scale.at(entry["at_ms"]) for entry in reading.recording.entries if entry["kind"] == "note"]
    if not places:
        return []
    said: dict[str, Any] = {
        "of": _("Notes"),
        "name": _("Notes"),
        "label": _("Notes"),
        "heading": "",
        "pencil": "graphite",
        "shape": "lines",
    }
    return [Lane("notes", "notes", **said, total=str(len(places)), first=True, **thinned(places))]


def _face(reading: Reading, thread: Thread, scale: Scale) -> Face | None:
    if thread.from_ms is None or thread.to_ms is None:
        return None
    author = thread.words[0].author
    name = reading.membership.name_of(author)
    return Face(
        place_of_thread(thread).query,
        scale.at((thread.from_ms + thread.to_ms) / 2),
        reading.membership.role_of(author),
        name[:1].upper(),
    )


def frame(scale: Scale, place: Place | None) -> Stretch | None:
    """Around the place somebody looks at, wide enough to be seen."""
    if place is None or place.from_ms is None or place.to_ms is None:
        return None
    start, wide = scale.at(place.from_ms), scale.wide(place.from_ms, place.to_ms)
    if wide >= LEAST_FRAME:
        return Stretch(start, wide)
    return Stretch(round(max(min(start + wide / 2 - LEAST_FRAME / 2, 100 - LEAST_FRAME), 0), 2), LEAST_FRAME)
