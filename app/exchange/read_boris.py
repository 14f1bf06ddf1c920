"""A BORIS project: one of ours is read back as it was; of any other, points become counts and states become timers."""

import re
from typing import Any

from app.exchange.boris_ethogram import Ethogram, ethogram_of
from app.exchange.boris_file import FORMAT, OWN
from app.exchange.boris_observation import read_observation
from app.exchange.boris_own import read_own
from app.exchange.brought import Brought, BroughtVisit, Fault, Unreadable
from app.words import _, plural

MOST_OBSERVATIONS = 50
MOST_EVENTS = 20_000
MOST_EVENTS_IN_ALL = 50_000  # somebody waits while they are read and kept
NEWEST = 7


def read_boris(project: dict[str, Any]) -> Brought:
    _must_be_readable(project)
    observations, own = project["observations"], project.get(OWN)
    if isinstance(own, dict) and own.get("format") == FORMAT and len(observations) == 1:
        return read_own(own, next(iter(observations.values())))
    return _read_theirs(project, observations)


def _must_be_readable(project: dict[str, Any]) -> None:
    observations, behaviours = project.get("observations"), project.get("behaviors_conf")
    if not isinstance(observations, dict) or not isinstance(behaviours, dict):
        raise Unreadable(Fault(_("This is no BORIS project: it has no ethogram or no observations.")))
    version = str(project.get("project_format_version", ""))
    if not re.match(r"[0-9]{1,3}(\.|$)", version) or not 4 <= int(version.split(".")[0]) <= NEWEST:
        raise Unreadable(Fault(_("Save it with a current BORIS first: formats 4 to 7 can be read.")))
    if not observations:
        raise Unreadable(Fault(_("There is no observation in it.")))
    if len(observations) > MOST_OBSERVATIONS:
        raise Unreadable(Fault(_("At most %(n)s observations at once.") % {"n": MOST_OBSERVATIONS}))
    for name, observation in observations.items():
        _must_have_events(name, observation)
    if sum(len(observation["events"]) for observation in observations.values()) > MOST_EVENTS_IN_ALL:
        raise Unreadable(Fault(_("At most %(n)s events at once. Send fewer observations.") % {"n": MOST_EVENTS_IN_ALL}))


def _must_have_events(name: str, observation: Any) -> None:
    place = _("Observation “%(name)s”") % {"name": name[:60]}
    events = observation.get("events") if isinstance(observation, dict) else None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise Unreadable(Fault(_("It needs a list of at most %(n)s events.") % {"n": MOST_EVENTS}, place=place))
    if observation.get("type") not in ("LIVE", "MEDIA"):
        raise Unreadable(Fault(_("Only live and media observations have a time for each event."), place=place))
    for number, event in enumerate(events, 1):
        if not _is_event(event):
            raise Unreadable(Fault(_("Event %(n)s has no time, subject and behaviour.") % {"n": number}, place=place))


def _is_event(event: Any) -> bool:
    if not isinstance(event, list) or len(event) < 5 or not all(isinstance(each, str) for each in event[1:5]):
        return False
    return type(event[0]) in (int, float) and abs(event[0]) < 2**31


def _read_theirs(project: dict[str, Any], observations: dict[str, Any]) -> Brought:
    ethogram = ethogram_of(project)
    visits: list[BroughtVisit] = []
    faults: list[Fault] = []
    for name, observation in observations.items():
        visit, wrong = read_observation(name, observation, ethogram)
        faults += wrong
        if visit is not None:
            visits.append(visit)
    if faults:
        raise Unreadable(*faults)
    title = str(project.get("project_name") or "").strip()[:120] or _("From BORIS")
    events = [event for observation in observations.values() for event in observation["events"]]
    return Brought("boris", title, ethogram.measures, visits, _comes(ethogram, visits), _stays(project, events))


def _comes(ethogram: Ethogram, visits: list[BroughtVisit]) -> list[str]:
    comes = [
        plural("One observation, as a visit.", "%(n)s observations, each as a visit.", len(visits)),
        _("Point events as counts and state events as timers, in groups by behavioural category."),
    ]
    if any(entry["kind"] == "note" for visit in visits for entry in visit.entries):
        comes.append(_("Comments on events, as notes at their moment."))
    return comes


def _stays(project: dict[str, Any], events: list[list[Any]]) -> list[str]:
    """What has no place here. Subjects may be students, and students are not named."""
    stays = []
    if subjects := {event[1] for event in events if event[1]}:
        n = len(subjects)
        stays.append(plural("The name of one subject.", "The names of %(n)s subjects: all are one class here.", n))
    if modified := sum(event[3] not in ("", "None") for event in events):
        stays.append(plural("The modifier of one event", "The modifiers of %(n)s events", modified))
    if project.get("independent_variables"):
        stays.append(_("Independent variables"))
    if any(observation.get("type") == "MEDIA" for observation in project["observations"].values()):
        stays.append(_("Video and sound files"))
    return stays
