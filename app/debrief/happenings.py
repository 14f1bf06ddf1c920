"""What was recorded, in words: one line per entry, for a moment's list and for the table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.dates import lesson_time
from app.debrief.names import name_of, own_name, shape_of
from app.debrief.reading import Reading
from app.debrief.shares import seconds
from app.measurement.durations import bouts
from app.measurement.effective import voided
from app.measurement.intervals import scored_intervals
from app.measurement.latencies import answers
from app.words import _

Entry = Mapping[str, Any]
CHECKED = {"seen": _("seen"), "not_seen": _("not seen"), "no_chance": _("no chance to see")}
CLOCK = {
    "begin": _("The visit begins"),
    "end": _("The visit ends"),
    "pause": _("Paused"),
    "resume": _("Resumed"),
}


@dataclass(frozen=True)
class Happening:
    id: str
    at_ms: int
    pencil: str
    shape: str | None
    text: str
    quote: bool = False
    amended: bool = False
    taken_back_by: str = ""


def happenings(reading: Reading) -> list[Happening]:
    """Everything on the visit's clock, in its order."""
    tell = Teller(reading)
    return [said for entry in reading.recording.entries for said in tell(entry)]


def with_taken_back(reading: Reading) -> list[Happening]:
    """The same, and beside it what was taken back and by whom: a correction hides nothing."""
    gone = voided(reading.entries)
    by = {e["target"]: e["author"] for e in reading.entries if e["kind"] == "void" and e["id"] not in gone}
    tell = Teller(reading)
    taken = [
        replace(said, taken_back_by=reading.membership.name_of(by[entry["id"]]))
        for entry in reading.entries
        if entry["id"] in gone and entry["id"] in by and entry.get("at_ms") is not None
        for said in tell(entry)
    ]
    return sorted([*happenings(reading), *taken], key=lambda said: said.at_ms)


class Teller:
    """Puts one entry after the other into words; knows how long each stretch that begins lasted."""

    def __init__(self, reading: Reading) -> None:
        self.measures = {measure["key"]: measure for measure in reading.measures}
        recording = reading.recording
        durations = [m for m in reading.measures if m["kind"] == "duration"]
        self.bouts = {(m["key"], b.option, b.from_ms): b.observed_ms for m in durations for b in bouts(m, recording)}
        latencies = [m for m in reading.measures if m["kind"] == "latency"]
        self.waits = {(m["key"], cue): wait for m in latencies for cue, wait in answers(m, recording)}
        intervals = [m for m in reading.measures if m["kind"] == "interval"]
        self.scored = {m["key"]: scored_intervals(m, recording) for m in intervals}

    def __call__(self, entry: Entry) -> Iterator[Happening]:
        measure = self.measures.get(entry.get("measure") or "")
        text = self._text(entry, measure)
        if text is None:
            return
        pencil = measure["look"]["pencil"] if measure else "graphite"
        shape = shape_of(measure, entry.get("option")) if measure else "lines" if entry["kind"] == "note" else None
        quote, amended = entry["kind"] == "note", entry.get("amended", False)
        yield Happening(entry["id"], entry["at_ms"], pencil, shape, text, quote, amended)

    def _text(self, entry: Entry, measure: Mapping[str, Any] | None) -> str | None:
        kind = entry["kind"]
        if kind in CLOCK:
            return CLOCK[kind]
        if kind == "note":
            return str(entry["text"])
        if kind == "segment":
            return _("%(part)s begins") % {"part": entry["text"]}
        if kind in ("unseen", "seen"):
            return self._sight(kind, measure)
        return self._tapped(entry, measure) if measure else None

    def _sight(self, kind: str, measure: Mapping[str, Any] | None) -> str:
        words = _("Could not see %(what)s") if kind == "unseen" else _("Could see %(what)s again")
        return words % {"what": name_of(measure) if measure else _("the lesson")}

    def _tapped(self, entry: Entry, measure: Mapping[str, Any]) -> str | None:
        name = name_of(measure, entry.get("option"))
        match entry["kind"]:
            case "mark":
                return (
                    _("%(what)s, seat %(seat)s") % {"what": name, "seat": entry["seat"]} if entry.get("seat") else name
                )
            case "start":
                return self._start(entry, measure, name)
            case "stop":
                return _("%(what)s stops") % {"what": name}
            case "sweep":
                return _("%(what)s: %(value)s of %(of)s") % {
                    "what": name,
                    "value": entry["value"],
                    "of": entry["out_of"],
                }
            case "check":
                return f"{name}: {CHECKED.get(entry['value'], entry['value'])}"
            case "cue":
                return self._cue(entry, measure, name)
            case "interval":
                return self._interval(entry, measure, name)
        return None

    def _start(self, entry: Entry, measure: Mapping[str, Any], name: str) -> str:
        length = self.bouts.get((measure["key"], entry.get("option") or measure["key"], entry["at_ms"]))
        starts = _("%(what)s starts") % {"what": name}
        return starts if length is None else f"{starts}, {lesson_time(length)}"

    def _cue(self, entry: Entry, measure: Mapping[str, Any], name: str) -> str:
        wait = self.waits.get((measure["key"], entry["at_ms"]))
        return f"{name}: {_('no answer')}" if wait is None else f"{name}: {seconds(wait)}"

    def _interval(self, entry: Entry, measure: Mapping[str, Any], name: str) -> str | None:
        codes = self.scored.get(measure["key"], {}).get(entry["k"])
        if codes is None:
            return None
        seen = ", ".join(own_name(measure, code) for code in sorted(codes)) or _("none")
        return _("%(what)s, interval %(k)s: %(codes)s") % {"what": name, "k": entry["k"] + 1, "codes": seen}
