"""The log's hot path as plain statements: objects of an ORM would be 97 % of its cost (see bench/)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from app.problems import Problem


class Origin(NamedTuple):
    """What all entries of a batch share: where they belong, and who sent them from what."""

    partnership_id: str
    visit_id: str
    author: str
    device: str


class Row(NamedTuple):
    """What one entry brings itself. The server gives it seq and received_at."""

    id: str
    n: int
    kind: str
    at_ms: int | None
    private: bool
    body: str
    fingerprint: str


NAMES = ", ".join((*Origin._fields, *Row._fields, "seq", "received_at"))
# One statement for a whole batch, not one a row: SQLite gives Python's lock back once, works beside the threads that
# are reading the next batches, and takes the lock again once. With executemany each row would wait for it anew.
SQLITE_INSERT = (
    f"insert into entry ({NAMES}) "  # noqa: S608 - constants
    f"select ?1, ?2, ?3, ?4, {', '.join(f'value ->> {i}' for i in range(len(Row._fields)))}, ?5 + 1 + key, ?6 "
    "from json_each(?7)"
)
SQLITE_KNOWN = "select id, fingerprint from entry where partnership_id = ? and id in (select value from json_each(?))"
# One binary array a column. [PostgreSQL: unnest of several arrays, with ordinality]
POSTGRES_INSERT = (
    f"insert into entry ({NAMES}) "  # noqa: S608 - constants
    f"select %b, %b, %b, %b, {', '.join(f'r.{name}' for name in Row._fields)}, %b + r.place, %b "
    "from unnest(%b::text[], %b::bigint[], %b::text[], %b::bigint[], %b::boolean[], %b::text[], %b::text[]) "
    f"with ordinality as r({', '.join(Row._fields)}, place)"
)
POSTGRES_KNOWN = "select id, fingerprint from entry where partnership_id = %b and id = any(%b)"
SQLITE_PRIVATE = f"{SQLITE_KNOWN} and private"
POSTGRES_PRIVATE = f"{POSTGRES_KNOWN} and private"
_as_json = msgspec.json.Encoder().encode


def _on_sqlite(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"


def lock_head(connection: sa.Connection, partnership_id: str, visit_id: str) -> int:
    """The log's last seq, and the right to move it: PostgreSQL's row lock; on SQLite the transaction's own."""
    if _on_sqlite(connection):
        found = connection.exec_driver_sql(
            "select head, erased_at from visit where partnership_id = ? and id = ?", (partnership_id, visit_id)
        )
    else:
        found = connection.exec_driver_sql(
            "select head, erased_at from visit where partnership_id = %s and id = %s for update",
            (partnership_id, visit_id),
        )
    row = found.first()
    if row is None:
        raise Problem("not-found")
    if row.erased_at is not None:  # between the asking and this write
        raise Problem("visit-erased")
    return int(row.head)


def fingerprints(connection: sa.Connection, partnership_id: str, ids: Sequence[str]) -> Iterable[Any]:
    """(id, fingerprint) of those of these ids that are in the log already."""
    if _on_sqlite(connection):
        return connection.exec_driver_sql(SQLITE_KNOWN, (partnership_id, _as_json(ids).decode())).all()
    return connection.exec_driver_sql(POSTGRES_KNOWN, (partnership_id, list(ids))).all()


def private_among(connection: sa.Connection, partnership_id: str, ids: Sequence[str]) -> set[str]:
    """Those of these ids that hold private words in the log already."""
    if _on_sqlite(connection):
        found = connection.exec_driver_sql(SQLITE_PRIVATE, (partnership_id, _as_json(ids).decode()))
    else:
        found = connection.exec_driver_sql(POSTGRES_PRIVATE, (partnership_id, list(ids)))
    return {id_ for id_, _fingerprint in found}


def insert(connection: sa.Connection, origin: Origin, rows: Sequence[Row], head: int, received_at: datetime) -> None:
    """Append the rows with the seqs after `head`. An id that another visit holds meanwhile fails the whole statement."""
    if _on_sqlite(connection):
        stamp = received_at.strftime("%Y-%m-%d %H:%M:%S.%f")  # as SQLAlchemy writes its DateTime
        connection.exec_driver_sql(SQLITE_INSERT, (*origin, head, stamp, _as_json(rows).decode()))
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    connection.exec_driver_sql(POSTGRES_INSERT, (*origin, head, received_at, *columns))


def move_head(connection: sa.Connection, partnership_id: str, visit_id: str, head: int) -> None:
    mark = "?" if _on_sqlite(connection) else "%s"
    connection.exec_driver_sql(
        f"update visit set head = {mark} where partnership_id = {mark} and id = {mark}",  # noqa: S608 - marks
        (head, partnership_id, visit_id),
    )
