"""What screens and programs read about second observers: never what anybody recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.clock import rfc3339
from app.log.queries import statuses
from app.observers.lookup import Arrangement, standing
from app.observers.models import SecondObserver
from app.observers.rules import Standing
from app.partnerships.lookup import Membership
from app.visits.models import Visit
from app.visits.queries import records_of, when


@dataclass(frozen=True)
class Named:
    """An arrangement as a line among others."""

    row: SecondObserver
    name: str  # empty while nobody has accepted

    @property
    def standing(self) -> Standing:
        return standing(self.row)

    @property
    def called(self) -> str:
        return self.name or self.row.email


@dataclass(frozen=True)
class Observing:
    """A lesson that this person observes beside the coach."""

    row: SecondObserver
    record: Visit
    coach: Person
    teacher: Person
    status: str

    @property
    def starts(self) -> datetime:
        return when(self.record)


def of_visit(db: Session, partnership_id: str, visit_id: str) -> list[Named]:
    """Everybody asked to observe this visit, the latest first."""
    mine = (SecondObserver.partnership_id == partnership_id, SecondObserver.visit_id == visit_id)
    return _named(db, *mine)


def of_partnerships(db: Session, partnership_ids: list[str]) -> list[Named]:
    return _named(db, col(SecondObserver.partnership_id).in_(partnership_ids)) if partnership_ids else []


def _named(db: Session, *wanted: Any) -> list[Named]:
    rows = (
        select(SecondObserver, Person.name)
        .outerjoin(Person, Person.id == SecondObserver.person_id)  # type: ignore[arg-type]
        .where(*wanted)
        .order_by(col(SecondObserver.proposed_at).desc(), col(SecondObserver.id).desc())
    )
    return [Named(row, name or "") for row, name in db.exec(rows).all()]


def name_of_observer(visit: Visit) -> Any:
    """To be asked along with something else: the name of this visit's second observer, also once that has stopped."""
    person = col(Person.id) == col(SecondObserver.person_id)
    theirs = (
        SecondObserver.partnership_id == visit.partnership_id,
        SecondObserver.visit_id == visit.id,
    )
    newest = (col(SecondObserver.ended_at).is_(None).desc(), col(SecondObserver.answered_at).desc())
    return select(Person.name).join(SecondObserver, person).where(*theirs).order_by(*newest).limit(1)


def readers_of_form(db: Session, partnership_id: str, form_id: str, version: int) -> list[str]:
    """Second observers who read this version now."""
    rows = (
        select(Person.name)
        .join(Visit, col(Visit.observer_id) == col(Person.id))
        .where(Visit.partnership_id == partnership_id, Visit.form_id == form_id, Visit.form_version == version)
    )
    return sorted(set(db.exec(rows).all()))


def observed_by(db: Session, person: Person) -> list[Observing]:
    """What this person observes as a second observer, the next one first."""
    found = records_of(db, person.id)
    if not found:
        return []
    records = [record for _whose, record in found]
    status = statuses(db, records)
    rows = db.exec(select(SecondObserver).where(SecondObserver.person_id == person.id)).all()
    by_record = {(row.partnership_id, row.companion_id): row for row in rows}
    ids = {each for whose, _record in found for each in (whose.coach_id, whose.teacher_id)}
    people = {each.id: each for each in db.exec(select(Person).where(col(Person.id).in_(ids))).all()}
    lines = [
        Observing(
            by_record[whose.id, record.id],
            record,
            people[whose.coach_id or ""],
            people[whose.teacher_id or ""],
            status[record.id],
        )
        for whose, record in found
    ]
    return sorted(lines, key=lambda line: (line.status == "ended", line.starts))


def statuses_of(db: Session, arranged: Arrangement) -> dict[str, str]:
    """Planned, under way or ended, for the visit and for the second observer's record of it."""
    visits = [visit for visit in (arranged.visit, arranged.record) if visit]
    found = statuses(db, visits)
    return {"visit": found[arranged.visit.id], "record": found[arranged.record.id] if arranged.record else "planned"}


def as_json(named: Named, membership: Membership | None = None) -> dict[str, Any]:
    """To the partners with the e-mail they wrote; the observer is told about their own record alone."""
    row = named.row
    said: dict[str, Any] = {
        "id": row.id,
        "partnership_id": row.partnership_id,
        "status": named.standing,
        "observer": {"id": row.person_id, "name": named.name} if row.person_id else None,
        "record_id": row.companion_id,
    }
    if membership is None:
        return said
    agreed = [person for person in (row.proposed_by, row.agreed_by) if person]
    return said | {
        "visit_id": row.visit_id,
        "email": row.email,
        "agreed_by": sorted(membership.role_of(person) for person in agreed),
        "proposed_at": rfc3339(row.proposed_at),
        "agreed_at": rfc3339(row.agreed_at) if row.agreed_at else None,
        "ended_at": rfc3339(row.ended_at) if row.ended_at else None,
    }
