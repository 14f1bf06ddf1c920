"""Plan a visit. The device may have made its id, so planning it again is harmless."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from app.clock import now
from app.forms.queries import is_agreed
from app.log.queries import statuses
from app.partnerships.actions import record_access
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.visits.models import Visit
from app.visits.rules import is_cancelled
from app.words import _

YEARS = range(2000, 2101)  # far from where converting between zones overflows


@dataclass(frozen=True)
class Plan:
    form_id: str
    form_version: int
    planned_for: datetime | None = None
    minutes: int | None = None
    class_label: str = ""
    purpose: str = ""
    students: int | None = None
    segments: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Unplanned(Plan):
    """Started by the coach on the spot, which the teacher must have welcomed."""


def plan_visit(db: Session, membership: Membership, visit_id: str, plan: Plan) -> tuple[Visit, bool]:
    """The visit, and whether it is new. Only a form version that both have agreed to can be collected with."""
    if plan.planned_for is not None and plan.planned_for.year not in YEARS:
        raise Problem("unprocessable", _("Choose a day from this century."), "/planned_for")
    visit = db.get(Visit, (membership.id, visit_id))
    if visit is not None and visit.erased_at is not None:
        raise Problem("visit-erased")
    if visit is not None and visit.beside is not None:
        raise Problem("second-observers-record")
    if visit is not None and _says(visit, plan):
        return visit, False
    membership.must_be_active()
    if not is_agreed(db, membership.id, plan.form_id, plan.form_version):
        raise Problem("form-not-agreed", pointer="/form_version")
    if visit is None:
        if isinstance(plan, Unplanned) and not may_start_unplanned(membership):
            raise Problem("unplanned-not-welcome")
        return _add(db, membership, visit_id, plan)
    _replan(db, visit, plan)
    return visit, False


def may_start_unplanned(membership: Membership) -> bool:
    """A teacher may record a lesson of their own whenever they like."""
    if membership.partnership.status != "active":
        return False
    return membership.role == "teacher" or membership.partnership.unplanned_since is not None


def cancel(db: Session, membership: Membership, visit: Visit) -> None:
    """Either partner calls off a visit in which nothing is recorded. It can be planned again."""
    rows = _doubles(db, visit)
    if all(is_cancelled(row) for row in rows):
        return
    if any(row.head for row in rows):
        raise Problem("visit-begun")
    for row in rows:
        row.cancelled_at, row.cancelled_by, row.asides = now(), membership.person.id, row.asides + 1
        db.add(row)
    record_access(db, membership, "cancelled", visit.id)
    db.flush()


def plan_again(db: Session, membership: Membership, visit: Visit) -> None:
    """As it was planned before it was cancelled."""
    rows = [row for row in _doubles(db, visit) if row.cancelled_at is not None]
    if not rows:
        return
    membership.must_be_active()
    for row in rows:
        row.cancelled_at, row.cancelled_by, row.asides = None, None, row.asides + 1
        db.add(row)
    record_access(db, membership, "planned_again", visit.id)
    db.flush()


def tell_open_pages(db: Session, partnership_id: str, visit_ids: list[str]) -> None:
    """Something on these visits' pages has changed that is no entry: who has one open is told at once."""
    ours = (col(Visit.partnership_id) == partnership_id, col(Visit.id).in_(visit_ids))
    db.flush()
    db.connection().execute(sa.update(Visit).where(*ours).values(asides=Visit.asides + 1))


def _doubles(db: Session, visit: Visit) -> list[Visit]:
    """The visit and second observers' records of it, as they are now; held, so that nothing is recorded meanwhile."""
    both = or_(Visit.id == visit.id, Visit.beside == visit.id)
    rows = select(Visit).where(Visit.partnership_id == visit.partnership_id, both).order_by(Visit.id)
    return list(db.exec(rows.with_for_update().execution_options(populate_existing=True)).all())


def _add(db: Session, membership: Membership, visit_id: str, plan: Plan) -> tuple[Visit, bool]:
    visit = Visit(
        partnership_id=membership.id, id=visit_id, planned_by=membership.person.id, created_at=now(), **asdict(plan)
    )
    try:
        with db.begin_nested():
            db.add(visit)
    except IntegrityError:  # the same plan came in at this very moment, from another tab or as a repeated request
        return plan_visit(db, membership, visit_id, plan)
    return visit, True


def _says(visit: Visit, plan: Plan) -> bool:
    return all(getattr(visit, name) == value for name, value in asdict(plan).items())


def _replan(db: Session, visit: Visit, plan: Plan) -> None:
    """A second observer's record keeps the plan and the form of the visit that it doubles."""
    doubles = select(Visit).where(Visit.partnership_id == visit.partnership_id, Visit.beside == visit.id)
    both = [visit, *db.exec(doubles).all()]
    other_form = (visit.form_id, visit.form_version) != (plan.form_id, plan.form_version)
    if other_form and set(statuses(db, both).values()) != {"planned"}:
        raise Problem("visit-differs", pointer="/form_id")
    for each in both:
        each.cancelled_at = each.cancelled_by = None
        for name, value in asdict(plan).items():
            setattr(each, name, value)
        db.add(each)
    db.flush()
