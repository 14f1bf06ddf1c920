"""A visit as a BORIS project (format 7): the form is its ethogram, the lesson its one live observation of one subject.

BORIS knows no pauses: a state that goes on after one is coded in pieces, so that lengths sum to ours. What BORIS has no
place for (segments, notes, pauses, what could not be seen, the form's words) is told in the observation's description,
and kept under a key of our own, by which we can take the project in again.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.dates import lesson_time
from app.exchange.boris_events import MISSED, STATE, Event, code_of, events_of, modifiers_of, type_of
from app.exchange.taking import Taken
from app.exchange.wall_clock import moments
from app.measurement.observed import Clock
from app.words import _

SUBJECT = "Lesson"
OWN = "alongside"
FORMAT = "alongside-boris"
CONTEXT = ("pause", "resume", "unseen", "seen", "segment", "note")
KEYS = "abcdefghijklmnopqrstuvwxyz0123456789"
VARIABLES = {
    "class": ("text", _("What the class was called")),
    "purpose": ("text", _("Why this was collected")),
    "students": ("numeric", _("How many students")),
    "observed_s": ("numeric", _("Observed time in seconds, less pauses and what could not be seen")),
}


def boris_of(taken: Taken) -> bytes:
    """The project's file. In ASCII, for BORIS reads it in whatever encoding its computer has."""
    events = sorted(
        (event for measure in taken.form["measures"] for event in events_of(measure, taken.recording)),
        key=lambda event: event.at_ms,
    )
    project = {
        "time_format": "hh:mm:ss",
        "project_date": f"{taken.day:%Y-%m-%dT%H:%M:%S}",
        "project_name": taken.form["title"],
        "project_description": _("Made by Alongside. Behaviours are the measures of a data form that both agreed to."),
        "project_format_version": "7.0",
        "subjects_conf": {"0": {"key": "l", "name": SUBJECT, "description": _("The class as a whole")}},
        "behaviors_conf": _ethogram(taken, events),
        "observations": {taken.name: _observation(taken, events)},
        "behavioral_categories": list(dict.fromkeys(measure["label"] for measure in taken.form["measures"])),
        "independent_variables": {
            str(number): {"label": label, "description": says, "type": kind, "default value": "", "possible values": ""}
            for number, (label, (kind, says)) in enumerate(VARIABLES.items())
        },
        "coding_map": {},
        "behaviors_coding_map": [],
        "converters": {},
        OWN: _own(taken),
    }
    return json.dumps(project, ensure_ascii=True).encode("ascii")


def _ethogram(taken: Taken, events: list[Event]) -> dict[str, dict[str, Any]]:
    """Every behaviour that the form has, and whatever else was coded all the same."""
    used = {event.code for event in events}
    behaviours = [each for measure in taken.form["measures"] for each in _behaviours(measure, used)]
    return {
        str(number): {"key": KEYS[number % len(KEYS)], **each, "color": "", "coding map": ""}
        for number, each in enumerate(behaviours)
    }


def _behaviours(measure: Mapping[str, Any], used: set[str]) -> Iterator[dict[str, Any]]:
    labels = _labels(measure)
    labels |= {code: code for code in sorted(used - labels.keys()) if code.split(":")[0] == measure["key"]}
    states = [code for code in labels if type_of(measure, code) == STATE]
    for code, label in labels.items():
        excluded = [other for other in states if other != code] if measure.get("exclusive") else []
        yield {
            "code": code,
            "type": type_of(measure, code),
            "description": label,
            "category": measure["label"],
            "modifiers": modifiers_of(measure),
            "excluded": ",".join(excluded),
        }


def _labels(measure: Mapping[str, Any]) -> dict[str, str]:
    """The measure's behaviours by code, each with its words."""
    labels = {code_of(measure, o["key"]): _words(o) for o in measure.get("options") or ()}
    if measure["kind"] == "interval":
        return {code_of(measure): _("An interval was scored")} | labels
    if measure["kind"] == "latency":
        labels[code_of(measure, MISSED)] = _("A cue without a response")
    return labels if labels and measure["kind"] != "latency" else {code_of(measure): _words(measure)} | labels


def _words(said: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (said["label"], said.get("definition"))))


def _observation(taken: Taken, events: list[Event]) -> dict[str, Any]:
    clock, visit = taken.recording.clock, taken.visit
    variables = {
        "class": visit["class_label"],
        "purpose": visit["purpose"],
        "students": "" if visit["students"] is None else str(visit["students"]),
        "observed_s": str(clock.observed().length / 1000),
    }
    return {
        "file": [],
        "type": "LIVE",
        "date": f"{_begun(taken):%Y-%m-%dT%H:%M:%S}",
        "description": "\n".join(_told(taken, clock)),
        "time offset": 0.0,
        "events": [[e.at_ms / 1000, SUBJECT, e.code, e.modifier, e.comment] for e in events],
        "observation time interval": [clock.from_ms / 1000, clock.until_ms / 1000],
        "independent_variables": variables,
        "visualize_spectrogram": False,
        "visualize_waveform": False,
        "close_behaviors_between_videos": False,
        "scan_sampling_time": 0,
        "start_from_current_time": False,
        "start_from_current_epoch_time": False,
    }


def _begun(taken: Taken) -> Any:
    at = moments(taken.recording.entries)
    return next((at[e["id"]] for e in taken.recording.entries if e["kind"] == "begin"), taken.day)


def _told(taken: Taken, clock: Clock) -> Iterator[str]:
    """For whoever reads the observation in BORIS: what its events can not say."""
    for entry in taken.recording.entries:
        if entry["kind"] in CONTEXT:
            what = " ".join(filter(None, (entry["kind"], entry.get("measure"), entry.get("text"))))
            yield f"{lesson_time(entry['at_ms'])} {what}"
    yield f"{lesson_time(clock.until_ms)} end"


def _own(taken: Taken) -> dict[str, Any]:
    clock = taken.recording.clock
    fields = ("kind", "at_ms", "measure", "text")
    context = [{f: e[f] for f in fields if f in e} for e in taken.recording.entries if e["kind"] in CONTEXT]
    plan = {name: taken.visit[name] for name in ("class_label", "purpose", "students", "minutes", "segments")}
    return {
        "format": FORMAT,
        "version": 1,
        "title": taken.form["title"],
        "measures": taken.form["measures"],
        "visit": plan | {"begun_at": _begun(taken).isoformat(timespec="milliseconds")},
        "from_ms": clock.from_ms,
        "until_ms": clock.until_ms,
        "context": context,
    }
