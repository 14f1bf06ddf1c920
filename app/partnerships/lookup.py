"""The only way to a partnership's rows: through a person who belongs to it."""

from dataclasses import dataclass
from typing import Annotated, Literal, Protocol

from fastapi import Depends
from sqlmodel import Session, col, or_, select

from app.accounts.models import Person
from app.accounts.signed_in import Me
from app.database import Db
from app.partnerships.models import Partnership
from app.problems import Problem

Role = Literal["coach", "teacher"]


class InPartnership(Protocol):
    """Whoever may open something of a partnership: one of its partners, or a second observer."""

    @property
    def id(self) -> str: ...

    @property
    def person(self) -> Person: ...

    @property
    def partnership(self) -> Partnership: ...


@dataclass(frozen=True)
class Membership:
    """One person's side of a partnership, with both people at hand. The other is None until they accept."""

    partnership: Partnership
    person: Person
    role: Role
    coach: Person | None
    teacher: Person | None

    @property
    def id(self) -> str:
        return self.partnership.id

    @property
    def other(self) -> Person | None:
        return self.teacher if self.role == "coach" else self.coach

    @property
    def other_role(self) -> Role:
        return "teacher" if self.role == "coach" else "coach"

    def role_of(self, person_id: str) -> Role:
        return "coach" if person_id == self.partnership.coach_id else "teacher"

    def name_of(self, person_id: str) -> str:
        person = self.coach if person_id == self.partnership.coach_id else self.teacher
        return person.name if person else ""

    def must_be_active(self) -> None:
        """New plans, forms and words need a partnership that both have accepted and nobody has paused or left."""
        refusals = {
            "invited": "partnership-not-active",
            "declined": "partnership-not-active",
            "paused": "partnership-paused",
            "ended": "partnership-ended",
        }
        if self.partnership.status in refusals:
            raise Problem(refusals[self.partnership.status])


def partnership_for(db: Session, person: Person, partnership_id: str) -> Membership:
    found = db.exec(_of(person).where(Partnership.id == partnership_id)).first()
    if found is None:
        raise Problem("not-found")
    return memberships(db, person, [found])[0]


def partnerships_of(db: Session, person: Person) -> list[Membership]:
    rows = db.exec(_of(person).order_by(col(Partnership.created_at).desc())).all()
    return memberships(db, person, list(rows))


def _of(person: Person):  # type: ignore[no-untyped-def]
    return select(Partnership).where(
        or_(Partnership.coach_id == person.id, Partnership.teacher_id == person.id),
        Partnership.status != "declined",
    )


def memberships(db: Session, person: Person, rows: list[Partnership]) -> list[Membership]:
    ids = {i for row in rows for i in (row.coach_id, row.teacher_id) if i}
    people = {p.id: p for p in db.exec(select(Person).where(col(Person.id).in_(ids))).all()} if ids else {}
    return [
        Membership(
            row,
            person,
            "coach" if row.coach_id == person.id else "teacher",
            people.get(row.coach_id or ""),
            people.get(row.teacher_id or ""),
        )
        for row in rows
    ]


def ours(partnership_id: str, me: Me, db: Db) -> Membership:
    return partnership_for(db, me, partnership_id)


Ours = Annotated[Membership, Depends(ours)]
