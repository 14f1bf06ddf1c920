"""What a debrief costs: a visit of 100 entries against one of 1,500, and how it looks with 5,000.

Run: .venv/bin/python -m bench.debrief
"""

import gzip
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlmodel import select
from starlette.testclient import TestClient

from app.accounts import actions
from app.database import transaction
from app.forms.models import FormVersion
from app.main import create_app
from bench.ground import database, report, table
from tests import cast
from tests.debrief import every_kind

SIZES = (100, 300, 1_500, 5_000)
LESSON_MS = 2_640_000
ROUNDS = 15
MOST_TIMES, MOST_QUERIES, MOST_BYTES = 5, 12, 80_000


def main() -> None:
    with database("sqlite") as (_url, engine), TestClient(create_app(engine)) as client:
        pages = dict(visits(engine, client))
        measured = {size: measure(engine, client, page) for size, page in pages.items()}
        times = rounds(client, pages)
    ratios = sorted(large / small for small, large in zip(times[100], times[1_500], strict=True))
    lines = [
        [size, f"{median(times[size]) * 1000:.0f} ms", queries, f"{raw // 1024} KB", f"{packed / 1000:.1f} KB"]
        for size, (queries, raw, packed) in measured.items()
    ]
    body = table(["entries", "median of processor time", "queries", "page", "compressed"], lines)
    body += f"\n\n1,500 entries take {median(ratios):.1f} times as long as 100 (at most {MOST_TIMES}), "
    body += f"from {ratios[0]:.1f} to {ratios[-1]:.1f} in {ROUNDS} rounds."
    report("debrief", "A debrief, rendered by the server", body)
    within = median(ratios) <= MOST_TIMES and measured[300][2] <= MOST_BYTES
    sys.exit(0 if within and all(queries <= MOST_QUERIES for queries, *_ in measured.values()) else 1)


def visits(engine: sa.Engine, client: TestClient) -> Iterator[tuple[int, str]]:
    """The address of an ended visit of each size, opened by its teacher; the form holds every kind of measure."""
    people = cast.add_people(engine, "nobody signs in with it")
    with transaction(engine) as db:
        secret, _expires = actions.sign_in(db, people.dana.id, "browser", "a bench")
    client.cookies.set("alongside", secret)
    client.headers.update({"accept": "text/html,*/*;q=0.8", "sec-fetch-site": "same-origin"})
    form = cast.add_form(cast.add_partners(engine, people.marcus, people.dana))
    with transaction(engine) as db:
        db.exec(select(FormVersion)).one().measures = every_kind.measures()
    for size in SIZES:
        visit = cast.add_visit(form)
        story = [cast.entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(lesson(size), 1)]
        for start in range(0, size, 500):
            visit.record(*story[start : start + 500])
        client.post(f"{visit.page}/opening", follow_redirects=False)
        yield size, visit.page


def lesson(size: int) -> list[tuple[str, int, dict[str, Any]]]:
    """One lesson of 44 minutes with so many entries: the example's kinds in the example's proportions."""
    chance = random.Random(size)
    example = [event for event in every_kind.story() if event[0] not in ("begin", "end", "pause", "resume")]
    taken = [example[i % len(example)] for i in range(size - 2)]
    events = [(kind, min(at + chance.randrange(9_000), LESSON_MS - 1), fields) for kind, at, fields in taken]
    return [("begin", 0, {}), *sorted(events, key=lambda event: event[1]), ("end", LESSON_MS, {})]


def measure(engine: sa.Engine, client: TestClient, page: str) -> tuple[int, int, int]:
    """Queries, bytes, and bytes compressed as the server does it."""
    with counting(engine) as said:
        answer = client.get(page)
    assert answer.status_code == 200
    assert "lesson-table" in answer.text
    return len(said), len(answer.content), len(gzip.compress(answer.content, 5))


@contextmanager
def counting(engine: sa.Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    sa.event.listen(engine, "before_cursor_execute", hear)
    yield said
    sa.event.remove(engine, "before_cursor_execute", hear)


def rounds(client: TestClient, pages: dict[int, str]) -> dict[int, list[float]]:
    """Processor time of each page, the sizes taking turns."""
    times: dict[int, list[float]] = {size: [] for size in pages}
    for _ in range(ROUNDS):
        for size, page in pages.items():
            start = time.process_time()
            client.get(page)
            times[size].append(time.process_time() - start)
    return times


if __name__ == "__main__":
    main()
