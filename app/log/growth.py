"""How one worker learns that another has added to a log: PostgreSQL's NOTIFY, SQLite's data version.

A notice can get lost. That costs delay and nothing else: whoever listens asks for the heads every now and then.
"""

import threading
import time
from typing import Any

import msgspec
import sqlalchemy as sa

Key = tuple[str, str]  # partnership, visit
CHANNEL = "alongside_log"
TOGETHER_S = 0.08  # notices of commits that follow each other so fast are sent as one
_decode = msgspec.json.Decoder(list[Key]).decode
MOST_KEYS = 90  # of 77 bytes each as JSON; PostgreSQL takes less than 8,000 bytes
GLANCE_S = 0.04
ANYWAY_S = 2.0


class DataVersion:
    """SQLite counts the commits of others for each connection; asking costs some microseconds and reads no page."""

    def __init__(self, engine: sa.Engine) -> None:
        self.connection = _own_connection(engine)
        self.version = self._ask()

    def wait(self, seconds: float) -> set[Key] | None:
        """After at most so long: the logs that have grown, or None when any may have."""
        until = time.monotonic() + seconds
        while (version := self._ask()) == self.version:
            if time.monotonic() >= until:
                return set()
            time.sleep(GLANCE_S)
        self.version = version
        return None

    def close(self) -> None:
        self.connection.close()

    def _ask(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])


class Listening:
    """A connection of its own that PostgreSQL tells about grown logs."""

    def __init__(self, engine: sa.Engine) -> None:
        self.connection = _own_connection(engine)
        self.connection.execute(f"LISTEN {CHANNEL}")
        self.asked_anyway = 0.0

    def wait(self, seconds: float) -> set[Key] | None:
        notices = list(self.connection.notifies(timeout=seconds, stop_after=1))
        if time.monotonic() - self.asked_anyway > ANYWAY_S:
            self.asked_anyway = time.monotonic()
            return None
        return {(partnership, visit) for notice in notices for partnership, visit in _decode(notice.payload)}

    def close(self) -> None:
        self.connection.close()


def hearing(engine: sa.Engine) -> DataVersion | Listening:
    return DataVersion(engine) if engine.dialect.name == "sqlite" else Listening(engine)


class Notices:
    """Tells other workers after the commit. Inside it, commits would queue behind PostgreSQL's one lock for notices."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.grown: set[Key] = set()
        self.some = threading.Event()
        self.closing = False
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def tell(self, partnership_id: str, visit_id: str) -> None:
        with self.lock:
            self.grown.add((partnership_id, visit_id))
            self.some.set()
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="log-notices", daemon=True)
                self.thread.start()

    def close(self) -> None:
        self.closing = True
        self.some.set()
        if self.thread is not None:
            self.thread.join(1)

    def _run(self) -> None:
        connection = None
        while not self.closing:
            self.some.wait()
            self.some.clear()
            try:
                connection = connection or _own_connection(self.engine)
                self._send(connection)
            except Exception:  # whatever it was: who listens asks anyway, and the next notice finds a new connection
                connection = None
            time.sleep(TOGETHER_S)
        if connection is not None:
            connection.close()

    def _send(self, connection: Any) -> None:
        with self.lock:
            grown, self.grown = list(self.grown), set()
        for start in range(0, len(grown), MOST_KEYS):
            payload = msgspec.json.encode(grown[start : start + MOST_KEYS]).decode()
            connection.execute("select pg_notify(%s, %s)", (CHANNEL, payload))


def _own_connection(engine: sa.Engine) -> Any:
    """Outside the pool, and never in a transaction."""
    arguments, options = engine.dialect.create_connect_args(engine.url)
    if engine.dialect.name == "sqlite":
        return engine.dialect.loaded_dbapi.connect(*arguments, **options, isolation_level=None)
    return engine.dialect.loaded_dbapi.connect(*arguments, **options, autocommit=True)
