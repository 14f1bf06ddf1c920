"""The engine, and one transaction per request: committed before the answer, rolled back on any error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from fastapi import Depends, Request
from sqlalchemy import event
from sqlmodel import Session

# Debian 12's SQLite 3.40 predates the fix of the WAL-reset bug, which can lose commits; the wheel carries a current one.
if sys.platform == "linux":
    import pysqlite3.dbapi2 as sqlite
else:  # pragma: no cover - other platforms bring their own
    import sqlite3 as sqlite

# A server that went away without a word, or a lock that is not given back, ends in a refusal and not in a stuck thread.
NO_ENDLESS_WAITS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "options": "-c lock_timeout=10s",
}
SAFE_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def sqlite_may_lose_commits() -> bool:
    """True when this SQLite still has the WAL-reset bug (see LIBRARIES: fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    version = sqlite.sqlite_version_info
    fixed_branches = {safe[:2]: safe for safe in SAFE_SQLITE}
    return version < fixed_branches.get(version[:2], (3, 51, 3))


def make_engine(url: str) -> sa.Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(
            url, pool_size=10, max_overflow=20, pool_timeout=5, pool_pre_ping=True, connect_args=NO_ENDLESS_WAITS
        )
    path = url.removeprefix("sqlite:///")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url, module=sqlite, pool_size=10, max_overflow=30, connect_args={"check_same_thread": False, "timeout": 15}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN is deferred; ours are explicit
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A deferred transaction that reads and then writes fails at once with SQLITE_BUSY_SNAPSHOT, whatever the timeout.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: sa.Engine, writes: bool = True) -> Iterator[Session]:
    """A session whose transaction starts with the first statement and is committed when the block ends well."""
    with Session(engine.execution_options(writes=writes), expire_on_commit=False) as session:
        yield session
        session.commit()


def request_session(request: Request) -> Iterator[Session]:
    writes = request.method not in ("GET", "HEAD", "OPTIONS")
    with transaction(request.app.state.engine, writes=writes) as session:
        yield session


# scope="function": the commit comes before the answer leaves. A commit that fails is a 5xx, never a false "stored".
Db = Annotated[Session, Depends(request_session, scope="function")]


def trouble(error: BaseException) -> Literal["full", "busy"] | None:
    """What to tell a client whose request met a database that is full, busy, restarting or away; None for our own faults."""
    if isinstance(error, sa.exc.TimeoutError):
        return "busy"  # every connection of the pool is in use
    if not isinstance(error, sa.exc.DBAPIError):
        return None
    text, state = str(error.orig).lower(), getattr(error.orig, "sqlstate", None) or ""
    if state == "53100" or "is full" in text or "no space" in text:
        return "full"
    away = error.connection_invalidated or isinstance(error, (sa.exc.OperationalError, sa.exc.InterfaceError))
    return "busy" if away or state == "25006" else None  # 25006: a standby that only reads
