"""Read a visit's log, as far as the reader may see it."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from app.clock import rfc3339
from app.log.models import Entry, Installation
from app.measurement.effective import CORRECTIONS, voided
from app.measurement.vocabulary import CLOCK, TAPPED
from app.problems import Problem
from app.visits.models import Visit
from app.visits.rules import withheld_from

_decode = msgspec.json.Decoder().decode
CLOCK_KINDS = ("begin", "end", "pause", "resume")
MEASURED_KINDS = (*CLOCK, *TAPPED, *CORRECTIONS)


def entries_of(
    db: Session, visit: Visit, reader_id: str, after: int = 0, limit: int | None = None
) -> list[dict[str, Any]]:
    """The entries after `after` in seq order, in the contract's shape, without others' private ones.

    The lookup refuses before; this is the last door, also for whoever came to the visit by a list.
    """
    if withheld_from(visit, reader_id):
        raise Problem("visit-withheld")
    columns = (Entry.seq, Entry.author, Entry.device, Entry.received_at, Entry.body)
    wanted = (
        sa.select(*columns)  # type: ignore[call-overload]
        .where(
            Entry.partnership_id == visit.partnership_id,
            Entry.visit_id == visit.id,
            Entry.seq > after,
            or_(col(Entry.private).is_(False), Entry.author == reader_id),
        )
        .order_by(Entry.seq)
        .limit(limit)
    )
    return [_as_json(*row) for row in db.connection().execute(wanted)]


def measured_in(db: Session, visits: list[Visit]) -> dict[str, list[dict[str, Any]]]:
    """All that numbers are made of, by visit, in one statement: no words, nothing private, as it was sent."""
    found: dict[str, list[dict[str, Any]]] = {visit.id: [] for visit in visits}
    if not visits:
        return found
    wanted = (
        sa.select(Entry.visit_id, Entry.body)  # type: ignore[call-overload]
        .where(
            col(Entry.partnership_id).in_({visit.partnership_id for visit in visits}),
            col(Entry.visit_id).in_(list(found)),
            col(Entry.kind).in_(MEASURED_KINDS),
            col(Entry.private).is_(False),
        )
        .order_by(Entry.visit_id, Entry.seq)
    )
    for visit_id, body in db.connection().execute(wanted):
        found[visit_id].append(_decode(body))
    return found


def _as_json(seq: int, author: str, device: str, received_at: Any, body: str) -> dict[str, Any]:
    entry: dict[str, Any] = _decode(body)
    entry.update(seq=seq, author=author, device=device, received_at=rfc3339(received_at.replace(tzinfo=UTC)))
    return entry


def drafted(db: Session, visit: Visit, author_id: str) -> set[str]:
    """On which questions this author has private words. Which ones, never what they say: for "written, not shared"."""
    rows = db.exec(
        select(Entry.id, Entry.kind, Entry.body)
        .where(
            Entry.partnership_id == visit.partnership_id,
            Entry.visit_id == visit.id,
            Entry.author == author_id,
            col(Entry.kind).in_(["draft", "void"]),
        )
        .order_by(col(Entry.seq))
    ).all()
    bodies = [(entry_id, kind, _decode(body)) for entry_id, kind, body in rows]
    newest = {body["prompt"]: entry_id for entry_id, kind, body in bodies if kind == "draft"}
    gone = {body["target"] for _id, kind, body in bodies if kind == "void"}
    return {prompt for prompt, entry_id in newest.items() if entry_id not in gone}


def reflecting(db: Session, partnership_ids: list[str]) -> set[tuple[str, str]]:
    """(visit, author) of each person's shared reflections in these partnerships that were not taken back."""
    rows = db.exec(
        select(Entry.visit_id, Entry.author, Entry.id, Entry.kind, Entry.body).where(  # type: ignore[call-overload]
            col(Entry.partnership_id).in_(partnership_ids), col(Entry.kind).in_(["reflection", "void"])
        )
    ).all()
    gone = _voided((entry_id, kind, body) for _visit, _author, entry_id, kind, body in rows)
    return {
        (visit, author) for visit, author, entry_id, kind, _ in rows if kind == "reflection" and entry_id not in gone
    }


def head_of(db: Session, visit: Visit) -> int:
    found = db.exec(select(Visit.head).where(Visit.partnership_id == visit.partnership_id, Visit.id == visit.id))
    return found.first() or 0


def statuses(db: Session, visits: list[Visit]) -> dict[str, str]:
    """Each visit's status by id: planned, under_way or ended, from the log's begin and end entries that are not void."""
    if not visits:
        return {}
    begun, ended = _with_kind(db, visits, "begin"), _with_kind(db, visits, "end")
    return {v.id: "ended" if v.id in ended else "under_way" if v.id in begun else "planned" for v in visits}


def _with_kind(db: Session, visits: list[Visit], kind: str) -> set[str]:
    partnerships, ids = {v.partnership_id for v in visits}, [v.id for v in visits]
    rows = db.exec(
        select(Entry.visit_id, Entry.id, Entry.kind, Entry.body).where(
            col(Entry.partnership_id).in_(partnerships),
            col(Entry.visit_id).in_(ids),
            col(Entry.kind).in_([kind, "void"]),
        )
    ).all()
    gone = _voided((entry_id, kind, body) for _visit, entry_id, kind, body in rows)
    return {visit for visit, entry_id, entry_kind, _body in rows if entry_kind == kind and entry_id not in gone}


def _voided(rows: Iterable[tuple[str, str, str]]) -> set[str]:
    """The ids that do not count, of rows (id, kind, body) with their voids among them."""
    voids = [{"id": i, "kind": kind, "target": _decode(body)["target"]} for i, kind, body in rows if kind == "void"]
    return voided(voids)


def epoch(db: Session) -> str:
    row = db.get(Installation, 1)
    return row.epoch if row else ""
