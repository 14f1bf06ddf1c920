"""One observation of somebody else's BORIS project, as the entries of a visit."""

from collections.abc import Iterable
from typing import Any

from app.exchange.boris_ethogram import Ethogram
from app.exchange.brought import BroughtVisit, Entry, Fault, timed
from app.log.fields import DAY_MS
from app.words import _

LONGEST_MS = 7 * DAY_MS
Read = tuple[BroughtVisit | None, list[Fault]]


def read_observation(name: str, observation: dict[str, Any], ethogram: Ethogram) -> Read:
    place = _("Observation “%(name)s”") % {"name": name[:60]}
    events = sorted(observation["events"], key=lambda event: event[0])
    faults = [Fault(says, place=place) for says in _unknown(events, ethogram)]
    begin_ms, end_ms = _from_to(observation, events)
    if not 0 <= end_ms - begin_ms <= LONGEST_MS or any(not begin_ms <= _ms(e) <= end_ms for e in events):
        faults.append(Fault(_("Its events lie outside the time that was observed, or days apart."), place=place))
    if faults:
        return None, faults
    entries = [timed("begin", 0)]
    on: dict[str, str] = {}
    for number, event in enumerate(events, 1):
        entries += _entries(event, begin_ms, ethogram, on, faults, f"{place}, " + _("event %(n)s") % {"n": number})
    faults += [Fault(_("“%(code)s” is never stopped.") % {"code": code}, place=place) for code in sorted(on)]
    entries.append(timed("end", end_ms - begin_ms))
    return BroughtVisit(entries, _date(observation), class_label=_short(name)), faults


def _ms(event: list[Any]) -> int:
    return round(event[0] * 1000)


def _unknown(events: Iterable[list[Any]], ethogram: Ethogram) -> list[str]:
    codes = sorted({event[2] for event in events} - ethogram.at.keys())
    return [_("“%(code)s” is not in the ethogram.") % {"code": code[:60]} for code in codes]


def _from_to(observation: dict[str, Any], events: list[list[Any]]) -> tuple[int, int]:
    """From the interval that BORIS was told, or the media's length; else up to the last event."""
    told = observation.get("observation time interval")
    first, last = (_ms(events[0]), _ms(events[-1])) if events else (0, 0)
    if isinstance(told, list) and len(told) == 2 and all(map(_is_number, told)) and told[1] > told[0]:
        return round(told[0] * 1000), round(told[1] * 1000)
    by_the_clock = observation.get("start_from_current_time") or observation.get("start_from_current_epoch_time")
    begin = first if by_the_clock or first < 0 or first > LONGEST_MS else 0
    return begin, max(last, _media_ms(observation))


def _media_ms(observation: dict[str, Any]) -> int:
    """The first player's files, one after the other."""
    files, info = observation.get("file"), observation.get("media_info")
    if not isinstance(files, dict) or not isinstance(info, dict) or not isinstance(info.get("length"), dict):
        return 0
    first = files.get("1")
    paths = [path for path in first if isinstance(path, str)] if isinstance(first, list) else []
    lengths = [info["length"].get(path) for path in paths]
    return round(sum(length for length in lengths if _is_number(length)) * 1000)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < 2**31


def _entries(
    event: list[Any], begin_ms: int, ethogram: Ethogram, on: dict[str, str], faults: list[Fault], place: str
) -> list[Entry]:
    _time, subject, code, _modifier, comment = event[:5]
    measure, option = ethogram.at[code]
    at_ms = _ms(event) - begin_ms
    kind = "mark"
    if code in ethogram.states:
        kind = _switched(on, code, subject)
        if kind == "both":
            says = _("“%(code)s” is on for two subjects at once; here the class is one.")
            faults.append(Fault(says % {"code": code}, place=place))
            return []
    coded = timed(kind, at_ms, measure=measure, option=option)
    note = [timed("note", at_ms, text=comment.strip())] if comment.strip() else []
    return [coded, *note]


def _switched(on: dict[str, str], code: str, subject: str) -> str:
    if code not in on:
        on[code] = subject
        return "start"
    return "stop" if on.pop(code) == subject else "both"


def _date(observation: dict[str, Any]) -> str | None:
    date = observation.get("date")
    return date if isinstance(date, str) else None


def _short(name: str) -> str:
    return " ".join(name.split())[:120]
