"""Check a database: logs without gaps, entries that still say what was sent, rows that belong together."""

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import col

from app.log.models import Entry
from app.migrate import is_newest
from app.visits.models import Visit

AT_ONCE = 5_000


def faults(engine: sa.Engine) -> list[str]:
    """What is wrong, one sentence each; nothing when all is well."""
    if not is_newest(engine):
        return ["The schema is not the newest: run `alongside migrate`."]
    with engine.connect() as connection:
        return [*_broken_file(connection), *_gaps(connection), *_changed(connection)]


def _broken_file(connection: sa.Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"The file is damaged: {said}"
    for table, row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} belongs to a row of {parent} that is not there."


def _gaps(connection: sa.Connection) -> Iterator[str]:
    """seq runs from 1 to the visit's head, each once (its uniqueness is a constraint)."""
    found = connection.execute(
        sa.select(
            Visit.partnership_id,
            Visit.id,
            Visit.head,
            sa.func.count(Entry.seq),  # type: ignore[arg-type]
            sa.func.coalesce(sa.func.max(Entry.seq), 0),
        )  # type: ignore[call-overload]
        .outerjoin(
            Entry,
            sa.and_(col(Entry.partnership_id) == Visit.partnership_id, col(Entry.visit_id) == Visit.id),
        )
        .group_by(Visit.partnership_id, Visit.id, Visit.head)
    )
    for partnership_id, visit_id, head, count, last in found:
        if not head == count == last:
            yield f"Visit {visit_id} of {partnership_id}: head {head}, {count} entries, last seq {last}."


def _changed(connection: sa.Connection) -> Iterator[str]:
    columns = (Entry.visit_id, Entry.author, Entry.id, Entry.body, Entry.fingerprint)
    rows = connection.execution_options(yield_per=AT_ONCE).execute(sa.select(*columns))  # type: ignore[call-overload]
    for visit_id, author, entry_id, body, fingerprint in rows:
        if fingerprint != _seal(visit_id, author, body):
            yield f"Entry {entry_id} of visit {visit_id} is not what was sent."


def _seal(visit_id: str, author: str, body: str) -> str:
    return hashlib.sha256(b"\0".join([visit_id.encode(), author.encode(), body.encode()])).hexdigest()
