"""A server that can't store says so, in a way that a device understands, and never that it has."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from app.clock import new_id, now, rfc3339
from tests.faults.crowd import Coach, crowd
from tests.faults.nursery import Nursery
from tests.faults.world import World, world


def mark(n: int) -> dict[str, Any]:
    return {"id": new_id(), "kind": "mark", "n": n, "at_ms": n, "noted_at": rfc3339(now()), "measure": "redirection"}


def send(here: World, coach: Coach, n: int = 1, timeout: float = 30) -> httpx.Response:
    url = f"http://127.0.0.1:{here.port}{coach.entries_path(coach.visit_ids[0])}"
    headers = {"Authorization": f"Bearer {coach.token}"}
    return httpx.post(url, json={"device": "tablet", "entries": [mark(n)]}, headers=headers, timeout=timeout)


def garbage(here: World, coach: Coach) -> httpx.Response:
    """What is wrong with a body is told only to those who may be here, which nobody can look up just now."""
    url = f"http://127.0.0.1:{here.port}{coach.entries_path(coach.visit_ids[0])}"
    return httpx.post(url, content=b"{", headers={"Authorization": f"Bearer {coach.token}"}, timeout=30)


def stored(here: World) -> int:
    with here.engine.connect() as connection:
        return int(connection.exec_driver_sql("select count(*) from entry").scalar() or 0)


def is_a_refusal(answer: httpx.Response, status: int) -> bool:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    return True


def test_a_full_disk_is_a_507_and_earlier_marks_stay(nursery: Nursery) -> None:
    with world(nursery, "sqlite") as here:
        coach = crowd(here.engine, 1)[0]
        here.start()
        assert send(here, coach).json()["stored"] == 1
        with here.ordered("full_disk"):
            refusals = [answer for n in range(2, 60) if (answer := send(here, coach, n)).status_code != 200]
            assert all(is_a_refusal(answer, 507) for answer in refusals)
            assert refusals
        assert send(here, coach, 99).json()["stored"] == 1
        assert stored(here) == 60 - len(refusals)


def test_behind_a_lock_that_is_not_given_back_writers_are_refused_and_readers_served(nursery: Nursery) -> None:
    with world(nursery, "sqlite") as here, ThreadPoolExecutor(20) as devices:
        coach = crowd(here.engine, 1)[0]
        here.start()
        send(here, coach)
        with here.locked():
            waiting = [devices.submit(send, here, coach, n) for n in range(2, 14)]
            time.sleep(3.5)
            assert is_a_refusal(send(here, coach, 99, timeout=2), 503)
            asking = {"Authorization": f"Bearer {coach.token}"}
            assert httpx.get(f"http://127.0.0.1:{here.port}/api/me", headers=asking, timeout=2).status_code == 200
        assert [each.result().status_code for each in waiting] == [200] * 12
        assert stored(here) == 13


def test_a_database_that_is_away_is_a_503_and_comes_back_by_itself(nursery: Nursery) -> None:
    with world(nursery, "postgresql") as here:
        coach = crowd(here.engine, 1)[0]
        here.start()
        assert send(here, coach).status_code == 200
        with here.without_postgres():
            assert is_a_refusal(send(here, coach, 2), 503)
            assert is_a_refusal(send(here, coach, 3), 503)
            assert is_a_refusal(garbage(here, coach), 503)
        until = time.monotonic() + 10
        while (answer := send(here, coach, 4)).status_code != 200 and time.monotonic() < until:
            assert is_a_refusal(answer, 503)
            time.sleep(0.1)
        assert stored(here) == 2
