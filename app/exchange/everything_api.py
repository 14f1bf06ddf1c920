"""Everything of a partnership at once, for either partner, at any time: also when it is paused or has ended."""

import tempfile
from collections.abc import Iterator
from typing import IO

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from app.clock import now
from app.database import Db
from app.exchange.everything import write_everything
from app.partnerships.actions import note_access
from app.partnerships.lookup import Ours

router = APIRouter(tags=["exchange"])
ZIP = "application/zip"


@router.get(
    "/api/partnerships/{partnership_id}/export.zip",
    operation_id="exportPartnership",
    summary="Everything of a partnership that the person may read, as one archive with a README of its columns",
    response_class=Response,
    responses={200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}},
)
def export_everything(ours: Ours, db: Db, request: Request) -> StreamingResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - on the disk, for it may be large; closed once it has been sent
    try:
        write_everything(db, ours, file)
    except BaseException:
        file.close()
        raise
    note_access(request.app.state.engine, ours, "took_everything")
    file.seek(0)
    name = f"alongside-{now():%Y-%m-%d}-{ours.id[-6:]}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_pieces(file), media_type=ZIP, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(64 * 1024):
            yield piece
