"""Write down a next step, and what happened with it. Plain forms: a fragment for htmx, a redirect without scripts."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from app.database import Db
from app.debrief import screen
from app.debrief.opened import Readable
from app.debrief.queries import debrief_of
from app.debrief.reading import Reading
from app.goals.steps import add_step, say_what_happened, steps_for
from app.partnerships.lookup import Role
from app.problems import Problem
from app.rendering import page
from app.typed import several_lines
from app.words import _

router = APIRouter(prefix="/partnerships/{partnership_id}/visits/{visit_id}/steps", include_in_schema=False)
NOTHING: dict[str, Any] = {"typed": {}, "problem": None}


class TypedStep(BaseModel):
    who: str = ""
    what: str = ""
    by_when: str = ""


class TypedOutcome(BaseModel):
    text: str = ""


@router.post("")
def add(request: Request, reading: Readable, db: Db, typed: Annotated[TypedStep, Form()]) -> Response:
    try:
        add_step(
            db, reading.membership, reading.visit, _who(typed.who), _text(typed.what, "/what"), _day(typed.by_when)
        )
    except Problem as problem:
        return _shown(request, db, reading, {"typed": typed.model_dump(), "problem": problem}, problem.status)
    return _done(request, db, reading)


@router.post("/{step_id}/outcomes")
def add_outcome(
    request: Request, reading: Readable, db: Db, step_id: str, typed: Annotated[TypedOutcome, Form()]
) -> Response:
    try:
        say_what_happened(db, reading.membership, reading.visit, step_id, _text(typed.text, "/text"))
    except Problem as problem:
        if problem.slug == "not-found":
            raise
        again = {"typed": {"step": step_id, "text": typed.text}, "problem": problem}
        return _shown(request, db, reading, again, problem.status)
    return _done(request, db, reading)


def _who(role: str) -> Role:
    if role not in ("coach", "teacher"):
        raise Problem("unprocessable", _("Choose which of you will do it."), "/who")
    return "coach" if role == "coach" else "teacher"


def _text(text: str, pointer: str) -> str:
    text = several_lines(text, 600, pointer)
    if not text:
        raise Problem("unprocessable", _("Write it in a few words."), pointer)
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Problem("unprocessable", _("Choose a day, or leave it open."), "/by_when") from wrong


def _done(request: Request, db: Session, reading: Reading) -> Response:
    if "hx-request" in request.headers:
        return _shown(request, db, reading, NOTHING, 200)
    here = screen.names(reading)["here"]
    return RedirectResponse(f"{here}#steps", 303)


def _shown(request: Request, db: Session, reading: Reading, again: dict[str, Any], status: int) -> Response:
    """The steps, with what was typed still in its field when it could not be kept."""
    context = screen.names(reading)
    if "hx-request" in request.headers:
        context |= screen.steps(steps_for(db, reading.visit, reading.membership.person.id), reading)
        return page(request, "debrief/_steps.html", context | again, status)
    debrief = debrief_of(db, reading)
    context |= screen.head(debrief) | screen.whole(debrief, (None, None, None, None))
    return page(request, "debrief/debrief.html", context | again, status)
