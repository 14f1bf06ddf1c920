"""A visit carried out: CSV and XLSX for spreadsheets, JSON for programs, a BORIS project for researchers."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response, StreamingResponse

from app.exchange.boris_file import boris_of
from app.exchange.csv_file import csv_lines
from app.exchange.json_file import json_of
from app.exchange.taking import Taken, Taking
from app.exchange.xlsx_file import xlsx_of

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["exchange"])
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


def _pieces(file: Any) -> Iterator[bytes]:
    with file:
        while piece := file.read(64 * 1024):
            yield piece


def named(taken: Taken, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{taken.name}.{ending}"'}
