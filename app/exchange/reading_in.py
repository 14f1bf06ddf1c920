"""Understand a file that is brought in: which format it is, then whether every mark of it could be recorded here."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from app.clock import new_id, now
from app.exchange.brought import Brought, BroughtVisit, Entry, Fault, Unreadable
from app.exchange.clock_times import day_in
from app.exchange.copus_columns import head_of
from app.exchange.form_in_file import form_in_file
from app.exchange.read_boris import read_boris
from app.exchange.read_copus import read_copus
from app.exchange.read_fill_plus import is_fill_plus, read_fill_plus
from app.exchange.read_json import read_json
from app.exchange.text_file import rows_of, text_of
from app.log.fields import DAY_MS
from app.log.rules import problem_with
from app.visits.api import PlannedVisit
from app.words import _

MOST_ENTRIES = 50_000
LONGEST_MS = 7 * DAY_MS


def read_file(body: bytes, name: str, zone: ZoneInfo, begun_at: datetime | None = None) -> Brought:
    """What the file holds; Unreadable with everything that is wrong. `begun_at` counts where the file does not say."""
    text, told = text_of(body)
    brought = _of_json(text) if text.lstrip().startswith(("{", "[")) else _of_table(text)
    brought.comes += told
    _date(brought, name, zone, begun_at)
    brought.title, brought.measures = form_in_file(brought.title, brought.measures)
    faults = [fault for number, visit in enumerate(brought.visits, 1) for fault in _wrong(brought, visit, number)]
    if faults:
        raise Unreadable(*faults)
    return brought


def _of_json(text: str) -> Brought:
    try:
        said = json.loads(text)
    except RecursionError as wrong:
        raise Unreadable(Fault(_("This JSON is nested too deeply."))) from wrong
    except json.JSONDecodeError as wrong:
        raise Unreadable(Fault(_("This JSON is broken off or changed here."), wrong.lineno)) from wrong
    except ValueError as wrong:
        raise Unreadable(Fault(_("There is a number in it that no program can read."))) from wrong
    if not isinstance(said, dict):
        raise Unreadable(Fault(_("This JSON is neither a visit from Alongside nor a BORIS project.")))
    return read_boris(said) if "behaviors_conf" in said or "project_format_version" in said else read_json(said)


def _of_table(text: str) -> Brought:
    rows = rows_of(text)
    head = head_of(rows)
    if head is not None:
        return read_copus(rows, head)
    if is_fill_plus(rows):
        return read_fill_plus(rows)
    says = _("This is no table that is known here: COPUS has a column for each code, FILL+ the columns time and code.")
    raise Unreadable(Fault(says, rows[0].line))


def _date(brought: Brought, name: str, zone: ZoneInfo, begun_at: datetime | None) -> None:
    """When each visit was: as its file says, as its sender says, as the file's name says, else now."""
    said = begun_at.isoformat() if begun_at else day_in(name, zone)
    for visit in brought.visits:
        visit.begun_at = _with_zone(visit.begun_at, zone) or said or now().astimezone(zone).isoformat()


def _with_zone(text: str | None, zone: ZoneInfo) -> str | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if moment is None or not 2000 <= moment.year <= 2100:
        return None
    return (moment if moment.utcoffset() is not None else moment.replace(tzinfo=zone)).isoformat()


def _wrong(brought: Brought, visit: BroughtVisit, number: int) -> Iterator[Fault]:
    if len(visit.entries) > MOST_ENTRIES:
        yield Fault(_("At most %(n)s entries in a visit.") % {"n": MOST_ENTRIES})
        return
    yield from _wrong_plan(visit)
    measures, moment = {measure["key"]: measure for measure in brought.measures}, now()
    which = _("Visit %(n)s, ") % {"n": number} if len(brought.visits) > 1 else ""
    for place, entry in enumerate(with_times(visit), 1):
        problem = problem_with({"id": new_id(), **entry}, measures, moment)
        if problem is not None:
            where = _("entry %(n)s (%(kind)s)") % {"n": place, "kind": str(entry["kind"])[:20]}
            yield Fault(f"{problem.pointer or ''} {problem.detail}".strip(), place=which + where)


def _wrong_plan(visit: BroughtVisit) -> Iterator[Fault]:
    said = {"form_id": "x", "form_version": 1, "class_label": visit.class_label, "purpose": visit.purpose}
    more = {"students": visit.students, "minutes": visit.minutes, "segments": visit.segments}
    try:
        PlannedVisit.model_validate(said | more)
    except ValidationError as wrong:
        for each in wrong.errors():
            yield Fault(f"{each['loc'][0]}: {each['msg']}.", place=_("The visit’s plan"))


def with_times(visit: BroughtVisit) -> Iterator[Entry]:
    """The entries in order, numbered, each with when it was noted: as it says, else by the visit's clock."""
    begun = visit.begun or now()
    begin_ms = next((entry["at_ms"] for entry in visit.entries if entry["kind"] == "begin"), 0)
    for number, entry in enumerate(visit.entries, 1):
        yield _noted(entry, begun, begin_ms) | {"n": number}


def _noted(entry: Entry, begun: datetime, begin_ms: int) -> Entry:
    if "noted_at" in entry:
        return entry
    # A time that no visit has is refused for itself, in a moment.
    since = max(-LONGEST_MS, min(entry.get("at_ms", begin_ms) - begin_ms, LONGEST_MS))
    return entry | {"noted_at": (begun + timedelta(milliseconds=since)).isoformat(timespec="milliseconds")}
