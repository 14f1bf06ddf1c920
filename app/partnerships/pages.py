"""A partnership's pages: the list, the partnership itself, its goal, pausing and leaving, who looked."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from app.accounts.signed_in import Me
from app.database import Db
from app.goals.actions import set_goal
from app.goals.models import Goal
from app.goals.queries import goal_history
from app.partnerships import actions, queries, story
from app.partnerships.invitations import invitation_of, offers_to
from app.partnerships.lookup import Ours, partnerships_of
from app.partnerships.rules import may_resume, one_role
from app.problems import Problem
from app.rendering import page

router = APIRouter(prefix="/partnerships", include_in_schema=False)
MANY_LOOKS = 500


class NewGoal(BaseModel):
    text: str = ""
    how_known: str = ""


@router.get("")
def list_partnerships(request: Request, me: Me, db: Db) -> Response:
    all_ours = partnerships_of(db, me)
    context = {
        "nav": "partnerships",
        "my_role": one_role(each.role for each in all_ours),
        "all_ours": all_ours,
        "offers": offers_to(db, me),
        "declined": queries.declined_of(db, me),
    }
    return page(request, "partnerships/list.html", context)


@router.get("/{partnership_id}")
def show(request: Request, ours: Ours, db: Db) -> Response:
    if ours.partnership.status == "invited":
        context = {"ours": ours, "nav": "partnerships", "invitation": invitation_of(db, ours.id)}
        return page(request, "partnerships/waiting.html", context)
    context = story.of(db, ours) | {
        "ours": ours,
        "nav": "partnerships",
        "may_resume": may_resume(ours.role, ours.person.id, ours.partnership.paused_by),
    }
    return page(request, "partnerships/show.html", context)


@router.get("/{partnership_id}/goals")
def goals(request: Request, ours: Ours, db: Db) -> Response:
    if ours.teacher is None:
        raise Problem("partnership-not-active")
    history = goal_history(db, ours.id)
    now = history[0] if history else None
    typed = NewGoal(text=now.text if now else "", how_known=now.how_known if now else "")
    return page(request, "partnerships/goals.html", _goals(ours, history, typed))


@router.post("/{partnership_id}/goals")
def new_goal(request: Request, ours: Ours, db: Db, typed: Annotated[NewGoal, Form()]) -> Response:
    try:
        set_goal(db, ours, typed.text, typed.how_known)
    except Problem as problem:
        if problem.status != 422:
            raise
        history = goal_history(db, ours.id)
        return page(request, "partnerships/goals.html", _goals(ours, history, typed, problem), 422)
    return _back(ours)


def _goals(ours: Ours, history: list[Goal], typed: NewGoal, problem: Problem | None = None) -> dict[str, object]:
    return {"ours": ours, "nav": "partnerships", "history": history, "typed": typed, "problem": problem}


@router.get("/{partnership_id}/pause")
def about_pausing(request: Request, ours: Ours) -> Response:
    return page(request, "partnerships/pause.html", {"ours": ours, "nav": "partnerships"})


@router.post("/{partnership_id}/pause")
def pause(ours: Ours, db: Db) -> Response:
    actions.pause(db, ours)
    return _back(ours)


@router.post("/{partnership_id}/resumption")
def resume(ours: Ours, db: Db) -> Response:
    actions.resume(db, ours)
    return _back(ours)


@router.get("/{partnership_id}/ending")
def about_leaving(request: Request, ours: Ours) -> Response:
    return page(request, "partnerships/ending.html", {"ours": ours, "nav": "partnerships"})


@router.post("/{partnership_id}/ending")
def leave(request: Request, ours: Ours, db: Db, erase: Annotated[str, Form()] = "") -> Response:
    withdrawn = ours.partnership.status == "invited"
    if erase == "yes":
        actions.end_and_erase(db, ours)
    else:
        actions.end(db, ours)
    return RedirectResponse("/partnerships", 303) if erase == "yes" or withdrawn else _back(ours)


@router.post("/{partnership_id}/unplanned-visits")
def welcome_unplanned(ours: Ours, db: Db, welcome: Annotated[str, Form()] = "") -> Response:
    actions.welcome_unplanned(db, ours, welcome == "yes")
    return _back(ours)


@router.get("/{partnership_id}/looks")
def looks(request: Request, ours: Ours, db: Db) -> Response:
    context = {"ours": ours, "nav": "partnerships", "looks": story.looks(db, ours, MANY_LOOKS)}
    return page(request, "partnerships/looks.html", context)


def _back(ours: Ours) -> Response:
    return RedirectResponse(f"/partnerships/{ours.id}", 303)
