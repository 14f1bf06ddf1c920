"""The ground itself: both databases are migrated, the cast is in place, and a lesson can be recorded and read."""

import pytest

from tests.cast import lesson

pytestmark = pytest.mark.both_databases


def test_a_recorded_lesson_is_read_back_by_both_partners(visit, people, signed_in):
    account = visit.record(*lesson())
    assert (account.stored, account.head) == (14, 14)
    for person in (people.marcus, people.dana):
        answer = signed_in(person).get(f"{visit.api}/entries").json()
        assert [e["seq"] for e in answer["entries"]] == list(range(1, 15))
        assert {e["author"] for e in answer["entries"]} == {people.marcus.id}


def test_an_outsider_finds_nothing(visit, people, signed_in):
    assert signed_in(people.ellen).get(f"{visit.api}/entries").status_code == 404


def test_a_browser_is_signed_in_by_its_cookie(people, signed_in):
    assert signed_in(people.dana, browser=True).get("/api/me").json()["name"] == "Dana Okafor"


def test_nobody_is_signed_in_without_a_secret(client, people):
    assert client.get("/api/me").status_code == 401
