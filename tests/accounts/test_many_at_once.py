"""Passwords are checked a few at a time: a crowd waits its turn, a flood is turned away, and nobody is locked out by it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.accounts import passwords
from tests.cast import PASSWORD, People


def sign_in(app: FastAPI, people: People) -> int:
    answer = TestClient(app).post("/api/sessions", json={"email": people.dana.email, "password": PASSWORD})
    if answer.status_code == 503:
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["type"] == "/problems/busy"
    return answer.status_code


def test_no_more_are_checked_at_once_than_memory_allows(
    app: FastAPI, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, most, counting = [0], [0], threading.Lock()

    class Watched:
        def verify(self, *_: str) -> bool:
            with counting:
                at_once[0] += 1
                most[0] = max(most[0], at_once[0])
            threading.Event().wait(0.05)
            with counting:
                at_once[0] -= 1
            return True

    monkeypatch.setattr(passwords, "hasher", Watched())
    with ThreadPoolExecutor(8) as crowd:
        assert [each.result() for each in [crowd.submit(sign_in, app, people) for _ in range(8)]] == [201] * 8
    assert most[0] == passwords.AT_ONCE


def test_a_flood_is_asked_to_come_back_and_counts_as_no_failed_attempt(
    app: FastAPI, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "LONGEST_WAIT_S", 0.01)
    with passwords._turns:
        assert {sign_in(app, people) for _ in range(30)} == {503}
    assert sign_in(app, people) == 201
