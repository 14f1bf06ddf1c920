"""The lanes of the timeline: what each measure looks like on the lesson's line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.dates import lesson_time
from app.debrief.figures import Scale, Stretch
from app.debrief.names import Measure, keys_of, name_of, own_name, shape_of
from app.debrief.thinning import density, joined, spaced
from app.measurement.durations import bouts
from app.measurement.intervals import scored_intervals
from app.measurement.latencies import answers
from app.measurement.recording import Recording
from app.measurement.spans import Spans
from app.measurement.vocabulary import option_keys, option_of
from app.words import _

MOST_MISSED = 2_000
CHECKED = {
    "seen": ("circle", _("seen")),
    "not_seen": ("ring", _("not seen")),
    "no_chance": ("tick", _("no chance")),
}


@dataclass(frozen=True)
class Value:
    x: float
    text: str
    height: float  # of the whole, 0 to 1
    room: str  # "" anywhere, "minor" on a wide screen, "none" for its number


@dataclass(frozen=True)
class Lane:
    """`key` names it in an address, `of` is its measure's name; `label` is its own under the measure's `heading`, if it
    has one, and `name` everywhere else.

    `others` are marks of another shape; `crowd` stands for marks too many to draw.
    """

    key: str
    measure: str
    of: str
    name: str
    label: str
    heading: str
    pencil: str
    shape: str
    total: str
    first: bool  # of its measure
    unseen: Sequence[Stretch] = ()
    marks: Sequence[float] = ()
    others: Sequence[tuple[str, float]] = ()
    bars: Sequence[Stretch] = ()
    missed: Sequence[Stretch] = ()
    values: Sequence[Value] = ()
    crowd: str = ""

    @property
    def empty(self) -> bool:
        return not (self.marks or self.others or self.bars or self.values or self.crowd)


Drawn = Iterator[tuple[str | None, str, dict[str, Any]]]  # the option, the total in words, what is drawn


def lanes_of(measures: Sequence[Measure], recording: Recording, scale: Scale) -> list[Lane]:
    return [lane for measure in measures for lane in _lanes(measure, recording, scale)]


def key_of(measure: Measure, option: str | None) -> str:
    return measure["key"] if option in (None, measure["key"]) else f"{measure['key']}.{option}"


def _lanes(measure: Measure, recording: Recording, scale: Scale) -> Iterator[Lane]:
    clock = recording.clock
    # What of this measure alone could not be seen; where nothing could be seen is drawn once, over all lanes.
    unseen = stretches(scale, clock.unseen(measure["key"]).without(clock.unseen()))
    pencil = measure["look"]["pencil"]
    for i, (option, total, drawn) in enumerate(DRAWN[measure["kind"]](measure, recording, scale)):
        named = {"key": key_of(measure, option), "measure": measure["key"], **_named(measure, option)}
        looks = {"pencil": pencil, "shape": shape_of(measure, option), "total": total, "first": i == 0}
        yield Lane(**named, **looks, unseen=unseen, **drawn)


def _named(measure: Measure, option: str | None) -> dict[str, str]:
    name = name_of(measure, option)
    own = own_name(measure, option or measure["key"])
    return {
        "of": str(measure["label"]),
        "name": name,
        "label": own,
        "heading": "" if own == name else str(measure["label"]),
    }


def stretches(scale: Scale, spans: Spans) -> list[Stretch]:
    return [bar(scale, start, stop) for start, stop in spans]


def bar(scale: Scale, from_ms: float, to_ms: float) -> Stretch:
    """At least a hair wide, so that nothing recorded is invisible."""
    return Stretch(scale.at(from_ms), scale.wide(from_ms, to_ms, 0.3))


def thinned(places: Sequence[float]) -> dict[str, Any]:
    """The marks while they can be told apart; how dense they are once they can't."""
    crowd = density(places)
    return {"crowd": crowd} if crowd else {"marks": places}


def _marks(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    places: dict[str, list[float]] = {}
    for mark in recording.of(measure, "mark"):
        places.setdefault(option_of(mark, measure), []).append(scale.at(mark["at_ms"]))
    for option in option_keys(measure, places):
        yield option, str(len(places.get(option, ()))), thinned(places.get(option, []))


def _durations(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    found: dict[str, list[Any]] = {}
    for bout in bouts(measure, recording):
        found.setdefault(bout.option, []).append(bout)
    for option in option_keys(measure, found):
        own = found.get(option, [])
        total = lesson_time(sum(bout.observed_ms for bout in own))
        yield option, total, {"bars": joined([bar(scale, bout.from_ms, bout.to_ms) for bout in own])}


def _sweeps(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    sweeps = recording.of(measure, "sweep")
    places = [scale.at(sweep["at_ms"]) for sweep in sweeps]
    values = [
        Value(x, str(sweep["value"]), min(sweep["value"] / (sweep["out_of"] or 1), 1), room)
        for sweep, x, room in zip(sweeps, places, spaced(places), strict=True)
    ]
    of = {sweep["out_of"] for sweep in sweeps}
    yield None, _("of %(n)s") % {"n": of.pop()} if len(of) == 1 else str(len(sweeps)), {"values": values}


def _latencies(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    """From cue to response; a cue without one is an open ring."""
    found = list(answers(measure, recording))
    waits = [bar(scale, cue, cue + wait) for cue, wait in found if wait is not None]
    open_cues = [("ring", scale.at(cue)) for cue, wait in found if wait is None]
    few = len(open_cues) <= len(set(open_cues)) <= 120
    yield None, str(len(waits)), {"bars": joined(waits), "others": open_cues if few else sorted(set(open_cues))[:120]}


def _intervals(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    """A cell for each interval in which the code was seen, an empty one for each interval that was missed."""
    scored, every = scored_intervals(measure, recording), measure.get("every_ms") or 0
    number = recording.clock.running.length // every if every else 0
    missed = _cells((k for k in range(min(number, MOST_MISSED)) if k not in scored), every, recording, scale)
    for option in keys_of(measure):
        seen = [k for k, codes in scored.items() if option in codes]
        cells = joined(_cells(seen, every, recording, scale), 0.0)
        yield option, str(len(seen)), {"bars": cells, "missed": joined(missed)}


def _cells(numbers: Iterable[int], every: int, recording: Recording, scale: Scale) -> list[Stretch]:
    """With a gap after each, so that cells side by side can be counted. Their clock stands still in a pause."""
    clock = recording.clock.running
    ends = [(clock.moment(k * every, begins=True), clock.moment((k + 1) * every)) for k in numbers]
    cells = [bar(scale, start, stop) for start, stop in ends]
    return [Stretch(cell.x, round(max(cell.width * 0.88, 0.3), 2)) for cell in cells]


def _checks(measure: Measure, recording: Recording, scale: Scale) -> Drawn:
    found: dict[str, list[Any]] = {}
    for check in recording.of(measure, "check"):
        found.setdefault(option_of(check, measure), []).append(check)
    for option in option_keys(measure, found):
        checks = [check for check in found.get(option, []) if check.get("value") in CHECKED][-120:]
        drawn = [(CHECKED[check["value"]][0], scale.at(check["at_ms"])) for check in checks]
        yield option, CHECKED[checks[-1]["value"]][1] if checks else "", {"others": drawn}


DRAWN = {
    "count": _marks,
    "seats": _marks,
    "duration": _durations,
    "sweep": _sweeps,
    "latency": _latencies,
    "interval": _intervals,
    "checklist": _checks,
}
