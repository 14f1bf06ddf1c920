"""How fast batches of 500 entries become durable over HTTP, beside what the database itself can do."""

import argparse
import gzip
import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Person
from app.clock import now
from app.database import transaction
from app.log import statements
from app.log.actions import prepare
from app.partnerships.lookup import partnership_for
from app.visits.lookup import VisitOfOurs, visit_in
from bench import ground
from tests.faults.crowd import Coach, crowd
from tests.faults.server import Server

DEVICES, BATCH, PORT = 8, 500, 8170
PRODUCT, THREADS = "app.main:served", "bench.variants:thread_pool_writers"
COLUMNS = statements.NAMES.count(",") + 1
SQLITE_EXECUTEMANY = f"insert into entry ({statements.NAMES}) values ({', '.join('?' * COLUMNS)})"
SERVERS = [
    ("sqlite", "one writer, 1 worker", PRODUCT, 1),
    ("sqlite", "one writer, 2 workers", PRODUCT, 2),
    ("sqlite", "thread-pool writers, 1 worker", THREADS, 1),
    ("postgresql", "1 worker", PRODUCT, 1),
    ("postgresql", "2 workers", PRODUCT, 2),
]


@dataclass
class Figures:
    """One row of the result."""

    name: str
    entries: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def rate(self) -> float:
        return self.entries / self.seconds

    def row(self, floor: "Figures") -> list[str]:
        p50, p99 = (f"{1000 * ground.percentile(self.latencies, share):.0f}" for share in (0.5, 0.99))
        return [self.name, f"{self.rate:,.0f}", f"{self.rate / floor.rate:.2f}", p50, p99, str(self.refused)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="of load for each server")
    seconds = parser.parse_args().seconds
    bodies = [_bodies(device, int(seconds * 40)) for device in range(DEVICES)]
    parts = [_measured(kind, bodies, seconds) for kind in ("sqlite", "postgresql")]
    ground.report("ingest", "Ingest over HTTP", "\n\n".join(parts))


def _measured(kind: str, bodies: list[list[bytes]], seconds: float) -> str:
    floor = _floor(kind, seconds)
    servers = [_over_http(kind, *rest, bodies, seconds) for of, *rest in SERVERS if of == kind]
    head = [kind, "entries/s", "of the floor", "p50 ms", "p99 ms", "not stored"]
    return ground.table(head, [figures.row(floor) for figures in [floor, *servers]])


def _bodies(device: int, count: int) -> list[bytes]:
    """Gzip bodies as a tablet makes them; the same for every server, for each has a database of its own."""
    batches = (ground.marks(BATCH, 1 + i * BATCH, seed=device) for i in range(count))
    return [gzip.compress(json.dumps({"device": f"tablet {device}", "entries": b}).encode(), 6) for b in batches]


def _over_http(kind: str, name: str, factory: str, workers: int, bodies: list[list[bytes]], seconds: float) -> Figures:
    figures = Figures(name)
    with ground.database(kind) as (url, engine):
        coaches = crowd(engine, DEVICES)
        server = Server(url, PORT, factory, workers).start()
        try:
            _press(figures, coaches, bodies, seconds)
        finally:
            server.kill()
        with engine.connect() as connection:
            stored = connection.exec_driver_sql("select count(*) from entry").scalar()
        assert (stored or 0) >= figures.entries, "an acknowledged entry is not there"
    return figures


def _press(figures: Figures, coaches: list[Coach], bodies: list[list[bytes]], seconds: float) -> None:
    began = time.perf_counter()
    devices = [
        threading.Thread(target=_device, args=(figures, coach, own, began + seconds))
        for coach, own in zip(coaches, bodies, strict=True)
    ]
    for device in devices:
        device.start()
    for device in devices:
        device.join()
    figures.seconds = time.perf_counter() - began


def _device(figures: Figures, coach: Coach, bodies: list[bytes], until: float) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Authorization": f"Bearer {coach.token}", "Content-Type": "application/json", "Content-Encoding": "gzip"}
    path = coach.entries_path(coach.visit_ids[0])
    for body in bodies:
        before = time.perf_counter()
        if before > until:
            return
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        account: dict[str, Any] = json.loads(answer.read())
        figures.latencies.append(time.perf_counter() - before)
        stored = account.get("stored", 0)
        figures.entries += stored
        figures.refused += BATCH - stored
    raise RuntimeError("the server was faster than the load; give it more bodies")


def _floor(kind: str, seconds: float) -> Figures:
    """The same rows into the same table with nothing around them, one transaction for each 500."""
    figures = Figures("executemany in process" if kind == "sqlite" else "COPY in process")
    with ground.database(kind) as (_url, engine):
        coach = crowd(engine, 1)[0]
        batches = [_rows(engine, coach, 1 + i * BATCH) for i in range(int(60 * seconds))]
        raw = engine.raw_connection()
        began = time.perf_counter()
        for i, rows in enumerate(batches):
            before = time.perf_counter()
            _write(kind, raw, [(*row, 1 + i * BATCH + j, now()) for j, row in enumerate(rows)])
            figures.latencies.append(time.perf_counter() - before)
            figures.entries += len(rows)
            if time.perf_counter() - began > seconds:
                break
        figures.seconds = time.perf_counter() - began
        raw.close()
    return figures


def _rows(engine: sa.Engine, coach: Coach, first: int) -> list[tuple[Any, ...]]:
    with transaction(engine, writes=False) as db:
        person = db.get(Person, coach.person_id)
        assert person is not None
        membership = partnership_for(db, person, coach.partnership_id)
        ours = VisitOfOurs(membership, visit_in(db, membership, coach.visit_ids[0]))
        batch = prepare(db, ours, "tablet", ground.marks(BATCH, first))
        return [(*batch.origin, *row) for row in batch.rows.values()]


def _write(kind: str, raw: Any, rows: list[tuple[Any, ...]]) -> None:
    cursor = raw.cursor()
    if kind == "sqlite":
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(SQLITE_EXECUTEMANY, [(*row[:-1], str(row[-1])) for row in rows])
        cursor.execute("COMMIT")
        return
    with cursor.copy(f"copy entry ({statements.NAMES}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)
    raw.commit()


if __name__ == "__main__":
    main()
