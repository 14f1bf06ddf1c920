"""One database, its servers and what can befall them."""

import contextlib
import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from app import backup, static_files
from app.database import make_engine
from app.migrate import migrate
from tests import postgres
from tests.faults.nursery import Nursery

HOOKED = "tests.faults.hooked_app:hooked"


class World:
    """`folder` holds the database, the orders to the hooks and the backups."""

    def __init__(
        self, nursery: Nursery, folder: Path, database_url: str, factory: str = HOOKED, workers: int = 1
    ) -> None:
        self.nursery, self.folder, self.database_url = nursery, folder, database_url
        self.port, self.factory, self.workers = free_port(), factory, workers
        self.pids: list[int] = []
        self.revived = contextlib.ExitStack()
        self.engine = make_engine(database_url)
        migrate(self.engine)

    def start(self) -> None:
        self.pids = self.nursery.birth(self.factory, self.port, self.workers, self.database_url, self.folder)
        self._wait()

    def kill(self) -> None:
        self._signal(signal.SIGKILL)
        self.until_dead()

    def stop(self) -> float:
        """SIGTERM, and the seconds it took to go."""
        began = time.monotonic()
        self._signal(signal.SIGTERM)
        self.until_dead()
        return time.monotonic() - began

    def until_dead(self, seconds: float = 15) -> bool:
        until = time.monotonic() + seconds
        while self.alive and time.monotonic() < until:
            time.sleep(0.01)
        return not self.alive

    @property
    def alive(self) -> list[int]:
        return [pid for pid in self.pids if Path(f"/proc/{pid}").exists()]

    @contextmanager
    def ordered(self, order: str) -> Iterator[Path]:
        path = self.folder / order
        path.touch()
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def kill_when(self, hook: str, seconds: float = 3) -> bool:
        """A worker dies at this point of its next batch; the others go with it. False when no batch came."""
        with self.ordered(hook) as order:
            until = time.monotonic() + seconds
            while order.exists() and time.monotonic() < until:
                time.sleep(0.005)
            met = not order.exists()
        self.kill()
        self.start()
        return met

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody else's long write."""
        with self.engine.execution_options(writes=True).connect() as connection, connection.begin():
            connection.execute(sa.text("update visit set minutes = minutes"))
            yield

    def next_build(self) -> None:
        """From the next start on, the static tree differs in one file."""
        tree = self.folder / "static"
        shutil.rmtree(tree, ignore_errors=True)
        shutil.copytree(static_files.HERE, tree)
        sheet = tree / "css" / "base.css"
        sheet.write_text(f"{sheet.read_text()}/* build {time.monotonic_ns()} */\n")

    def add_a_column(self) -> None:
        """What a newer version's migration does to the log, in one transaction that takes its time."""
        with self.engine.execution_options(writes=True).begin() as connection:
            migration = Operations(MigrationContext.configure(connection))
            copied = "always" if connection.dialect.name == "sqlite" else "never"
            with migration.batch_alter_table("entry", recreate=copied) as entry:
                entry.add_column(sa.Column(f"later_{time.monotonic_ns()}", sa.Integer, nullable=True))
            time.sleep(0.3)

    def back_up(self) -> Path:
        target = self.folder / f"backup-{time.monotonic_ns()}"
        backup.write(self.engine, target)
        return target

    def restore(self, source: Path) -> None:
        self.kill()
        backup.restore(self.engine, source, replace=True, keep_in=self.folder)
        self.engine.dispose()
        self.start()

    def crash_postgres(self) -> None:
        with self.without_postgres():
            time.sleep(0.3)

    @contextmanager
    def without_postgres(self) -> Iterator[None]:
        """What `stop -m immediate` does: no checkpoint, no goodbye; afterwards it recovers from its log."""
        folder = Path(self.database_url.partition("host=")[2])
        running = folder / "data" / "postmaster.pid"
        os.kill(int(running.read_text().split()[0]), signal.SIGQUIT)
        until = time.monotonic() + 20
        while running.exists() and time.monotonic() < until:
            time.sleep(0.02)
        try:
            yield
        finally:
            self.revived.enter_context(postgres._serving(folder))

    def close(self) -> None:
        self.kill()
        self.engine.dispose()
        self.revived.close()

    def _signal(self, number: int) -> None:
        for pid in self.pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"http://127.0.0.1:{self.port}/api/me", timeout=2)
                return
            time.sleep(0.02)
        raise RuntimeError(f"the server did not start: {(self.folder / 'server.log').read_text()[-2000:]}")


@contextmanager
def world(nursery: Nursery, kind: str, factory: str = HOOKED, workers: int = 1) -> Iterator[World]:
    with tempfile.TemporaryDirectory(prefix="alongside-faults-") as name:
        folder = Path(name)
        database = postgres.cluster() if kind == "postgresql" else _sqlite(folder)
        with database as url:
            here = World(nursery, folder, url, factory, workers)
            try:
                yield here
            finally:
                here.close()


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'alongside.db'}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def in_background(target: object, *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
    thread.start()
    return thread
