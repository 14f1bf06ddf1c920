"""The lanes of the timeline: what each measure looks like on the lesson's line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.dates import lesson_time
from app.debrief.figures import Scale, Stretch
from app.debrief.names import Measure, keys_of, name_of, shape_of
from app.measurement.durations import bouts
from app.measurement.intervals import scored_intervals
from app.measurement.latencies import answers
from app.measurement.recording import Recording
from app.measurement.spans import Spans
from app.measurement.vocabulary import option_keys, option_of
from app.words import _

CROWDED = 120  # from here on a lane shows thin strokes, each place once


@dataclass(frozen=True)
class Value:
    x: float
    text: str
    height: float  # of the whole, 0 to 1


@dataclass(frozen=True)
class Lane:
    name: str
    pencil: str
    shape: str
    total: str
    first: bool  # of its measure
    unseen: Sequence[Stretch] = ()
    marks: Sequence[float] = ()
    bars: Sequence[Stretch] = ()
    values: Sequence[Value] = ()
    crowded: bool = False


Drawn = Iterator[tuple[str | None, str, dict[str, Any]]]  # the option, the total in words, what is drawn


def lanes_of(measures: Sequence[Measure], recording: Recording, scale: Scale) -> list[Lane]:
    return [lane for measure in measures for lane in _lanes(measure, recording, scale)]


def _lanes(measure: Measure, recording: Recording, scale: Scale) -> Iterator[Lane]:
    clock = recording.clock
    # What of this measure alone could not be seen; where nothing could be seen is drawn once, over all lanes.
    unseen = stretches(scale, clock.unseen(measure["key"]).without(clock.unseen()))
    pencil = measure["look"]["pencil"]
    for i, (option, total, drawn) in enumerate(DRAWN[measure["kind"]](measure, recording, scale)):
        yield Lane(name_of(measure, option), pencil, shape_of(measure, option), total, i == 0, unseen, **drawn)


def stretches(scale: Scale, spans: Spans) -> list[Stretch]:
    return [bar(scale, start, stop) for start, stop in spans]


def bar(scale: Scale, from_ms: float, to_ms: float) -> Stretch:
    """At least a hair wide, so that nothing recorded is invisible."""
    return Stretch(scale.at(from_ms), scale.wide(from_ms, to_ms, 0.3))


def thinned(places: list[float]) -> dict[str, Any]:
    crowded = len(places) > CROWDED
    return {"marks": sorted({round(place, 1) for place in places}) if crowded else places, "crowded": crowded}


def _marks(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    marks = recording.of(measure, "mark")
    for option in option_keys(measure, {option_of(mark, measure) for mark in marks}):
        places = [scale.at(mark["at_ms"]) for mark in marks if option_of(mark, measure) == option]
        yield option, str(len(places)), thinned(places)


def _durations(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    found = bouts(measure, recording)
    for option in option_keys(measure, {bout.option for bout in found}):
        own = [bout for bout in found if bout.option == option]
        bars = [bar(scale, bout.from_ms, bout.to_ms) for bout in own]
        yield option, lesson_time(sum(bout.observed_ms for bout in own)), {"bars": bars}


def _sweeps(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    sweeps = recording.of(measure, "sweep")
    values = [Value(scale.at(s["at_ms"]), str(s["value"]), min(s["value"] / (s["out_of"] or 1), 1)) for s in sweeps]
    of = {sweep["out_of"] for sweep in sweeps}
    yield None, _("of %(n)s") % {"n": of.pop()} if len(of) == 1 else str(len(sweeps)), {"values": values}


def _latencies(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    found = answers(measure, recording)
    yield None, str(len(found)), {"bars": [bar(scale, cue, cue + (wait or 0)) for cue, wait in found]}


def _intervals(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    scored = scored_intervals(measure, recording)
    every = measure.get("every_ms") or 0
    for option in keys_of(measure):
        seen = [k for k, codes in scored.items() if option in codes]
        ends = [(_moment(recording, k * every), _moment(recording, (k + 1) * every)) for k in seen]
        yield option, str(len(seen)), {"bars": [bar(scale, start, stop) for start, stop in ends]}


def _moment(recording: Recording, running_ms: int) -> int:
    """The visit's moment at which so much of its running time is over: the interval clock stands still in a pause."""
    left, last = running_ms, recording.clock.from_ms
    for start, stop in recording.clock.running:
        if left <= stop - start:
            return start + left
        left, last = left - (stop - start), stop
    return last + left


def _checks(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    checks = recording.of(measure, "check")
    for option in keys_of(measure):
        seen = [c["at_ms"] for c in checks if c.get("option") == option and c.get("value") == "seen"]
        yield option, _("seen") if seen else "", {"marks": [scale.at(at_ms) for at_ms in seen]}


DRAWN = {
    "count": _marks,
    "seats": _marks,
    "duration": _durations,
    "sweep": _sweeps,
    "latency": _latencies,
    "interval": _intervals,
    "checklist": _checks,
}
