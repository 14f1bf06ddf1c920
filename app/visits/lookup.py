"""The only ways to a visit: through a partner; to a second observer's record also through that observer."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.accounts.signed_in import Me
from app.database import Db
from app.log.queries import statuses
from app.partnerships.lookup import Membership, partnership_for
from app.partnerships.models import Partnership
from app.partnerships.queries import teacher_has_looked
from app.problems import Problem
from app.visits.models import Visit
from app.visits.rules import withheld_from


@dataclass(frozen=True)
class VisitOfOurs:
    membership: Membership
    visit: Visit


@dataclass(frozen=True)
class Observer:
    """A second observer's side of a partnership: their own record of one lesson, and nothing else of it."""

    partnership: Partnership
    person: Person

    @property
    def id(self) -> str:
        return self.partnership.id


@dataclass(frozen=True)
class OwnRecord:
    membership: Observer
    visit: Visit


def visit_in(db: Session, membership: Membership, visit_id: str) -> Visit:
    """A visit that this partner may read, a second observer's record of one among them."""
    visit = visit_there(db, membership, visit_id)
    if withheld_from(visit, membership.person.id):
        raise Problem("visit-withheld")
    if visit.beside is not None:
        _must_be_unblinded(db, membership, visit)
    return visit


def visit_there(db: Session, membership: Membership, visit_id: str) -> Visit:
    """A visit as a partner may know that it exists: to send to it, to say that it is withheld, to decide about it."""
    visit = db.exec(select(Visit).where(Visit.partnership_id == membership.id, Visit.id == visit_id)).first()
    if visit is None:
        raise Problem("not-found")
    if visit.erased_at is not None:
        raise Problem("visit-erased")
    return visit


def _must_be_unblinded(db: Session, membership: Membership, record: Visit) -> None:
    """Neither partner reads the second observer's record before both have ended, and the teacher is first then too."""
    main = db.get_one(Visit, (membership.id, record.beside))
    if withheld_from(main, membership.person.id):
        raise Problem("visit-withheld")
    if set(statuses(db, [main, record]).values()) != {"ended"}:
        raise Problem("blind-until-both-ended")
    if membership.role == "coach" and not teacher_has_looked(db, membership, main.id):
        raise Problem("teacher-first")


def readable_visit(partnership_id: str, visit_id: str, me: Me, db: Db) -> VisitOfOurs:
    membership = partnership_for(db, me, partnership_id)
    return VisitOfOurs(membership, visit_in(db, membership, visit_id))


def our_visit(partnership_id: str, visit_id: str, me: Me, db: Db) -> VisitOfOurs:
    """For all that is done with a visit: a second observer's record is read beside it and never joins it."""
    ours = readable_visit(partnership_id, visit_id, me, db)
    if ours.visit.beside is not None:
        raise Problem("second-observers-record")
    return ours


def known_visit(partnership_id: str, visit_id: str, me: Me, db: Db) -> VisitOfOurs:
    """A visit with its plan and whose turn it is, not with what was recorded: that is read through `our_visit` alone."""
    membership = partnership_for(db, me, partnership_id)
    visit = visit_there(db, membership, visit_id)
    if visit.beside is not None:
        raise Problem("second-observers-record")
    return VisitOfOurs(membership, visit)


def own_record(db: Session, person: Person, partnership_id: str, visit_id: str) -> OwnRecord | None:
    """The second observer's way to their own record, while the arrangement lasts."""
    whose = select(Partnership, Visit).join(Visit, Visit.partnership_id == Partnership.id)  # type: ignore[arg-type]
    wanted = whose.where(
        col(Partnership.status).in_(["active", "paused"]),
        Visit.partnership_id == partnership_id,
        Visit.id == visit_id,
        Visit.observer_id == person.id,
    )
    found = db.exec(wanted).first()
    if found and found[1].erased_at is not None:
        raise Problem("visit-erased")
    return OwnRecord(Observer(found[0], person), found[1]) if found else None


def recorded_visit(partnership_id: str, visit_id: str, me: Me, db: Db) -> VisitOfOurs | OwnRecord:
    """To be read. A record of a withheld visit is withheld from the second observer who made it, too."""
    own = own_record(db, me, partnership_id, visit_id)
    if own and withheld_from(own.visit, me.id):
        raise Problem("visit-withheld")
    return own or readable_visit(partnership_id, visit_id, me, db)


KnownVisit = Annotated[VisitOfOurs, Depends(known_visit)]
OurVisit = Annotated[VisitOfOurs, Depends(our_visit)]
ReadableVisit = Annotated[VisitOfOurs, Depends(readable_visit)]
RecordedVisit = Annotated[VisitOfOurs | OwnRecord, Depends(recorded_visit)]
