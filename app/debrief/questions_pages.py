"""The questions that both answer after a visit, to be read and changed by either."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from app.database import Db
from app.debrief.questions import MOST, ask, in_words, question_sets
from app.partnerships.lookup import Ours
from app.problems import Problem
from app.rendering import page

router = APIRouter(prefix="/partnerships/{partnership_id}/questions", include_in_schema=False)


class TypedQuestions(BaseModel):
    question_0: str = ""
    question_1: str = ""
    question_2: str = ""
    question_3: str = ""
    question_4: str = ""


@router.get("")
def present_questions(request: Request, ours: Ours, db: Db) -> Response:
    return page(request, "debrief/questions.html", _context(ours, db))


@router.post("")
def change_questions(request: Request, ours: Ours, db: Db, typed: Annotated[TypedQuestions, Form()]) -> Response:
    wanted = list(typed.model_dump().values())
    try:
        ask(db, ours, wanted)
    except Problem as problem:
        if problem.status != 422:
            raise
        return page(request, "debrief/questions.html", _context(ours, db) | {"typed": wanted, "problem": problem}, 422)
    return RedirectResponse(f"/partnerships/{ours.id}/questions", 303)


def _context(ours: Ours, db: Db) -> dict[str, Any]:
    if ours.other is None:
        raise Problem("partnership-not-active")
    sets = question_sets(db, ours.id)
    typed = [*sets[0].questions, *[""] * MOST][:MOST]
    return {
        "ours": ours,
        "nav": "partnerships",
        "sets": sets,
        "typed": typed,
        "problem": None,
        "in_words": in_words,
        "may": ours.partnership.status == "active",
    }
