"""The only way to a visit: through a partner."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session, select

from app.accounts.signed_in import Me
from app.database import Db
from app.partnerships.lookup import Membership, partnership_for
from app.problems import Problem
from app.visits.models import Visit


@dataclass(frozen=True)
class VisitOfOurs:
    membership: Membership
    visit: Visit


def visit_in(db: Session, membership: Membership, visit_id: str) -> Visit:
    visit = db.exec(select(Visit).where(Visit.partnership_id == membership.id, Visit.id == visit_id)).first()
    if visit is None:
        raise Problem("not-found")
    return visit


def our_visit(partnership_id: str, visit_id: str, me: Me, db: Db) -> VisitOfOurs:
    membership = partnership_for(db, me, partnership_id)
    return VisitOfOurs(membership, visit_in(db, membership, visit_id))


OurVisit = Annotated[VisitOfOurs, Depends(our_visit)]
