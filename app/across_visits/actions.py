"""What is said across the visits: change lines and hopes by the teacher alone, notes by either. Rows are only added."""

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.across_visits.models import ChangeLine, Hope, VisitNote
from app.across_visits.queries import change_lines, hopes, notes, opened_visits
from app.across_visits.told import Told
from app.clock import new_id, now
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.typed import one_line, several_lines
from app.words import _

YEARS = range(2000, 2101)
SERIES = re.compile(r"(?=.{3,81}$)([a-z]+\.)?[a-z0-9_]{1,40}:[a-z0-9_]{1,40}")


@dataclass(frozen=True)
class TypedLine:
    starts_on: str = ""
    text: str = ""


def mark_change(db: Session, membership: Membership, typed: TypedLine) -> ChangeLine:
    """ "From here on I tried ...": a dated line that only the teacher draws."""
    _teachers_to_say(membership)
    line = new_id()
    return _add_line(db, membership, line, line, *_read(typed))


def rename_change(db: Session, membership: Membership, line: str, typed: TypedLine) -> None:
    _teachers_to_say(membership)
    before = _standing_line(db, membership, line)
    starts_on, text = _read(typed)
    if (before.starts_on, before.text) != (starts_on, text):
        _add_line(db, membership, new_id(), line, starts_on, text)


def remove_change(db: Session, membership: Membership, line: str) -> None:
    """It divides the charts no longer; that it stood there is still told."""
    _teachers_to_say(membership)
    before = _standing_line(db, membership, line)
    _add_line(db, membership, new_id(), line, before.starts_on, before.text, removed=True)


def say_hope(db: Session, membership: Membership, series: str, direction: str) -> None:
    """More or less of it, or no longer either. Nobody chooses it for the teacher."""
    _teachers_to_say(membership)
    if direction not in ("more", "less", "none"):
        raise Problem("unprocessable", _("Choose more or less."), "/direction")
    if not SERIES.fullmatch(series):
        raise Problem("not-found")
    standing = hopes(db, membership.id).get(series)
    if direction == (standing.direction if standing else "none"):
        return
    db.add(
        Hope(
            partnership_id=membership.id,
            id=new_id(),
            series=series,
            direction=direction,
            said_by=membership.person.id,
            said_at=now(),
        )
    )


def add_note(db: Session, membership: Membership, text: str, visit_id: str | None) -> None:
    """At one visit that is open to whoever writes, or about all of them together."""
    membership.must_be_active()
    if visit_id is not None and visit_id not in {visit.id for visit in opened_visits(db, membership)}:
        raise Problem("unprocessable", _("Choose one of the visits."), "/visit_id")
    note = new_id()
    _add_note(db, membership, note, note, visit_id, _words(text))


def change_note(db: Session, membership: Membership, note: str, text: str) -> None:
    before = _own_note(db, membership, note).now
    text = _words(text)
    if text != before.text:
        _add_note(db, membership, new_id(), note, before.visit_id, text)


def take_note_back(db: Session, membership: Membership, note: str) -> None:
    """Its words are no longer shown; that they were taken back is."""
    before = _own_note(db, membership, note).now
    _add_note(db, membership, new_id(), note, before.visit_id, before.text, taken_back=True)


def _teachers_to_say(membership: Membership) -> None:
    if membership.role != "teacher":
        raise Problem("teachers-to-say")
    membership.must_be_active()


def _read(typed: TypedLine) -> tuple[date, str]:
    text = one_line(typed.text, 120, "/text")
    if not text:
        raise Problem("unprocessable", _("Say in a few words what you tried."), "/text")
    try:
        starts_on = date.fromisoformat(typed.starts_on.strip())
    except ValueError as wrong:
        raise Problem("unprocessable", _("Choose the day from which on you tried it."), "/starts_on") from wrong
    if starts_on.year not in YEARS:
        raise Problem("unprocessable", _("Choose a day from this century."), "/starts_on")
    return starts_on, text


def _words(text: str) -> str:
    text = several_lines(text, 600, "/text")
    if not text:
        raise Problem("unprocessable", _("Write it in a few words."), "/text")
    return text


def _standing_line(db: Session, membership: Membership, line: str) -> ChangeLine:
    found = next((told.now for told in change_lines(db, membership.id) if told.now.line == line), None)
    if found is None or found.removed:
        raise Problem("not-found")
    return found


def _own_note(db: Session, membership: Membership, note: str) -> Told[VisitNote]:
    """Own words are changed and taken back by their author alone."""
    found = next((told for told in notes(db, membership.id) if told.now.note == note), None)
    if found is None or found.now.taken_back or found.now.author != membership.person.id:
        raise Problem("not-found")
    membership.must_be_active()
    return found


def _add_line(
    db: Session, membership: Membership, row_id: str, line: str, starts_on: date, text: str, removed: bool = False
) -> ChangeLine:
    row = ChangeLine(
        partnership_id=membership.id,
        id=row_id,
        line=line,
        starts_on=starts_on,
        text=text,
        removed=removed,
        written_by=membership.person.id,
        written_at=now(),
    )
    db.add(row)
    db.flush()
    return row


def _add_note(
    db: Session,
    membership: Membership,
    row_id: str,
    note: str,
    visit_id: str | None,
    text: str,
    taken_back: bool = False,
) -> None:
    db.add(
        VisitNote(
            partnership_id=membership.id,
            id=row_id,
            note=note,
            visit_id=visit_id,
            text=text,
            taken_back=taken_back,
            author=membership.person.id,
            written_at=now(),
        )
    )
    db.flush()
