"""What BORIS codes of each kind of measure: points and states whose numbers and lengths are those of our summary."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from app.measurement.durations import bouts
from app.measurement.intervals import scored_intervals
from app.measurement.recording import Recording
from app.measurement.spans import Spans
from app.measurement.vocabulary import option_of

Measure = Mapping[str, Any]
POINT, STATE = "Point event", "State event"
CONTINUES = "continues"  # the comment of a start that goes on after a pause, or after what could not be seen
MISSED = "missed"  # a cue without a response
UNSEATED = "None"  # BORIS's own word for a modifier that was not given
SINGLE, NUMBER = 0, 2  # BORIS's kinds of modifiers


class Event(NamedTuple):
    at_ms: int
    code: str
    modifier: str = ""
    comment: str = ""


def code_of(measure: Measure, option: str | None = None) -> str:
    """`measure`, or `measure:option`."""
    known = {each["key"] for each in measure.get("options") or ()}
    alone = option is None or (option == measure["key"] and option not in known)
    return str(measure["key"]) if alone else f"{measure['key']}:{option}"


def type_of(measure: Measure, code: str) -> str:
    timed = measure["kind"] == "duration" or (measure["kind"] == "latency" and code == measure["key"])
    return STATE if timed else POINT


def modifiers_of(measure: Measure) -> dict[str, dict[str, Any]]:
    """The sets of modifiers that a measure's behaviours carry, in the order of an event's modifiers."""
    sets = [_set(name, NUMBER) for name in NUMBERS.get(measure["kind"], ())]
    if measure["kind"] == "checklist":
        sets.append(_set("value", SINGLE, "seen", "not_seen", "no_chance"))
    return {str(number): each for number, each in enumerate(sets)}


NUMBERS = {"sweep": ("number", "out of"), "interval": ("interval",), "seats": ("seat",)}


def _set(name: str, kind: int, *values: str) -> dict[str, Any]:
    return {"name": name, "description": "", "type": kind, "ask at stop": False, "values": list(values)}


def events_of(measure: Measure, recording: Recording) -> Iterator[Event]:
    return KINDS[measure["kind"]](measure, recording)


def _marks(measure: Measure, recording: Recording) -> Iterator[Event]:
    for mark in recording.of(measure, "mark"):
        seat = str(mark.get("seat") or UNSEATED) if measure["kind"] == "seats" else ""
        yield Event(mark["at_ms"], code_of(measure, option_of(mark, measure)), seat)


def _states(measure: Measure, recording: Recording) -> Iterator[Event]:
    """A bout in as many pieces as were observed, so that their lengths sum to its own."""
    observed = recording.clock.observed(measure["key"])
    for bout in bouts(measure, recording):
        pieces = Spans([(bout.from_ms, bout.to_ms)]).within(observed)
        yield from _pieces(code_of(measure, bout.option), list(pieces))


def _latencies(measure: Measure, recording: Recording) -> Iterator[Event]:
    """A state from each cue to its response; a point for a cue without one."""
    hidden = recording.clock.hidden(measure["key"])
    cue_ms: int | None = None
    for entry in recording.of(measure, "cue", "response"):
        if entry["kind"] == "cue":
            yield from _unanswered(measure, cue_ms)
            cue_ms = entry["at_ms"]
        elif cue_ms is not None:
            waited = list(Spans([(cue_ms, entry["at_ms"])]).without(hidden))
            yield from _pieces(code_of(measure), waited or [(cue_ms, cue_ms)])
            cue_ms = None
    yield from _unanswered(measure, cue_ms)


def _unanswered(measure: Measure, cue_ms: int | None) -> Iterator[Event]:
    if cue_ms is not None:
        yield Event(cue_ms, code_of(measure, MISSED))


def _pieces(code: str, pieces: list[tuple[int, int]]) -> Iterator[Event]:
    for number, (start, stop) in enumerate(pieces):
        yield Event(start, code, comment=CONTINUES if number else "")
        yield Event(stop, code)


def _sweeps(measure: Measure, recording: Recording) -> Iterator[Event]:
    for sweep in recording.of(measure, "sweep"):
        yield Event(sweep["at_ms"], code_of(measure), f"{sweep.get('value') or 0}|{sweep.get('out_of') or 0}")


def _intervals(measure: Measure, recording: Recording) -> Iterator[Event]:
    """A point for each interval that was scored, and one for each code seen in it."""
    by_id = sorted(recording.of(measure, "interval"), key=lambda entry: entry["id"])
    at_ms = {entry.get("k"): entry["at_ms"] for entry in by_id}
    for k, codes in scored_intervals(measure, recording).items():
        yield Event(at_ms[k], code_of(measure), str(k))
        for code in sorted(codes):
            yield Event(at_ms[k], f"{measure['key']}:{code}", str(k))


def _checks(measure: Measure, recording: Recording) -> Iterator[Event]:
    """Of each step what was recorded last."""
    last = {option_of(entry, measure): entry for entry in recording.of(measure, "check")}
    for option, check in last.items():
        yield Event(check["at_ms"], f"{measure['key']}:{option}", str(check.get("value")))


KINDS: dict[str, Callable[[Measure, Recording], Iterator[Event]]] = {
    "count": _marks,
    "seats": _marks,
    "duration": _states,
    "latency": _latencies,
    "sweep": _sweeps,
    "interval": _intervals,
    "checklist": _checks,
}
