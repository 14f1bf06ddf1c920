"""All visits on one page, its table, and what the two say about them. Plain forms that work without scripts."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from app.across_visits import actions, screen
from app.across_visits.choice import Choice, Chosen
from app.across_visits.queries import across
from app.database import Db
from app.partnerships.actions import note_access
from app.partnerships.lookup import Membership, Ours
from app.problems import Problem
from app.rendering import page

router = APIRouter(prefix="/partnerships/{partnership_id}/across-visits", include_in_schema=False)


class Line(BaseModel):
    starts_on: str = ""
    text: str = ""


class Note(BaseModel):
    text: str = ""
    visit_id: str = ""


class Hope(BaseModel):
    series: str = ""
    direction: str = ""


@router.get("")
def look_across(request: Request, ours: Ours, db: Db, asked: Chosen) -> Response:
    _must_be_partners(ours)
    read = across(db, ours)
    note_access(request.app.state.engine, ours, "summary")
    return page(request, "across_visits/across_visits.html", screen.whole(read, asked))


@router.get("/table")
def table(request: Request, ours: Ours, db: Db, asked: Chosen) -> Response:
    """A fragment within the page, a page of its own without scripts."""
    _must_be_partners(ours)
    read = across(db, ours)
    note_access(request.app.state.engine, ours, "summary")
    swapping = "hx-request" in request.headers
    template = "across_visits/_table.html" if swapping else "across_visits/table.html"
    return page(request, template, screen.table(read, asked.totals) | {"swapping": swapping, "choice": asked})


@router.post("/changes")
def mark_change(request: Request, ours: Ours, db: Db, asked: Chosen, typed: Annotated[Line, Form()]) -> Response:
    try:
        actions.mark_change(db, ours, actions.TypedLine(typed.starts_on, typed.text))
    except Problem as problem:
        return _again(request, db, ours, asked, problem, {"form": "line", **typed.model_dump()})
    return _back(ours, asked, "changes")


@router.post("/changes/{line}")
def rename_change(
    request: Request, ours: Ours, db: Db, asked: Chosen, line: str, typed: Annotated[Line, Form()]
) -> Response:
    try:
        actions.rename_change(db, ours, line, actions.TypedLine(typed.starts_on, typed.text))
    except Problem as problem:
        return _again(request, db, ours, asked, problem, {"form": line, **typed.model_dump()})
    return _back(ours, asked, "changes")


@router.post("/changes/{line}/removal")
def remove_change(ours: Ours, db: Db, asked: Chosen, line: str) -> Response:
    actions.remove_change(db, ours, line)
    return _back(ours, asked, "changes")


@router.post("/notes")
def add_note(request: Request, ours: Ours, db: Db, asked: Chosen, typed: Annotated[Note, Form()]) -> Response:
    try:
        actions.add_note(db, ours, typed.text, typed.visit_id or None)
    except Problem as problem:
        form = "note" if typed.visit_id else "all"
        return _again(request, db, ours, asked, problem, {"form": form, **typed.model_dump()})
    return _back(ours, asked, "notes" if typed.visit_id else "said")


@router.post("/notes/{note}")
def change_note(
    request: Request, ours: Ours, db: Db, asked: Chosen, note: str, typed: Annotated[Note, Form()]
) -> Response:
    try:
        actions.change_note(db, ours, note, typed.text)
    except Problem as problem:
        return _again(request, db, ours, asked, problem, {"form": note, **typed.model_dump()})
    return _back(ours, asked, f"note-{note}")


@router.post("/notes/{note}/removal")
def take_note_back(ours: Ours, db: Db, asked: Chosen, note: str) -> Response:
    actions.take_note_back(db, ours, note)
    return _back(ours, asked, "said")


@router.post("/hopes")
def say_hope(ours: Ours, db: Db, asked: Chosen, typed: Annotated[Hope, Form()]) -> Response:
    actions.say_hope(db, ours, typed.series, typed.direction)
    return _back(ours, asked.but(nap=True), "nap")


def _must_be_partners(ours: Membership) -> None:
    if ours.coach is None or ours.teacher is None:
        raise Problem("partnership-not-active")


def _again(
    request: Request, db: Session, ours: Membership, asked: Choice, problem: Problem, typed: dict[str, Any]
) -> Response:
    """The page with what was typed still in its field, and what is wrong said at it; anything else is refused plainly."""
    if problem.status != 422:
        raise problem
    context = screen.whole(across(db, ours), asked) | {"typed": typed, "problem": problem}
    return page(request, "across_visits/across_visits.html", context, 422)


def _back(ours: Membership, asked: Choice, place: str) -> Response:
    return RedirectResponse(f"/partnerships/{ours.id}/across-visits{asked.query}#{place}", 303)
