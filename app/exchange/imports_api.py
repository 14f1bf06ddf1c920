"""Visits carried in, for programs: a file whose marks go to a form that both agreed to."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, File, Form, Response, UploadFile
from pydantic import AwareDatetime
from sqlmodel import Session

from app.database import Db
from app.exchange import imports
from app.exchange.brought import Brought
from app.exchange.reading_in import read_file
from app.exchange.text_file import MOST_BYTES
from app.forms.queries import standing_of
from app.hardening import MAX_UPLOAD
from app.log.fields import CONTROL
from app.log.queries import statuses
from app.partnerships.lookup import Membership, Ours, partnership_for
from app.problems import Problem
from app.visits.actions import YEARS
from app.visits.queries import as_json
from app.words import _

router = APIRouter(prefix="/api/partnerships/{partnership_id}", tags=["exchange"])
Sent = Annotated[UploadFile, File(description="A .boris project, a visit's .json, or a COPUS or FILL+ table as CSV")]
Begun = Annotated[AwareDatetime | None, Form(description="When the lesson began, where the file does not say")]


@router.post(
    "/imports",
    status_code=201,
    operation_id="importVisits",
    summary="Take visits in from a BORIS project, our own JSON, or a COPUS or FILL+ table: all of it or nothing",
    max_body_size=MAX_UPLOAD,
    responses={
        200: {"description": "Everything in it is here already"},
        202: {"description": "It waits until both have agreed to the form that it was collected with"},
    },
)
def import_visits(ours: Ours, db: Db, file: Sent, response: Response, begun_at: Begun = None) -> dict[str, Any]:
    ours, body, name, brought = understood(db, ours, file, begun_at)
    row = imports.lay_ready(db, ours, body, name, brought)
    outcome = imports.bring_in(db, ours, row)
    response.status_code = 202 if outcome.form else 201 if outcome.new else 200
    status = statuses(db, outcome.visits)
    return {
        "visits": [as_json(visit, status[visit.id]) for visit in outcome.visits],
        "waiting_for_form": _form(db, outcome),
        "kind": brought.kind,
        "comes": brought.comes,
        "stays": brought.stays,
    }


def understood(
    db: Session, ours: Membership, file: UploadFile, begun_at: datetime | None
) -> tuple[Membership, bytes, str, Brought]:
    """Reading takes seconds, so no transaction is open meanwhile; whether it is still theirs to send is asked again."""
    if begun_at is not None and begun_at.year not in YEARS:
        raise Problem("unprocessable", _("Choose a day from this century."), "/begun_at")
    name = name_of(file) or "file"
    body = file.file.read(MOST_BYTES + 1)
    partnership_id = ours.id
    db.commit()
    brought = read_file(body, name, ZoneInfo(ours.person.time_zone), begun_at)
    db.expire(ours.partnership)
    return partnership_for(db, ours.person, partnership_id), body, name, brought


def name_of(file: UploadFile) -> str:
    return " ".join(CONTROL.sub(" ", file.filename or "").split())[:200]


def _form(db: Db, outcome: imports.Outcome) -> dict[str, Any] | None:
    """The visits are there as soon as both have agreed to it."""
    if outcome.form is None:
        return None
    standing = standing_of(db, outcome.form)
    said = {"id": outcome.form.form_id, "version": outcome.form.version}
    return said | {"status": standing.status, "agreed_by": standing.agreed_by}
