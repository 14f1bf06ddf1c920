"""A visit that was exported from Alongside as JSON: what was recorded comes along, what was said about it does not."""

from collections.abc import Iterable
from typing import Any

from app.exchange.brought import Brought, BroughtVisit, Entry, Fault, Unreadable, timed
from app.exchange.json_file import FORMAT
from app.measurement.effective import OWN_WORDS
from app.measurement.recording import read
from app.measurement.vocabulary import RECORDED
from app.words import _

SERVERS = ("seq", "author", "device", "received_at")  # what the server adds; it adds its own again
CORRECTIONS = ("void", "amend")
PLAN = ("class_label", "purpose", "students", "minutes", "segments")
FIELDS: dict[str, tuple[type, bool]] = {
    "id": (str, True),
    "kind": (str, True),
    "at_ms": (int, False),
    "target": (str, False),
    "measure": (str, False),
    "author": (str, False),
}
SAID = {
    "annotation": _("Words pinned to moments, and threads"),
    "reply": _("Words pinned to moments, and threads"),
    "reflection": _("Reflections: nobody can speak in another’s name"),
    "draft": _("Drafts of reflections"),
    "prediction": _("Guesses made before looking"),
}


def read_json(said: dict[str, Any]) -> Brought:
    if said.get("format") != FORMAT:
        raise Unreadable(Fault(_("This JSON is not a visit from Alongside. Take a visit away as JSON, and send that.")))
    if said.get("version") != 1:
        raise Unreadable(Fault(_("This file is of a later version of Alongside than this server.")))
    form, visit, entries = said.get("form"), said.get("visit"), said.get("entries")
    if not (isinstance(form, dict) and isinstance(visit, dict) and isinstance(entries, list)):
        raise Unreadable(Fault(_("It needs form, visit and entries, as they were exported.")))
    _must_be_entries(entries)
    kept = list(_kept(entries))
    brought = BroughtVisit(_ended(kept), _begun_at(kept), **_plan(visit))
    stays = dict.fromkeys(SAID[e["kind"]] for e in entries if e["kind"] in SAID)
    comes = [_("Every mark, note and correction of the lesson, as it was recorded, under your name.")]
    if kept and not any(e["kind"] == "end" for e in kept):
        comes.append(_("It had not ended: it ends with its last mark."))
    return Brought("alongside", str(form.get("title") or ""), form.get("measures") or [], [brought], comes, list(stays))


def _must_be_entries(entries: list[Any]) -> None:
    """As far as reading them needs it. What each may say is judged by the form, once there is one."""
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not all(_is_field(entry, name) for name in FIELDS):
            raise Unreadable(Fault(_("This is not an entry."), place=_("Entry %(n)s") % {"n": number}))


def _is_field(entry: Entry, name: str) -> bool:
    kind, must = FIELDS[name]
    return type(entry[name]) is kind if name in entry else not must


def _plan(visit: dict[str, Any]) -> dict[str, Any]:
    plan = {name: visit.get(name) for name in PLAN}
    return {name: value for name, value in plan.items() if value is not None}


def _kept(entries: list[Entry]) -> Iterable[Entry]:
    """What was recorded, with its corrections: for somebody's own words only those by the same author."""
    known = {entry["id"]: entry for entry in entries}
    for entry in sorted(entries, key=lambda each: each["id"]):
        about = _about(entry, known)
        theirs = about is not None and about["kind"] in OWN_WORDS and about.get("author") != entry.get("author")
        if about is not None and about["kind"] in RECORDED and not theirs:
            yield {name: value for name, value in entry.items() if name not in SERVERS}


def _about(entry: Entry, known: dict[str, Entry]) -> Entry | None:
    """The entry that a correction is about in the end; any other is about itself."""
    passed: set[str] = set()
    while entry["kind"] in CORRECTIONS:
        target = known.get(entry.get("target", ""))
        if target is None or entry["id"] in passed:
            return None
        passed.add(entry["id"])
        entry = target
    return entry


def _ended(entries: list[Entry]) -> list[Entry]:
    clock = read(entries).clock
    if clock.begun_ms is None:
        raise Unreadable(Fault(_("This visit was never begun: there is nothing to bring in.")))
    return entries if clock.ended else [*entries, timed("end", clock.until_ms)]


def _begun_at(entries: list[Entry]) -> str | None:
    begin = next((entry for entry in entries if entry["kind"] == "begin"), {})
    return begin.get("noted_at") if isinstance(begin.get("noted_at"), str) else None
