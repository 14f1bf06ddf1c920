"""A visit's page, from what is planned to the debrief, and the fragments it is made of."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from app.answers import wants_json
from app.database import Db
from app.debrief import first_look, screen
from app.debrief.guesses import beside
from app.debrief.happenings import with_taken_back
from app.debrief.opened import Opened, note_look
from app.debrief.queries import Debrief, debrief_of, read_visit, sides_of
from app.debrief.questions import BEFORE
from app.debrief.reflections import before_looking
from app.debrief.view import EVERYTHING, Viewed
from app.goals.steps import steps_for
from app.log.queries import statuses
from app.problems import Problem
from app.rendering import page
from app.visits.lookup import KnownVisit, OurVisit, VisitOfOurs
from app.visits.rules import is_cancelled, withheld_from

router = APIRouter(prefix="/partnerships/{partnership_id}/visits/{visit_id}", include_in_schema=False)

Ms = Annotated[int | None, Query(ge=0, le=2**53)]
Key = Annotated[str | None, Query(max_length=40)]


@router.get("")
def visit(
    request: Request,
    ours: KnownVisit,
    db: Db,
    from_ms: Annotated[Ms, Query(alias="from")] = None,
    to_ms: Annotated[Ms, Query(alias="to")] = None,
    entry: Key = None,
    measure: Key = None,
    view: Viewed = EVERYTHING,
) -> Response:
    if withheld_from(ours.visit, ours.membership.person.id):
        return _withheld(request, db, ours)
    reading = read_visit(db, ours)
    debrief = debrief_of(db, reading)
    if reading.stage == "first_look":
        return _first_look(request, debrief)
    context = screen.names(reading) | screen.head(debrief)
    if is_cancelled(ours.visit):
        return page(request, "debrief/cancelled.html", context)
    if reading.stage in ("planned", "recording", "teacher_first"):
        said = screen.shared_so_far if reading.stage == "recording" else screen.shared
        open_steps = [step for step in debrief.steps if not step.happened]
        context |= {"shared": said(reading), "open_steps": open_steps}
        return page(request, f"debrief/{reading.stage}.html", context)
    note_look(request.app.state.engine, reading)
    if reading.stage == "follow":
        return page(request, "debrief/follow.html", context | screen.lesson(reading, view))
    asked = (from_ms, to_ms, entry, measure)
    return page(request, "debrief/debrief.html", context | screen.whole(debrief, asked, view))


def _withheld(request: Request, db: Db, ours: VisitOfOurs) -> Response:
    """That it is withheld is for both to see; a program is told so by the problem."""
    if wants_json(request):
        raise Problem("visit-withheld")
    said = {"ours": ours.membership, "visit": ours.visit, "status": statuses(db, [ours.visit])[ours.visit.id]}
    return page(request, "debrief/withheld.html", said, Problem("visit-withheld").status)


def _first_look(request: Request, debrief: Debrief) -> Response:
    reading = debrief.reading
    own = {"prompt": BEFORE, "before": before_looking(reading), "coach_may_look": reading.coach_may_look}
    said = screen.names(reading) | {"shared": screen.invitation(debrief)}
    said |= screen.context(reading) | screen.guessing(reading)
    return page(request, "debrief/first_look.html", said | own)


@router.post("/opening")
def open_for_me(request: Request, ours: OurVisit, db: Db) -> Response:
    first_look.open_for_me(db, read_visit(db, ours))
    return RedirectResponse(f"/partnerships/{ours.membership.id}/visits/{ours.visit.id}", 303)


@router.post("/opening-to-partner")
def open_for_partner(request: Request, ours: OurVisit, db: Db) -> Response:
    first_look.open_for_partner(db, read_visit(db, ours))
    return RedirectResponse(f"/partnerships/{ours.membership.id}/visits/{ours.visit.id}", 303)


@router.get("/lesson")
def lesson(request: Request, reading: Opened, view: Viewed) -> Response:
    context = screen.names(reading) | screen.lesson(reading, view)
    return page(request, "debrief/_lesson.html", context | {"swapping": True})


@router.get("/lesson/table")
def lesson_table(request: Request, reading: Opened) -> Response:
    """A fragment within the page, a page of its own without scripts."""
    swapping = "hx-request" in request.headers
    rows = [(thing, screen.part_at(reading, thing.at_ms)) for thing in with_taken_back(reading)]
    template = "debrief/_table.html" if swapping else "debrief/table.html"
    return page(request, template, screen.names(reading) | {"rows": rows, "swapping": swapping})


@router.get("/moment")
def moment(
    request: Request,
    reading: Opened,
    from_ms: Annotated[Ms, Query(alias="from")] = None,
    to_ms: Annotated[Ms, Query(alias="to")] = None,
    entry: Key = None,
    measure: Key = None,
    view: Viewed = EVERYTHING,
) -> Response:
    asked = (from_ms, to_ms, entry, measure)
    return page(request, "debrief/_moment.html", screen.names(reading) | screen.moment(reading, asked, view))


@router.get("/context")
def context(request: Request, ours: OurVisit, db: Db) -> Response:
    """Also before the first look: what the teacher says about the lesson holds no number."""
    reading = read_visit(db, ours)
    if reading.stage not in ("open", "first_look"):
        raise Problem("teacher-first")
    return page(request, "debrief/_context.html", screen.names(reading) | screen.context(reading))


@router.get("/guesses")
def guesses(request: Request, reading: Opened) -> Response:
    return page(request, "debrief/_guesses.html", screen.names(reading) | {"guesses": beside(reading)})


@router.get("/reflections")
def reflections(request: Request, reading: Opened, db: Db) -> Response:
    context = screen.names(reading) | screen.reflections(*sides_of(db, reading), reading)
    return page(request, "debrief/_reflections.html", context)


@router.get("/steps")
def steps(request: Request, reading: Opened, db: Db) -> Response:
    context = screen.names(reading) | screen.steps(steps_for(db, reading.visit, reading.membership.person.id), reading)
    return page(request, "debrief/_steps.html", context)
