"""Who may read a visit: the teacher withholds it, shows it again or erases it; either partner cancels a plan."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.database import Db
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.rendering import page
from app.visits import actions, withholding
from app.visits.lookup import KnownVisit, VisitOfOurs

router = APIRouter(prefix="/partnerships/{partnership_id}/visits/{visit_id}", include_in_schema=False)


@router.get("/withholding")
def about_withholding(request: Request, ours: KnownVisit) -> Response:
    _must_teach(ours.membership)
    return page(request, "visits/withholding.html", _context(ours))


@router.post("/withholding")
def withhold(ours: KnownVisit, db: Db) -> Response:
    withholding.withhold(db, ours.membership, ours.visit)
    return _to_visit(ours)


@router.post("/withholding/removal")
def show_again(ours: KnownVisit, db: Db) -> Response:
    withholding.lift(db, ours.membership, ours.visit)
    return _to_visit(ours)


@router.get("/erasure")
def about_erasing(request: Request, ours: KnownVisit) -> Response:
    _must_teach(ours.membership)
    return page(request, "visits/erasure.html", _context(ours))


@router.post("/erasure")
def erase(ours: KnownVisit, db: Db) -> Response:
    withholding.erase(db, ours.membership, ours.visit)
    return RedirectResponse(f"/partnerships/{ours.membership.id}", 303)


@router.get("/cancellation")
def about_cancelling(request: Request, ours: KnownVisit) -> Response:
    return page(request, "visits/cancellation.html", _context(ours))


@router.post("/cancellation")
def cancel(ours: KnownVisit, db: Db) -> Response:
    actions.cancel(db, ours.membership, ours.visit)
    return _to_visit(ours)


@router.post("/cancellation/removal")
def plan_again(ours: KnownVisit, db: Db) -> Response:
    actions.plan_again(db, ours.membership, ours.visit)
    return _to_visit(ours)


def _must_teach(membership: Membership) -> None:
    if membership.role != "teacher":
        raise Problem("teacher-withholds")


def _context(ours: VisitOfOurs) -> dict[str, object]:
    here = f"/partnerships/{ours.membership.id}/visits/{ours.visit.id}"
    return {"ours": ours.membership, "visit": ours.visit, "here": here, "nav": "partnerships"}


def _to_visit(ours: VisitOfOurs) -> Response:
    return RedirectResponse(f"/partnerships/{ours.membership.id}/visits/{ours.visit.id}", 303)
