"""The one endpoint through which everything recorded and said arrives, and the one it is read by."""

import zlib
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.requests import ClientDisconnect

from app.database import Db, transaction
from app.log import actions, queries
from app.log.statements import Origin
from app.log.way_in import agreed_measures, way_in
from app.partnerships.actions import note_access
from app.problems import Problem
from app.visits.lookup import RecordedVisit
from app.words import _

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["log"])

MAX_ENTRIES = 500
MAX_BYTES = 1024 * 1024
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["device", "entries"],
                    "properties": {
                        "device": {"type": "string", "minLength": 1, "maxLength": 64},
                        "entries": {"type": "array", "maxItems": MAX_ENTRIES, "items": {"type": "object"}},
                    },
                }
            }
        },
    }
}


class Sent(msgspec.Struct, forbid_unknown_fields=True):
    device: Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")]
    entries: list[Any]


_decode = msgspec.json.Decoder(Sent).decode


async def sent_batch(request: Request) -> bytes:
    """The inflated body, at most 1 MiB, read no further than that."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise Problem("bad-encoding")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("gzip", "identity"):
        raise Problem("bad-encoding")
    raw = b""
    try:
        async for chunk in request.stream():
            raw += chunk
            if len(raw) > MAX_BYTES:
                raise Problem("too-large")
    except ClientDisconnect as gone:  # in the middle of the body; nobody reads the answer
        raise Problem("bad-encoding") from gone
    return _inflated(raw) if encoding == "gzip" else raw


def _inflated(raw: bytes) -> bytes:
    inflater = zlib.decompressobj(wbits=31)
    try:
        body = inflater.decompress(raw, MAX_BYTES + 1)
    except zlib.error as broken:
        raise Problem("bad-encoding", _("The body is not valid gzip.")) from broken
    if len(body) > MAX_BYTES or inflater.unconsumed_tail:
        raise Problem("too-large")
    if not inflater.eof:
        raise Problem("bad-encoding", _("The gzip body ends too early."))
    return body


@router.post("/entries", operation_id="appendEntries", summary="Append a batch of entries", openapi_extra=BODY)
def append_entries(
    partnership_id: str, visit_id: str, request: Request, body: Annotated[bytes, Depends(sent_batch)]
) -> dict[str, Any]:
    """Asks and judges in a short read; the write itself belongs to the log's writer."""
    with transaction(request.app.state.engine, writes=False) as db:
        way = way_in(request, db, partnership_id, visit_id)
        measures = agreed_measures(db, partnership_id, way.form_id, way.form_version)
    sent = _read(body)
    batch = actions.judged(Origin(partnership_id, visit_id, way.author, sent.device), measures, sent.entries)
    account = request.app.state.writer.append(batch)
    head = 0 if way.withheld else account.head
    return {"head": head, "stored": account.stored, "known": account.known, "refused": account.refused}


def _read(body: bytes) -> Sent:
    try:
        sent = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise _unreadable(wrong) from wrong
    if len(sent.entries) > MAX_ENTRIES:
        raise Problem("too-large", _("At most 500 entries at once."), "/entries")
    return sent


def _unreadable(wrong: Exception) -> Problem:
    """msgspec names the place at the end of its message: "... - at `$.device`"."""
    what, _at, place = str(wrong).partition(" - at `$")
    pointer = place.rstrip("`").partition("[...]")[0].replace("[", "/").replace("]", "").replace(".", "/")
    if isinstance(wrong, msgspec.ValidationError):
        return Problem("unprocessable", f"{what}.", pointer)
    return Problem("unprocessable", _("The body is not JSON. Send {device, entries}."), "")


@router.get("/entries", operation_id="readEntries", summary="Read the log from a seq on")
def read_entries(
    ours: RecordedVisit,
    db: Db,
    request: Request,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
) -> dict[str, Any]:
    head = queries.head_of(db, ours.visit)
    entries = queries.entries_of(db, ours.visit, ours.membership.person.id, after, limit + 1)
    note_access(request.app.state.engine, ours.membership, "entries", ours.visit.id)
    return {"entries": entries[:limit], "head": head, "more": len(entries) > limit}
