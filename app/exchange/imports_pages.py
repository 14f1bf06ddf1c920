"""Pages for carrying out and in: everything along; a file to bring in, what will come along and what won't."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.database import Db
from app.exchange import imports
from app.exchange.brought import KINDS, Unreadable
from app.exchange.imports_api import name_of, understood
from app.exchange.matching import agreed_version
from app.exchange.models import Incoming
from app.exchange.pdf_file import can_be_made
from app.forms.models import FormVersion
from app.forms.queries import standing_of, version_of
from app.hardening import MAX_UPLOAD
from app.partnerships.lookup import Membership, Ours
from app.problems import Problem
from app.rendering import page, templates
from app.words import _

router = APIRouter(prefix="/partnerships/{partnership_id}", include_in_schema=False)
templates.globals.update(imported_kinds=KINDS, pdf_can_be_made=can_be_made)


@router.get("/everything")
def about_everything(request: Request, ours: Ours) -> Response:
    return page(request, "exchange/everything.html", {"ours": ours, "nav": "partnerships"})


@router.get("/imports")
def about_imports(request: Request, ours: Ours, db: Db) -> Response:
    ours.must_be_active()
    return _imports(request, db, ours)


def _imports(
    request: Request, db: Session, ours: Membership, problem: Problem | None = None, file_name: str = ""
) -> Response:
    context = {
        "ours": ours,
        "nav": "partnerships",
        "files": imports.mine(db, ours),
        "problem": problem,
        "faults": problem.faults if isinstance(problem, Unreadable) else [],
        "file_name": file_name,
    }
    return page(request, "exchange/imports.html", context, problem.status if problem else 200)


@router.post("/imports", max_body_size=MAX_UPLOAD)
def look_at_file(
    request: Request,
    ours: Ours,
    db: Db,
    file: Annotated[UploadFile, File()],
    day: Annotated[str, Form(max_length=10)] = "",
    time: Annotated[str, Form(max_length=8)] = "",
) -> Response:
    ours.must_be_active()
    try:
        ours, body, name, brought = understood(db, ours, file, _begun(ours, day, time))
    except Problem as problem:
        return _imports(request, db, ours, problem, name_of(file))
    row = imports.lay_ready(db, ours, body, name, brought)
    return RedirectResponse(_address(ours, row), 303)


def _begun(ours: Membership, day: str, time: str) -> datetime | None:
    """In the sender's own zone; at noon when only a day was said."""
    if not day:
        return None
    try:
        begun = datetime.fromisoformat(f"{day}T{time or '12:00'}").replace(tzinfo=ZoneInfo(ours.person.time_zone))
    except ValueError as wrong:
        raise Problem("unprocessable", _("Choose a day and a time."), "/day") from wrong
    if not 2000 <= begun.year <= 2100:
        raise Problem("unprocessable", _("Choose a day from this century."), "/day")
    return begun


@router.get("/imports/{incoming_id}")
def preview(request: Request, incoming_id: str, ours: Ours, db: Db) -> Response:
    row = imports.one_of_mine(db, ours, incoming_id)
    brought = imports.brought_of(row)
    found = agreed_version(db, ours.id, brought)
    context = {
        "ours": ours,
        "nav": "partnerships",
        "row": row,
        "brought": brought,
        "form": found[0] if found else None,
        "waits_for": _waits_for(db, row) if not found else None,
    }
    return page(request, "exchange/preview.html", context)


def _waits_for(db: Session, row: Incoming) -> dict[str, Any] | None:
    if row.form_id is None or row.form_version is None:
        return None
    version: FormVersion = version_of(db, row.partnership_id, row.form_id, row.form_version)
    return {"version": version, "agreed_by": standing_of(db, version).agreed_by}


@router.post("/imports/{incoming_id}/visits")
def bring_in(incoming_id: str, ours: Ours, db: Db) -> Response:
    row = imports.one_of_mine(db, ours, incoming_id)
    outcome = imports.bring_in(db, ours, row)
    if outcome.form:
        return RedirectResponse(_address(ours, row), 303)
    if len(outcome.visits) == 1:
        return RedirectResponse(f"/partnerships/{ours.id}/visits/{outcome.visits[0].id}", 303)
    return RedirectResponse(f"/partnerships/{ours.id}#visits", 303)


@router.post("/imports/{incoming_id}/removal")
def leave_out(incoming_id: str, ours: Ours, db: Db) -> Response:
    imports.leave_out(db, imports.one_of_mine(db, ours, incoming_id))
    return RedirectResponse(f"/partnerships/{ours.id}/imports", 303)


def _address(ours: Membership, row: Incoming) -> str:
    return f"/partnerships/{ours.id}/imports/{row.id}"
