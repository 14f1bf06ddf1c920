"""The only way to an arrangement with a second observer: as one of the two partners, or as that observer."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.accounts.signed_in import Me
from app.database import Db
from app.observers.models import SecondObserver
from app.observers.rules import Role, Standing, standing_of
from app.partnerships.lookup import Membership, memberships
from app.partnerships.models import Partnership
from app.problems import Problem
from app.visits.lookup import Observer
from app.visits.models import Visit


@dataclass(frozen=True)
class Arrangement:
    """One person's side of it; `visit` is the partners' own, `record` the second observer's once they have accepted."""

    row: SecondObserver
    side: Membership | Observer
    role: Role
    coach: Person
    teacher: Person
    observer: Person | None
    visit: Visit
    record: Visit | None

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def person(self) -> Person:
        return self.side.person

    @property
    def partnership(self) -> Partnership:
        return self.side.partnership

    @property
    def standing(self) -> Standing:
        return standing(self.row)

    @property
    def yours_to_agree(self) -> bool:
        return self.standing == "proposed" and self.role != "observer" and self.row.proposed_by != self.person.id

    @property
    def proposer(self) -> Person:
        return self.coach if self.row.proposed_by == self.coach.id else self.teacher

    @property
    def called(self) -> str:
        """The observer's name, the e-mail while nobody has accepted."""
        return self.observer.name if self.observer else self.row.email


def standing(row: SecondObserver) -> Standing:
    given = (row.agreed_at, row.person_id, row.answered_at, row.ended_at)
    return standing_of(*(each is not None for each in given))


def arrangement_for(db: Session, person: Person, partnership_id: str, observer_id: str) -> Arrangement:
    rows = (
        select(SecondObserver, Partnership, Visit)
        .join(Partnership, Partnership.id == SecondObserver.partnership_id)  # type: ignore[arg-type]
        .join(Visit, (Visit.partnership_id == Partnership.id) & (Visit.id == SecondObserver.visit_id))  # type: ignore[arg-type]
        .where(SecondObserver.partnership_id == partnership_id, SecondObserver.id == observer_id)
    )
    found = db.exec(rows).first()
    role = role_in(*found, person) if found else None
    if found is None or role is None:
        raise Problem("not-found")
    return _seen_by(db, person, role, *found)


def role_in(row: SecondObserver, partnership: Partnership, visit: Visit, person: Person) -> Role | None:
    """A partner at any time; the observer while the arrangement, the partnership and the visit last; nobody else."""
    if person.id in (partnership.coach_id, partnership.teacher_id):
        return "coach" if person.id == partnership.coach_id else "teacher"
    lasting = row.ended_at is None and visit.erased_at is None and partnership.status in ("active", "paused")
    return "observer" if lasting and row.person_id == person.id else None


def _seen_by(
    db: Session, person: Person, role: Role, row: SecondObserver, partnership: Partnership, visit: Visit
) -> Arrangement:
    ids = [partnership.coach_id, partnership.teacher_id, row.person_id]
    people = {each.id: each for each in db.exec(select(Person).where(col(Person.id).in_(ids))).all()}
    record = db.get(Visit, (partnership.id, row.companion_id)) if row.companion_id else None
    return Arrangement(
        row=row,
        side=Observer(partnership, person) if role == "observer" else memberships(db, person, [partnership])[0],
        role=role,
        coach=people[partnership.coach_id or ""],
        teacher=people[partnership.teacher_id or ""],
        observer=people.get(row.person_id or ""),
        visit=visit,
        record=record,
    )


def arranged(partnership_id: str, observer_id: str, me: Me, db: Db) -> Arrangement:
    return arrangement_for(db, me, partnership_id, observer_id)


OurObserver = Annotated[Arrangement, Depends(arranged)]
