"""A visit as one of its readers takes it away: loaded once, the same for every kind of file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.database import Db
from app.forms.queries import version_of
from app.log.queries import entries_of, statuses
from app.measurement.recording import Recording, read
from app.measurement.summary import summarise
from app.partnerships.actions import note_reading
from app.partnerships.lookup import Membership
from app.visits.lookup import ReadableVisit
from app.visits.models import Visit
from app.visits.queries import as_json, when


@dataclass(frozen=True)
class Taken:
    """`visit`, `form` and `entries` as the contract has them; `names` are the people by id."""

    membership: Membership
    visit: dict[str, Any]
    form: dict[str, Any]
    entries: list[dict[str, Any]]
    names: dict[str, str]
    day: datetime
    name: str  # the file's, without its ending

    @cached_property
    def recording(self) -> Recording:
        return read(self.entries)

    @cached_property
    def summary(self) -> dict[str, Any]:
        return summarise(self.form["measures"], self.entries, students=self.visit["students"])


def taken(db: Session, membership: Membership, visit: Visit) -> Taken:
    entries = entries_of(db, visit, membership.person.id)
    return Taken(
        membership,
        as_json(visit, statuses(db, [visit])[visit.id]),
        _form(db, visit),
        entries,
        names_of(db, membership, {entry["author"] for entry in entries}),
        when(visit),
        name_of_file(visit),
    )


def name_of_file(visit: Visit) -> str:
    return f"visit-{when(visit):%Y-%m-%d}-{visit.id[-6:]}"


def _form(db: Session, visit: Visit) -> dict[str, Any]:
    form = version_of(db, visit.partnership_id, visit.form_id, visit.form_version)
    said = {"title": form.title, "why": form.why, "measures": form.measures}
    return {"id": form.form_id, "version": form.version} | said


def names_of(db: Session, membership: Membership, authors: Iterable[str]) -> dict[str, str]:
    """The two partners, and a second observer where the record is theirs."""
    names = {person.id: person.name for person in (membership.teacher, membership.coach) if person}
    others = set(authors) - names.keys()
    if others:
        names |= {person.id: person.name for person in db.exec(select(Person).where(col(Person.id).in_(others))).all()}
    return names


def taking(ours: ReadableVisit, db: Db, request: Request) -> Taken:
    """The visit to be taken away; that it is taken is listed for both partners."""
    found = taken(db, ours.membership, ours.visit)
    ended = found.visit["status"] == "ended"
    note_reading(request.app.state.engine, ours.membership, "exported", ours.visit.id, ended)
    return found


Taking = Annotated[Taken, Depends(taking)]
