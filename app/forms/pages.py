"""A form's pages: all forms, one form to read, comment on and agree to, and what changed between versions."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError
from sqlmodel import Session

from app.accounts.signed_in import Me
from app.database import Db
from app.exchange.imports import take_in_waiting
from app.forms import actions, queries
from app.forms.api import NewComment
from app.forms.cautions import cautions
from app.forms.changes import compare, orders, spoken
from app.forms.drafts import drafts_of, faults
from app.forms.glyphs import glyph, glyphs_of
from app.forms.kinds import how_many_measures, summed_up
from app.forms.lookup import Number, version_number
from app.forms.review import Review, review_of
from app.forms.xlsform_write import left_behind
from app.partnerships.lookup import Membership, Ours, partnerships_of
from app.problems import Problem
from app.rendering import page, templates
from app.words import _

router = APIRouter(include_in_schema=False)
form_page = APIRouter(prefix="/partnerships/{partnership_id}/forms/{form_id}", include_in_schema=False)
templates.filters["summed_up"] = summed_up
templates.globals.update(
    cautions=cautions,
    left_behind=left_behind,
    glyph=glyph,
    glyphs_of=glyphs_of,
    summed_up=summed_up,
    how_many_measures=how_many_measures,
    spoken=spoken,
)


@router.get("/forms")
def all_forms(request: Request, me: Me, db: Db) -> Response:
    return _listed(request, db, me.id, partnerships_of(db, me), None)


@router.get("/partnerships/{partnership_id}/forms")
def forms_of_ours(request: Request, ours: Ours, db: Db) -> Response:
    return _listed(request, db, ours.person.id, [ours], ours)


def _listed(request: Request, db: Session, me: str, all_ours: list[Membership], ours: Membership | None) -> Response:
    begun = [each for each in all_ours if each.partnership.status not in ("invited", "declined")]
    ids = [each.id for each in begun]
    histories, drafts = queries.histories_of(db, ids), drafts_of(db, me, ids)
    shelves = [
        {
            "ours": each,
            "forms": [h for h in histories if h.newest.version.partnership_id == each.id],
            "drafts": [draft for partnership_id, draft in drafts if partnership_id == each.id],
        }
        for each in begun
    ]
    context = {"nav": "forms", "shelves": shelves} | ({"ours": ours} if ours else {})
    return page(request, "forms/forms.html", context)


@form_page.get("")
def read(request: Request, form_id: str, ours: Ours, db: Db, version: str = "") -> Response:
    number = version_number(version) if version else None
    try:
        review = review_of(db, ours, form_id, number)
    except Problem:
        # A form that only its author knows of yet is nowhere but in the draft.
        if number is None and any(draft.form_id == form_id for _id, draft in drafts_of(db, ours.person.id, [ours.id])):
            return RedirectResponse(f"{address(ours, form_id)}/draft", 303)
        raise
    return _review(request, ours, review)


def address(ours: Membership, form_id: str) -> str:
    return f"/partnerships/{ours.id}/forms/{form_id}"


def _review(request: Request, ours: Membership, review: Review, status: int = 200, **more: Any) -> Response:
    known: dict[str, Any] = {"problem": None, "wrong": {}, "typed": {}}
    return page(request, "forms/review.html", _known(ours, review) | known | more, status)


def _known(ours: Membership, review: Review) -> dict[str, Any]:
    return {"nav": "forms", "ours": ours, "review": review, "here": address(ours, review.shown.version.form_id)}


@form_page.get("/news")
def news(request: Request, form_id: str, ours: Ours, db: Db, stamp: str = "", version: str = "") -> Response:
    """What an open page asks for now and then: nothing, or the signatures and the words that came since."""
    review = review_of(db, ours, form_id, version_number(version))
    if review.stamp == stamp:
        return Response(status_code=204)
    return page(request, "forms/_news.html", _known(ours, review) | {"problem": None})


@form_page.post("/versions/{number}/agreement")
def agree(request: Request, form_id: str, number: Number, ours: Ours, db: Db) -> Response:
    try:
        actions.agree_to(db, ours, form_id, number)
        take_in_waiting(db, ours)
    except Problem as problem:
        if problem.slug != "version-superseded":
            raise
        return _review(request, ours, review_of(db, ours, form_id), 409, problem=problem)
    return RedirectResponse(address(ours, form_id), 303)


@form_page.post("/versions/{number}/comments")
def comment(
    request: Request,
    form_id: str,
    number: Number,
    ours: Ours,
    db: Db,
    text: Annotated[str, Form()] = "",
    measure: Annotated[str, Form()] = "",
) -> Response:
    wrong: dict[str, str] = {}
    try:
        said = NewComment.model_validate({"text": text})
        actions.comment_on(db, ours, form_id, number, said.text, measure or None)
    except ValidationError as error:
        wrong = {measure: faults(error)["text"]}
    if request.headers.get("hx-request"):
        return _thread(request, ours, review_of(db, ours, form_id, number), measure, wrong, text)
    if wrong:
        return _review(request, ours, review_of(db, ours, form_id), 422, wrong=wrong, typed={measure: text})
    return RedirectResponse(f"{address(ours, form_id)}#about-{measure}", 303)


def _thread(
    request: Request, ours: Membership, review: Review, measure: str, wrong: dict[str, str], text: str
) -> Response:
    row = next((row for row in review.rows if row.measure["key"] == measure), None)
    said = row.said if row else review.whole
    more = {"key": measure, "said": said, "wrong": wrong, "typed": {measure: text} if wrong else {}}
    return page(request, "forms/_thread.html", _known(ours, review) | more, 422 if wrong else 200)


@form_page.post("/versions/{number}/starter")
def keep_as_starter(form_id: str, number: Number, ours: Ours, db: Db) -> Response:
    actions.keep_as_starter(db, ours, form_id, number)
    return RedirectResponse(f"{address(ours, form_id)}?version={number}#use-again", 303)


@form_page.post("/starter/removal")
def let_starter_go(form_id: str, ours: Ours, db: Db) -> Response:
    actions.let_starter_go(db, ours, form_id)
    return RedirectResponse(f"{address(ours, form_id)}#use-again", 303)


@form_page.get("/changes")
def changes(request: Request, form_id: str, ours: Ours, db: Db, before: str = "", after: str = "") -> Response:
    history = queries.history_of(db, ours.id, form_id)
    later = history.at(version_number(after)) if after else history.newest
    if later is None:
        raise Problem("not-found")
    earlier = history.at(version_number(before) if before else max(1, later.version.version - 1))
    if earlier is None:
        raise Problem("not-found")
    context = {
        "nav": "forms",
        "ours": ours,
        "here": address(ours, form_id),
        "history": history,
        "sides": [earlier.version, later.version],
        "changes": compare(earlier.version.measures, later.version.measures),
        "around": _around(earlier.version, later.version),
    }
    return page(request, "forms/changes.html", context)


def _around(before: Any, after: Any) -> list[tuple[str, str, str]]:
    """Title, reason and the order of the measures, where they differ."""
    pairs = [
        (_("Title"), before.title, after.title),
        (_("Why"), before.why, after.why),
        (_("Order of the measures"), *orders(before.measures, after.measures)),
    ]
    return [(name, was, is_) for name, was, is_ in pairs if was != is_]
