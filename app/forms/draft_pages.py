"""Making a form: choose where to start, put measures together, and propose them or keep them as a draft."""

import re
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.database import Db
from app.forms import drafts, queries
from app.forms.drafts import Draft
from app.forms.kinds import OFFERED
from app.forms.look import with_look
from app.forms.pages import address
from app.forms.starters import Starter, every_starter
from app.forms.typed_measure import key_for
from app.partnerships.lookup import Membership, Ours
from app.problems import Problem
from app.rendering import page
from app.words import _

router = APIRouter(prefix="/partnerships/{partnership_id}/forms", include_in_schema=False)


async def typed_form(request: Request) -> FormData:
    return await request.form(max_files=0, max_fields=400)


TypedForm = Annotated[FormData, Depends(typed_form)]


def offered() -> list[Starter]:
    """Starter forms that the recorder can record."""
    return [starter for starter in every_starter().values() if starter.kinds <= set(OFFERED)]


@router.get("/new")
def new(request: Request, ours: Ours, db: Db) -> Response:
    ours.must_be_active()
    return page(request, "forms/new.html", choices(db, ours))


def choices(db: Session, ours: Membership) -> dict[str, Any]:
    """What a form can be started from."""
    agreed = [history.agreed for history in queries.histories_of(db, [ours.id])]
    kept = queries.kept_starters(db, ours.id)
    there = {version.form_id for version in kept}
    return {
        "ours": ours,
        "nav": "forms",
        "starters": [(starter, with_look(starter.measures)) for starter in offered()],
        "kept": [(version, with_look(version.measures)) for version in kept],
        "own": [(s.version, with_look(s.version.measures)) for s in agreed if s and s.version.form_id not in there],
        "refused": [],
    }


@router.post("/drafts")
def start(ours: Ours, db: Db, typed: TypedForm) -> Response:
    chosen = [value for value in typed.getlist("start") if isinstance(value, str)]
    titles, measures = _chosen(db, ours, chosen)
    title = titles[0] if len(titles) == 1 else _("What we will collect")
    draft = drafts.start_draft(db, ours, title, measures)
    return RedirectResponse(f"{address(ours, draft.form_id)}/draft" + ("" if measures else "/measure"), 303)


