"""A short seeded run on each database: whatever befell them, every mark is there once, and nobody has another's."""

import pytest

from tests.faults.driver import Run
from tests.faults.nursery import Nursery
from tests.faults.world import world


@pytest.mark.parametrize(("kind", "workers"), [("sqlite", 1), ("postgresql", 2)])
def test_no_mark_is_lost_and_none_is_doubled(nursery: Nursery, kind: str, workers: int) -> None:
    with world(nursery, kind, workers=workers) as here:
        run = Run(here, seed=20261122, taps=1200, faults=24)
        assert run.go() == []
        assert len(run.history.taps) >= 1200
        assert len(run.history.acknowledged) > 1000
        assert sum(run.befell.values()) == 24
        assert {"migration", "restore"} <= run.befell.keys()
