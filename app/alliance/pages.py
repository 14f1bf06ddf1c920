"""Check-ins: the one that is due, and those before it. A plain form that works without scripts."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from app.alliance import actions
from app.alliance.queries import check_ins
from app.alliance.rules import QUESTIONS, turn_of
from app.database import Db
from app.log.queries import statuses
from app.partnerships.lookup import Membership, Ours
from app.problems import Problem
from app.rendering import first_name, page
from app.visits.queries import visits_of

router = APIRouter(prefix="/partnerships/{partnership_id}/check-ins", include_in_schema=False)


class Typed(BaseModel):
    turn: str = ""
    answer_0: str = ""
    answer_1: str = ""
    answer_2: str = ""
    share: str = ""

    @property
    def said(self) -> dict[str, str]:
        return dict(zip(QUESTIONS, (self.answer_0, self.answer_1, self.answer_2), strict=True))


@router.get("")
def look_back(request: Request, ours: Ours, db: Db) -> Response:
    return page(request, "alliance/check_ins.html", _all(db, ours))


@router.post("")
def answer(request: Request, ours: Ours, db: Db, typed: Annotated[Typed, Form()]) -> Response:
    try:
        actions.answer(db, ours, _turn(db, ours, typed.turn), typed.said, typed.share == "yes")
    except Problem as problem:
        if problem.status != 422:
            raise
        return page(request, "alliance/check_ins.html", _all(db, ours) | {"typed": typed.said, "problem": problem}, 422)
    return RedirectResponse(f"/partnerships/{ours.id}#check-in", 303)


def _turn(db: Session, ours: Membership, typed: str) -> int:
    """A check-in that came round, and not one to come."""
    due = _due(db, ours)
    if due is None or not typed.isascii() or not typed.isdigit() or len(typed) > 4 or int(typed) > due:
        raise Problem("not-found")
    return int(typed)


def _due(db: Session, ours: Membership) -> int | None:
    visits = visits_of(db, [ours.id])
    return turn_of(list(statuses(db, visits).values()).count("ended"))


def _all(db: Session, ours: Membership) -> dict[str, Any]:
    if ours.other is None:
        raise Problem("partnership-not-active")
    due = _due(db, ours)
    turns = range(due + 1) if due is not None else []
    every = check_ins(db, ours, list(reversed(turns)))
    return {
        "ours": ours,
        "nav": "partnerships",
        "check_in": every[0] if every else None,
        "earlier": [each for each in every[1:] if each.shared or each.answered],
        "other": first_name(ours.other.name),
        "teacher": first_name(ours.teacher.name) if ours.teacher else "",
        "typed": {},
        "problem": None,
    }
