"""How far two records of one lesson agree, for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlmodel import Session, col, select

from app.database import Db
from app.observers.comparison import (
    LEAST_WINDOW_MS,
    MOST_TOLERANCE_MS,
    MOST_WINDOW_MS,
    TOLERANCE_MS,
    WINDOW_MS,
    Comparison,
    compare,
    must_be_comparable,
)
from app.partnerships.actions import note_access
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.visits.lookup import OwnRecord, RecordedVisit, VisitOfOurs, visit_in
from app.visits.models import Visit
from app.words import _

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["observers"])
WINDOW = Query(ge=LEAST_WINDOW_MS, le=MOST_WINDOW_MS, description="Length of a window in milliseconds")
TOLERANCE = Query(ge=0, le=MOST_TOLERANCE_MS, description="How far apart two events still match, in milliseconds")
WITH = Query(alias="with", max_length=36, description="The other visit. Without it: the second observer's record")


@router.get(
    "/observer-agreement",
    operation_id="compareObservers",
    summary="How far two records of one lesson by the same form version agree, measure by measure",
)
def observer_agreement(
    ours: RecordedVisit,
    db: Db,
    request: Request,
    other: Annotated[str | None, WITH] = None,
    window_ms: Annotated[int, WINDOW] = WINDOW_MS,
    tolerance_ms: Annotated[int, TOLERANCE] = TOLERANCE_MS,
) -> dict[str, Any]:
    second = _other(db, ours, other)
    must_be_comparable(db, ours.membership, ours.visit, second)
    comparison = compare(db, ours.membership.person.id, ours.visit, second, window_ms, tolerance_ms)
    looked_at = second if second.beside else ours.visit
    note_access(request.app.state.engine, ours.membership, "compared", looked_at.id)
    return as_json(comparison, ours.visit, second)


def _other(db: Session, ours: VisitOfOurs | OwnRecord, wanted: str | None) -> Visit:
    """A partner names any visit of theirs; a second observer reads their own record beside the one that it doubles."""
    if wanted == ours.visit.id:
        raise Problem("unprocessable", _("Name another visit than this one."), "/with")
    if isinstance(ours.membership, Membership):
        return visit_in(db, ours.membership, wanted or _doubled(db, ours.visit))
    if wanted not in (None, ours.visit.beside):
        raise Problem("not-found")
    return db.get_one(Visit, (ours.membership.id, ours.visit.beside))


def _doubled(db: Session, visit: Visit) -> str:
    """The visit that this one doubles, else the newest record that doubles it."""
    if visit.beside:
        return visit.beside
    doubles = select(Visit.id).where(Visit.partnership_id == visit.partnership_id, Visit.beside == visit.id)
    newest = db.exec(doubles.order_by(col(Visit.created_at).desc()).limit(1)).first()
    if newest is None:
        raise Problem("unprocessable", _("Nobody else recorded this lesson: name the other visit."), "/with")
    return newest


def as_json(comparison: Comparison, first: Visit, second: Visit) -> dict[str, Any]:
    """`a` is the first visit's observer, `b` the other's; every time is on the first visit's clock."""
    authors = dict(zip(("a", "b"), comparison.authors, strict=True))
    return {
        "visit_id": first.id,
        "with": second.id,
        "form_id": first.form_id,
        "form_version": first.form_version,
        "observers": authors,
        "window_ms": comparison.window_ms,
        "tolerance_ms": comparison.tolerance_ms,
        "offset_ms": comparison.offset_ms,
        "shared_ms": comparison.shared_ms,
        "measures": comparison.agreements,
    }
