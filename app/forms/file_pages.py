"""A form brought in from a file: as a new draft, or in place of what a draft holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import UploadFile

from app.accounts.signed_in import maybe_me, me
from app.database import transaction
from app.forms import drafts
from app.forms.draft_pages import choices, outline
from app.forms.form_file import MOST_BYTES, FileForm, FileRefused, from_json
from app.forms.pages import address
from app.forms.xlsform_read import from_xlsform
from app.partnerships.lookup import Membership, partnership_for
from app.rendering import page
from app.words import _

router = APIRouter(prefix="/partnerships/{partnership_id}/forms", include_in_schema=False)


async def sent_file(request: Request) -> bytes | None:
    """The one file of the form; none when nothing was chosen."""
    async with request.form(max_files=1, max_fields=10) as form:
        file = form.get("file")
        return await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) and file.filename else None


SentFile = Annotated[bytes | None, Depends(sent_file)]


@router.post("/imports")
def bring_in(request: Request, partnership_id: str, body: SentFile) -> Response:
    try:
        found = _read(request, partnership_id, body)
    except FileRefused as refused:
        with _inside(request, partnership_id, writes=False) as (db, ours):
            return page(request, "forms/new.html", choices(db, ours) | {"refused": refused.sentences}, 422)
    with _inside(request, partnership_id) as (db, ours):
        draft = drafts.start_draft(db, ours, found.title, found.measures)
        return RedirectResponse(f"{address(ours, draft.form_id)}/draft{_left_out(found)}", 303)


@router.post("/{form_id}/draft/import")
def bring_in_here(request: Request, partnership_id: str, form_id: str, body: SentFile) -> Response:
    """The file's measures take the place of the draft's; title and reason stay."""
    try:
        found = _read(request, partnership_id, body)
    except FileRefused as refused:
        with _inside(request, partnership_id, writes=False) as (db, ours):
            draft = drafts.draft_of(db, ours, form_id)
            return outline(request, db, ours, draft, 422, refused=refused.sentences)
    with _inside(request, partnership_id) as (db, ours):
        drafts.keep_draft(db, ours, replace(drafts.draft_of(db, ours, form_id), measures=found.measures))
        return RedirectResponse(f"{address(ours, form_id)}/draft{_left_out(found)}", 303)


def _read(request: Request, partnership_id: str, body: bytes | None) -> FileForm:
    """A workbook takes its time: it is read for a partner alone, and while no transaction is open."""
    with _inside(request, partnership_id, writes=False):
        pass
    return read(body)


@contextmanager
def _inside(request: Request, partnership_id: str, writes: bool = True) -> Iterator[tuple[Session, Membership]]:
    with transaction(request.app.state.engine, writes=writes) as db:
        ours = partnership_for(db, me(maybe_me(request, db)), partnership_id)
        ours.must_be_active()
        yield db, ours


def read(body: bytes | None) -> FileForm:
    """A workbook is a zip; everything else is read as JSON."""
    if not body:
        raise FileRefused(_("Choose a file first: .json or .xlsx."))
    if len(body) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 1 MB; no form needs that much."))
    return from_xlsform(body) if body[:2] == b"PK" else from_json(body)


def _left_out(found: FileForm) -> str:
    rows = ",".join(str(row) for row in found.left_out[:40])
    return f"?left_out={rows}" if rows else ""
