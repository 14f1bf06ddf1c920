"""Tests of the test: what would lose, double or misplace a mark is built in on purpose, and must be caught."""

import itertools
from collections.abc import Sequence
from typing import Any

import pytest

from tests.faults.crowd import token_for
from tests.faults.device import Device
from tests.faults.driver import Run
from tests.faults.nursery import Nursery
from tests.faults.world import World, world

APP = "tests.faults.hooked_app"
KEYLESS = (
    "alter table entry rename to entry_with_key",
    "create table entry as select * from entry_with_key",
    "drop table entry_with_key",
)


class Planned(Run):
    """A run whose faults are chosen by hand."""

    plan: Sequence[str] = ()

    def list_of_faults(self) -> list[str]:
        return list(self.plan)


def violations(here: World, plan: Sequence[str], device: type[Device] = Device, taps: int = 150) -> set[str]:
    """The kinds of violation, which is the first word of each."""
    run = Planned(here, seed=7, taps=taps, faults=len(plan), coaches=1, device=device)
    run.plan = plan
    return {found.partition(":")[0] for found in run.go()}


def test_the_checker_has_nothing_to_say_of_an_honest_run(nursery: Nursery) -> None:
    with world(nursery, "sqlite") as here:
        assert violations(here, ["twenty_at_once", "portal", "drop_answer", "after_commit"]) == set()


def test_ids_that_are_not_unique_are_caught(nursery: Nursery) -> None:
    with world(nursery, "sqlite", factory=f"{APP}:without_unique_key") as here:
        with here.engine.begin() as connection:
            for statement in KEYLESS:
                connection.exec_driver_sql(statement)
        assert "doubled" in violations(here, ["twenty_at_once", "drop_answer"])


def test_an_answer_before_the_commit_is_caught(nursery: Nursery) -> None:
    with world(nursery, "sqlite", factory=f"{APP}:acknowledging_before_commit") as here:
        assert "lost" in violations(here, ["power_cut"])


class Credulous(Device):
    def believes(self, status: int, answer: Any, batch: list[dict[str, Any]]) -> bool:
        return status == 200

    def _settle(self, batch: list[dict[str, Any]], answer: Any) -> None:
        super()._settle(batch, answer if isinstance(answer, dict) and "refused" in answer else {"refused": []})


@pytest.mark.parametrize("lie", ["portal", "someone_elses"])
def test_a_device_that_believes_any_200_is_caught(nursery: Nursery, lie: str) -> None:
    with world(nursery, "sqlite") as here:
        assert "lost" in violations(here, [lie, lie], Credulous)


def test_a_database_shared_between_people_is_caught(nursery: Nursery) -> None:
    with world(nursery, "sqlite") as here:

        class SharedTablet(Device):
            """Whoever is signed in at the moment sends whatever lies there."""

            turns = itertools.count()

            def _headers(self) -> dict[str, str]:
                if next(self.turns) % 2:
                    return {"Authorization": f"Bearer {self.token}"}
                return {"Authorization": f"Bearer {run_teachers_token(here)}"}

        assert "misplaced" in violations(here, [], SharedTablet)


def run_teachers_token(here: World) -> str:
    with here.engine.connect() as connection:
        teacher = connection.exec_driver_sql("select teacher_id from partnership").scalar()
    assert isinstance(teacher, str)
    return token_for(here.engine, teacher)[1]
