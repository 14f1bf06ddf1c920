"""Alma observes Dana's lesson beside Marcus: from the proposal to two records that have ended. Ellen stays an outsider."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from tests.cast import PlannedVisit, entry, lesson

Observed = dict


@dataclass(frozen=True)
class Programs:
    dana: TestClient
    marcus: TestClient
    alma: TestClient
    ellen: TestClient


@dataclass(frozen=True)
class Doubled:
    """A visit with a second observer who has accepted."""

    visit: PlannedVisit
    id: str
    record_id: str

    @property
    def api(self) -> str:
        return f"{self.visit.partners.api}/observers/{self.id}"

    @property
    def page(self) -> str:
        return f"{self.visit.partners.page}/observers/{self.id}"

    @property
    def record(self) -> str:
        return f"{self.visit.partners.api}/visits/{self.record_id}"

    @property
    def record_page(self) -> str:
        return f"{self.visit.partners.page}/visits/{self.record_id}"


@pytest.fixture
def programs(people, signed_in) -> Programs:
    return Programs(*(signed_in(person) for person in (people.dana, people.marcus, people.alma, people.ellen)))


@pytest.fixture
def browsers(people, signed_in) -> Programs:
    four = (people.dana, people.marcus, people.alma, people.ellen)
    return Programs(*(signed_in(person, browser=True) for person in four))


@pytest.fixture
def proposed(visit, programs) -> str:
    """Marcus proposes Alma; Dana has yet to agree."""
    answer = programs.marcus.post(f"{visit.api}/observers", json={"invite": "alma@larkspur.example"})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


@pytest.fixture
def invited(visit, programs, proposed) -> str:
    """The token of the link once Dana has agreed."""
    answer = programs.dana.post(f"{visit.partners.api}/observers/{proposed}/agreement")
    assert answer.status_code == 200, answer.text
    return answer.json()["invitation_url"].rpartition("/")[2]


@pytest.fixture
def doubled(visit, programs, proposed, invited) -> Doubled:
    answer = programs.alma.post(f"/api/observer-invitations/{invited}/acceptance")
    assert answer.status_code == 200, answer.text
    return Doubled(visit, proposed, answer.json()["record_id"])


@pytest.fixture
def send(programs) -> Callable[..., dict]:
    """Entries as a device sends them."""

    def sent(program: TestClient, address: str, *entries: dict) -> dict:
        answer = program.post(f"{address}/entries", json={"device": "tablet", "entries": list(entries)})
        assert answer.status_code == 200, answer.text
        assert answer.json()["refused"] == []
        return answer.json()

    return sent


@pytest.fixture
def both_ended(doubled, programs, send) -> Doubled:
    """Both have recorded: Alma missed one redirection and read one specific praise as general."""
    doubled.visit.record(*lesson())
    send(programs.alma, doubled.record, *almas_lesson())
    return doubled


@pytest.fixture
def looked(both_ended, browsers) -> Doubled:
    assert browsers.dana.post(f"{both_ended.visit.page}/opening").status_code == 303
    return both_ended


def almas_lesson() -> list[dict]:
    story = [
        ("begin", 0, {}),
        ("start", 31_000, {"measure": "talk", "option": "teacher"}),
        ("mark", 63_000, {"measure": "praise", "option": "specific"}),
        ("mark", 126_000, {"measure": "redirection"}),
        ("mark", 190_500, {"measure": "praise", "option": "general"}),
        ("stop", 240_000, {"measure": "talk", "option": "teacher"}),
        ("sweep", 301_000, {"measure": "on_task", "value": 18, "out_of": 24}),
        ("mark", 341_000, {"measure": "praise", "option": "specific"}),
        ("mark", 416_000, {"measure": "praise", "option": "general"}),
        ("end", 600_000, {}),
    ]
    return [entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(story, 1)]
