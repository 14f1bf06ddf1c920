"""A version of a form carried out: as JSON for programs, as an XLSForm for questionnaires."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from app.database import Db
from app.forms import queries
from app.forms.form_file import json_of
from app.forms.lookup import Number
from app.forms.models import FormVersion
from app.forms.xlsform_write import left_behind, xlsform_of
from app.partnerships.lookup import Ours
from app.problems import Problem
from app.words import _

router = APIRouter(prefix="/api/partnerships/{partnership_id}/forms/{form_id}/versions/{number}", tags=["forms"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get(
    "/export.json",
    operation_id="exportFormAsJson",
    summary="A version's title and measures, as they can be proposed again",
)
def export_json(form_id: str, number: Number, ours: Ours, db: Db) -> JSONResponse:
    version = queries.version_of(db, ours.id, form_id, number)
    return JSONResponse(json_of(version.title, version.measures), headers=_named(version, "json"))


@router.get(
    "/export.xlsx",
    operation_id="exportFormAsXlsForm",
    summary="A version as an XLSForm: whole numbers and select questions",
    response_class=Response,
    responses=WORKBOOK,
)
def export_xlsform(form_id: str, number: Number, ours: Ours, db: Db) -> Response:
    version = queries.version_of(db, ours.id, form_id, number)
    if len(left_behind(version.measures)) == len(version.measures):
        raise Problem("unprocessable", _("No measure of this form can be asked in a questionnaire. Take it as JSON."))
    body = xlsform_of(version.title, form_id, version.version, version.measures)
    return Response(body, media_type=XLSX, headers=_named(version, "xlsx"))


def _named(version: FormVersion, ending: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="form-{version.form_id[-6:]}-version-{version.version}.{ending}"'
    }
