"""Counting queries."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa


@pytest.fixture
def count_queries(engine: sa.Engine):
    @contextmanager
    def counting() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection, _cursor, statement, *_rest):
            if not statement.startswith(("BEGIN", "PRAGMA")):
                asked.append(statement)

        sa.event.listen(engine, "before_cursor_execute", note)
        yield asked
        sa.event.remove(engine, "before_cursor_execute", note)

    return counting