def _chosen(db: Session, ours: Membership, chosen: list[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """The titles and measures of what was ticked: starter forms by key, forms of ours by id."""
    own = {h.agreed.version.form_id: h.agreed.version for h in queries.histories_of(db, [ours.id]) if h.agreed}
    own |= {version.form_id: version for version in queries.kept_starters(db, ours.id)}
    found = [source for key in chosen if (source := own.get(key) or every_starter().get(key))]
    measures: list[dict[str, Any]] = []
    for measure in (measure for source in found for measure in source.measures):
        taken = {m["key"] for m in measures}
        key = measure["key"] if measure["key"] not in taken else key_for(measure["label"], taken, "measure")
        measures.append(measure | {"key": key})
    return [source.title for source in found], measures


@router.get("/{form_id}/draft")
def draft(request: Request, form_id: str, ours: Ours, db: Db, left_out: str = "") -> Response:
    ours.must_be_active()
    return outline(request, db, ours, drafts.draft_of(db, ours, form_id), left_out=_rows(left_out))


def _rows(said: str) -> list[int]:
    """The rows of a file that did not come along, as the address names them."""
    return [int(row) for row in said.split(",") if re.fullmatch(r"[0-9]{1,5}", row)][:40]


def outline(request: Request, db: Session, ours: Membership, draft: Draft, status: int = 200, **more: Any) -> Response:
    """The draft as a whole, with what still keeps it from being proposed where that was tried."""
    context = {
        "ours": ours,
        "nav": "forms",
        "here": address(ours, draft.form_id),
        "draft": draft,
        "measures": with_look(draft.measures),
        "news": newer_than(db, ours, draft),
        "stamp": stamp(draft),
        "faults": {},
        "problem": None,
        "refused": [],
        "left_out": [],
    }
    return page(request, "forms/draft.html", context | more, status)


def newer_than(db: Session, ours: Membership, draft: Draft) -> Any:
    """A version that came after the draft was begun."""
    if draft.based_on is None:
        return None
    newest = queries.newest_of(db, ours.id, draft.form_id)
    return newest if newest.version > draft.based_on else None


def stamp(draft: Draft) -> str:
    """Tells two states of a draft apart, for a page that has been open meanwhile."""
    return f"{draft.based_on or 0}-{draft.saved_at.timestamp() if draft.saved_at else 0}"


@router.post("/{form_id}/draft")
def keep_or_propose(request: Request, form_id: str, ours: Ours, db: Db, typed: TypedForm) -> Response:
    draft = _with_words(ours, drafts.draft_of(db, ours, form_id), typed)
    if typed.get("then") == "propose":
        return propose(request, db, ours, draft)
    found = drafts.faults_in(ours, draft)
    faults = {place: found[place] for place in LINES if place in found and getattr(draft, place)}
    if faults:
        return outline(request, db, ours, draft, 422, faults=faults)
    kept = drafts.keep_draft(db, ours, draft)
    return RedirectResponse(f"{address(ours, kept.form_id)}/draft", 303)


LINES = ("title", "why", "what_changed")


def _with_words(ours: Membership, draft: Draft, typed: FormData) -> Draft:
    """The title, the reason (the teacher's alone) and what changed, as typed."""
    said: dict[str, Any] = {name: value.strip() for name in LINES if isinstance(value := typed.get(name), str)}
    if ours.role != "teacher":
        said.pop("why", None)
    seen = typed.get("seen")
    based_on = (
        int(seen) if isinstance(seen, str) and re.fullmatch(r"[0-9]{1,6}", seen) and draft.based_on else draft.based_on
    )
    return replace(draft, **said, based_on=based_on)


def propose(request: Request, db: Session, ours: Membership, draft: Draft) -> Response:
    """To the other, as a version; or, with something in the way, kept and shown with what it is."""
    faults = drafts.faults_in(ours, draft)
    if not faults:
        try:
            version = drafts.propose_draft(db, ours, draft)
        except Problem as problem:
            if problem.slug not in ("version-superseded", "unprocessable"):
                raise
            if _proposed_already(db, ours, draft):
                return RedirectResponse(address(ours, draft.form_id), 303)
            return outline(request, db, ours, draft, problem.status, problem=problem)
        return RedirectResponse(address(ours, version.form_id), 303)
    return outline(request, db, ours, draft, 422, faults=faults)


def _proposed_already(db: Session, ours: Membership, draft: Draft) -> bool:
    """The button was pressed twice: what it says is my own newest version."""
    newest = queries.newest_of(db, ours.id, draft.form_id)
    mine = newest.proposed_by == ours.person.id and draft.saved_at is None
    return mine and (newest.title, newest.measures) == (draft.title, draft.measures)


@router.post("/{form_id}/draft/removal")
def throw_away(form_id: str, ours: Ours, db: Db) -> Response:
    drafts.throw_away(db, ours, form_id)
    return RedirectResponse(f"/partnerships/{ours.id}/forms", 303)


@router.post("/{form_id}/draft/measures/{key}/removal")
def remove_measure(form_id: str, key: str, ours: Ours, db: Db) -> Response:
    draft = drafts.draft_of(db, ours, form_id)
    drafts.keep_draft(db, ours, draft.without(draft.measure(key)["key"]))
    return RedirectResponse(f"{address(ours, form_id)}/draft", 303)


@router.post("/{form_id}/draft/measures/{key}/position")
def move_measure(form_id: str, key: str, ours: Ours, db: Db, to: Annotated[str, Form()] = "") -> Response:
    draft = drafts.draft_of(db, ours, form_id)
    drafts.keep_draft(db, ours, draft.moved(key, -1 if to == "up" else 1))
    return RedirectResponse(f"{address(ours, form_id)}/draft#measure-{key}", 303)
