"""A visit carried out: CSV for spreadsheets, JSON for programs."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from sqlmodel import Session

from app.database import Db
from app.exchange.csv_file import csv_of
from app.exchange.json_file import json_of
from app.forms.queries import version_of
from app.log.queries import entries_of, statuses
from app.partnerships.actions import note_reading
from app.visits import queries as visits
from app.visits.lookup import ReadableVisit, VisitOfOurs

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["exchange"])


@router.get(
    "/export.csv",
    operation_id="exportVisitAsCsv",
    summary="The visit's entries as CSV",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def export_csv(ours: ReadableVisit, db: Db, request: Request) -> Response:
    membership = ours.membership
    entries = entries_of(db, ours.visit, membership.person.id)
    names = {person.id: person.name for person in (membership.teacher, membership.coach) if person}
    _list_look(request, ours, statuses(db, [ours.visit])[ours.visit.id])
    body = csv_of(ours.visit.id, entries, names)
    return Response(body, media_type="text/csv; charset=utf-8", headers=_named(ours, "csv"))


@router.get("/export.json", operation_id="exportVisitAsJson", summary="The visit, its form and its entries as JSON")
def export_json(ours: ReadableVisit, db: Db, request: Request) -> JSONResponse:
    membership = ours.membership
    visit = visits.as_json(ours.visit, statuses(db, [ours.visit])[ours.visit.id])
    entries = entries_of(db, ours.visit, membership.person.id)
    body = json_of(membership, visit, _form(db, ours), entries)
    _list_look(request, ours, visit["status"])
    return JSONResponse(body, headers=_named(ours, "json"))


def _list_look(request: Request, ours: VisitOfOurs, status: str) -> None:
    note_reading(request.app.state.engine, ours.membership, "exported", ours.visit.id, status == "ended")


def _form(db: Session, ours: VisitOfOurs) -> dict[str, Any]:
    visit = ours.visit
    form = version_of(db, visit.partnership_id, visit.form_id, visit.form_version)
    said = {"title": form.title, "why": form.why, "measures": form.measures}
    return {"id": form.form_id, "version": form.version} | said


def _named(ours: VisitOfOurs, ending: str) -> dict[str, str]:
    day = ours.visit.planned_for or ours.visit.created_at
    return {"Content-Disposition": f'attachment; filename="visit-{day:%Y-%m-%d}-{ours.visit.id[-6:]}.{ending}"'}
