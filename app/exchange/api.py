"""A visit carried out: CSV and XLSX for spreadsheets, JSON for programs, a BORIS project for researchers, paper as PDF."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.database import Db
from app.debrief.print_page import printed_visit
from app.debrief.queries import debrief_of, read_visit
from app.exchange.boris_file import boris_of
from app.exchange.csv_file import csv_lines
from app.exchange.json_file import json_of
from app.exchange.pdf_file import pdf_of
from app.exchange.taking import Taken, Taking, name_of_file
from app.exchange.xlsx_file import xlsx_of
from app.partnerships.actions import note_reading
from app.problems import Problem
from app.visits.lookup import OurVisit

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["exchange"])
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(media_type: str, schema: dict[str, str] | None = None) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": schema or {"type": "string", "format": "binary"}}}}}


@router.get(
    "/export.csv",
    operation_id="exportVisitAsCsv",
    summary="The visit's entries as CSV",
    response_class=Response,
    responses=_file("text/csv", {"type": "string"}),
)
def export_csv(taken: Taking) -> StreamingResponse:
    lines = csv_lines(taken.visit["id"], taken.entries, taken.names)
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=named(taken, "csv"))


@router.get("/export.json", operation_id="exportVisitAsJson", summary="The visit, its form and its entries as JSON")
def export_json(taken: Taking) -> JSONResponse:
    return JSONResponse(json_of(taken), headers=named(taken, "json"))


@router.get(
    "/export.xlsx",
    operation_id="exportVisitAsXlsx",
    summary="The visit as a workbook: marks, summary, definitions",
    response_class=Response,
    responses=_file(XLSX),
)
def export_xlsx(taken: Taking) -> StreamingResponse:
    return StreamingResponse(_pieces(xlsx_of(taken)), media_type=XLSX, headers=named(taken, "xlsx"))


@router.get(
    "/export.boris",
    operation_id="exportVisitAsBoris",
    summary="The visit as a BORIS project (format 7): one live observation of one subject",
    response_class=Response,
    responses=_file("application/json", {"type": "object"}),
)
def export_boris(taken: Taking) -> Response:
    return Response(boris_of(taken), media_type="application/json", headers=named(taken, "boris"))


@router.get(
    "/export.pdf",
    operation_id="exportVisitAsPdf",
    summary="The debrief as pages of paper",
    response_class=Response,
    responses=_file(PDF),
)
def export_pdf(ours: OurVisit, db: Db, request: Request) -> Response:
    """The debrief's own rule: the coach's opens once the teacher has looked."""
    reading = read_visit(db, ours)
    if ours.membership.role == "coach" and reading.stage != "open":
        raise Problem("teacher-first")
    html = printed_visit(debrief_of(db, reading))
    db.commit()  # making the PDF takes seconds, and no transaction waits for it
    body = pdf_of(html)
    note_reading(request.app.state.engine, ours.membership, "exported", ours.visit.id, reading.status == "ended")
    return Response(body, media_type=PDF, headers=_disposition(name_of_file(ours.visit), "pdf"))


def _pieces(file: Any) -> Iterator[bytes]:
    with file:
        while piece := file.read(64 * 1024):
            yield piece


def named(taken: Taken, ending: str) -> dict[str, str]:
    return _disposition(taken.name, ending)


def _disposition(name: str, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
