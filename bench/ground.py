"""What the benches stand on: a fresh migrated database, rows like a lesson's, and a table of results."""

import datetime as dt
import platform
import random
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.clock import now, rfc3339
from app.database import make_engine
from app.migrate import migrate
from tests import postgres

RESULTS = Path(__file__).resolve().parent / "results"


@contextmanager
def sqlite_url() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
    try:
        yield f"sqlite:///{folder / 'bench.db'}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(kind: str) -> Iterator[tuple[str, sa.Engine]]:
    """A migrated database on the real disk: SQLite as the product opens it, PostgreSQL with its own defaults."""
    with sqlite_url() if kind == "sqlite" else postgres.cluster() as url:
        engine = make_engine(url)
        migrate(engine)
        try:
            yield url, engine
        finally:
            engine.dispose()


def marks(count: int, first: int = 1, seed: int = 1) -> list[dict[str, Any]]:
    """Marks as a tablet sends them: tests/cast.py's form, one every few seconds."""
    chance = random.Random(seed * 100_003 + first)
    begin = now() - dt.timedelta(days=2)
    return [_mark(chance, begin, n) for n in range(first, first + count)]


def _mark(chance: random.Random, begin: dt.datetime, n: int) -> dict[str, Any]:
    at_ms = n * 1800 + chance.randrange(1800)
    noted_at = rfc3339(begin + dt.timedelta(milliseconds=at_ms))
    entry = {"id": _id(begin, at_ms, chance), "kind": "mark", "at_ms": at_ms, "noted_at": noted_at, "n": n}
    if chance.random() < 0.3:
        return entry | {"measure": "redirection"}
    return entry | {"measure": "praise", "option": chance.choice(["specific", "general"])}


def _id(begin: dt.datetime, at_ms: int, chance: random.Random) -> str:
    """A UUIDv7 of that moment, as the tablet would have made it then."""
    ms = int(begin.timestamp() * 1000) + at_ms
    bits = (ms << 80) | (7 << 76) | (chance.getrandbits(12) << 64) | (2 << 62) | chance.getrandbits(62)
    return str(uuid.UUID(int=bits))


def percentile(values: Sequence[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else float("nan")


def machine() -> str:
    with open("/proc/cpuinfo") as lines:
        cores = sum(line.startswith("processor") for line in lines)
    return f"{cores} cores, {platform.system()}, Python {platform.python_version()}"


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def report(name: str, title: str, body: str) -> None:
    """Printed, and kept under today's date."""
    text = f"# {title}\n\n{dt.date.today()}, {machine()}\n\n{body}\n"
    sys.stdout.write(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{dt.date.today()}-{name}.md").write_text(text)
