"""A BORIS project that was made here, read back: its events, as they are now, by the form that travels in it."""

from collections.abc import Callable, Iterator
from typing import Any

from app.exchange.boris_events import CONTINUES, MISSED, code_of, type_of
from app.exchange.boris_file import CONTEXT
from app.exchange.brought import Brought, BroughtVisit, Entry, Fault, Unreadable, timed
from app.exchange.form_in_file import form_in_file
from app.words import _

Measure = dict[str, Any]
Event = list[Any]
PLAN = ("class_label", "purpose", "students", "minutes", "segments")
WORDS = ("measure", "text")


def read_own(own: dict[str, Any], observation: dict[str, Any]) -> Brought:
    visit, context = own.get("visit"), own.get("context")
    from_ms, until_ms = own.get("from_ms"), own.get("until_ms")
    if not (isinstance(visit, dict) and isinstance(context, list)):
        raise Unreadable(Fault(_("The part of this project that Alongside wrote is broken.")))
    if type(from_ms) is not int or type(until_ms) is not int:
        raise Unreadable(Fault(_("The part of this project that Alongside wrote is broken.")))
    title, measures = form_in_file(own.get("title"), own.get("measures"))
    entries = [*_context(context), *_coded(measures, observation["events"])]
    entries = [timed("begin", from_ms), *sorted(entries, key=lambda e: e["at_ms"]), timed("end", until_ms)]
    plan = {name: visit[name] for name in PLAN if visit.get(name) is not None}
    begun_at = visit.get("begun_at") if isinstance(visit.get("begun_at"), str) else None
    comes = [_("Every mark that counts, with pauses, what could not be seen, segments and notes, under your name.")]
    stays = [_("What was taken back, and that marks were corrected: BORIS holds only what counts.")]
    return Brought("boris", title, measures, [BroughtVisit(entries, begun_at, **plan)], comes, stays)


def _context(context: list[Any]) -> Iterator[Entry]:
    for said in context:
        if not isinstance(said, dict) or said.get("kind") not in CONTEXT or type(said.get("at_ms")) is not int:
            raise Unreadable(Fault(_("The part of this project that Alongside wrote is broken.")))
        yield timed(said["kind"], said["at_ms"], **{name: said[name] for name in WORDS if name in said})


def _coded(measures: list[Measure], events: list[Event]) -> Iterator[Entry]:
    by_key = {measure["key"]: measure for measure in measures}
    mine: dict[str, list[Event]] = {key: [] for key in by_key}
    for number, event in enumerate(sorted(events, key=lambda event: event[0]), 1):
        key = event[2].partition(":")[0]
        if key not in by_key:
            says = _("“%(code)s” is not on the form that this project was made from.")
            raise Unreadable(Fault(says % {"code": event[2][:60]}, place=_("Event %(n)s") % {"n": number}))
        mine[key].append(event)
    for key, theirs in mine.items():
        yield from KINDS[by_key[key]["kind"]](by_key[key], theirs)


def _at(event: Event) -> int:
    return round(event[0] * 1000)


def _option(event: Event) -> dict[str, str]:
    _key, _colon, option = event[2].partition(":")
    return {"option": option} if option else {}


def _number(event: Event, place: int = 0) -> int:
    parts = event[3].split("|")
    if place >= len(parts) or not (parts[place].isascii() and parts[place].isdigit() and len(parts[place]) < 8):
        says = _("“%(code)s” at %(at)s s needs its numbers as modifiers.")
        raise Unreadable(Fault(says % {"code": event[2], "at": event[0]}))
    return int(parts[place])


def _marks(measure: Measure, events: list[Event]) -> Iterator[Entry]:
    for event in events:
        seated = measure["kind"] == "seats" and event[3] not in ("", "None")
        seat = {"seat": _number(event)} if seated else {}
        yield timed("mark", _at(event), measure=measure["key"], **_option(event), **seat)


def _pairs(events: list[Event]) -> list[tuple[Event, Event]]:
    """Each start with its stop; pieces that continue after a pause are one with the piece before."""
    if len(events) % 2:
        says = _("“%(code)s” is never stopped.")
        raise Unreadable(Fault(says % {"code": events[-1][2]}))
    pairs: list[tuple[Event, Event]] = []
    for start, stop in zip(events[::2], events[1::2], strict=True):
        if start[4] == CONTINUES and pairs:
            start = pairs.pop()[0]
        pairs.append((start, stop))
    return pairs


def _states(measure: Measure, events: list[Event]) -> Iterator[Entry]:
    for code in dict.fromkeys(event[2] for event in events):
        for start, stop in _pairs([event for event in events if event[2] == code]):
            yield timed("start", _at(start), measure=measure["key"], **_option(start))
            yield timed("stop", _at(stop), measure=measure["key"], **_option(stop))


def _latencies(measure: Measure, events: list[Event]) -> Iterator[Entry]:
    waits = [event for event in events if type_of(measure, event[2]) == "State event"]
    for start, stop in _pairs(waits):
        yield timed("cue", _at(start), measure=measure["key"])
        yield timed("response", _at(stop), measure=measure["key"])
    for event in events:
        if event[2] == code_of(measure, MISSED):
            yield timed("cue", _at(event), measure=measure["key"])


def _sweeps(measure: Measure, events: list[Event]) -> Iterator[Entry]:
    for event in events:
        numbers = {"value": _number(event, 0), "out_of": _number(event, 1)}
        yield timed("sweep", _at(event), measure=measure["key"], **numbers)


def _intervals(measure: Measure, events: list[Event]) -> Iterator[Entry]:
    scored: dict[int, tuple[int, list[str]]] = {}
    for event in events:
        _first_ms, codes = scored.setdefault(_number(event), (_at(event), []))
        codes += _option(event).values()
    for k, (at_ms, codes) in scored.items():
        yield timed("interval", at_ms, measure=measure["key"], k=k, codes=list(dict.fromkeys(codes)))


def _checks(measure: Measure, events: list[Event]) -> Iterator[Entry]:
    for event in events:
        yield timed("check", _at(event), measure=measure["key"], **_option(event), value=event[3])


KINDS: dict[str, Callable[[Measure, list[Event]], Iterator[Entry]]] = {
    "count": _marks,
    "seats": _marks,
    "duration": _states,
    "latency": _latencies,
    "sweep": _sweeps,
    "interval": _intervals,
    "checklist": _checks,
}
