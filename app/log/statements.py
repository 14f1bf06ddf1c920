"""The log's hot path as plain statements: objects of an ORM would be 97 % of its cost (see bench/)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.problems import Problem


class Row(NamedTuple):
    """One entry as it lies in the table, but for what the server gives it: seq and received_at."""

    partnership_id: str
    id: str
    visit_id: str
    author: str
    device: str
    n: int
    kind: str
    at_ms: int | None
    private: bool
    body: str
    fingerprint: str


COLUMNS = (*Row._fields, "seq", "received_at")
TYPES = dict.fromkeys(COLUMNS, "text") | {
    "n": "bigint",
    "at_ms": "bigint",
    "private": "boolean",
    "seq": "bigint",
    "received_at": "timestamptz",
}
NAMES = ", ".join(COLUMNS)
SQLITE_INSERT = f"insert into entry ({NAMES}) values ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - constants
# One statement and one parameter a column, whatever the number of rows. [PostgreSQL: unnest of several arrays]
POSTGRES_INSERT = (
    f"insert into entry ({NAMES}) "  # noqa: S608 - constants
    f"select * from unnest({', '.join(f'%s::{TYPES[name]}[]' for name in COLUMNS)})"
)


def _on_sqlite(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"


def lock_head(connection: sa.Connection, partnership_id: str, visit_id: str) -> int:
    """The log's last seq, and the right to move it: PostgreSQL's row lock; on SQLite the transaction's own."""
    if _on_sqlite(connection):
        found = connection.exec_driver_sql(
            "select head from visit where partnership_id = ? and id = ?", (partnership_id, visit_id)
        )
    else:
        found = connection.exec_driver_sql(
            "select head from visit where partnership_id = %s and id = %s for update", (partnership_id, visit_id)
        )
    head = found.scalar()
    if head is None:
        raise Problem("not-found")
    return int(head)


def fingerprints(connection: sa.Connection, partnership_id: str, ids: Sequence[str]) -> Iterable[Any]:
    """(id, fingerprint) of those of these ids that are in the log already."""
    if not ids:
        return []
    if _on_sqlite(connection):
        marks = ", ".join("?" * len(ids))
        sql = f"select id, fingerprint from entry where partnership_id = ? and id in ({marks})"  # noqa: S608 - marks
        return connection.exec_driver_sql(sql, (partnership_id, *ids)).all()
    sql = "select id, fingerprint from entry where partnership_id = %s and id = any(%s)"
    return connection.exec_driver_sql(sql, (partnership_id, list(ids))).all()


def insert(connection: sa.Connection, rows: Sequence[Row], head: int, received_at: datetime) -> None:
    """Append the rows with the seqs after `head`. An id that another visit holds meanwhile fails the whole statement."""
    if _on_sqlite(connection):
        stamp = received_at.strftime("%Y-%m-%d %H:%M:%S.%f")  # as SQLAlchemy writes its DateTime
        connection.exec_driver_sql(SQLITE_INSERT, [(*row, seq, stamp) for seq, row in enumerate(rows, head + 1)])
        return
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
    seqs = list(range(head + 1, head + 1 + len(rows)))
    connection.exec_driver_sql(POSTGRES_INSERT, (*columns, seqs, [received_at] * len(rows)))


def move_head(connection: sa.Connection, partnership_id: str, visit_id: str, head: int) -> None:
    mark = "?" if _on_sqlite(connection) else "%s"
    connection.exec_driver_sql(
        f"update visit set head = {mark} where partnership_id = {mark} and id = {mark}",  # noqa: S608 - marks
        (head, partnership_id, visit_id),
    )
