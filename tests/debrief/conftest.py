"""A visit that has ended, and the same one once its teacher has looked."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from app.accounts.models import Person
from app.database import transaction
from app.debrief.queries import read_visit
from app.debrief.reading import Reading
from tests.cast import PlannedVisit, lesson


@pytest.fixture
def ended(visit: PlannedVisit) -> PlannedVisit:
    visit.record(*lesson())
    return visit


@dataclass(frozen=True)
class Both:
    dana: TestClient
    marcus: TestClient


@pytest.fixture
def both(people, signed_in) -> Both:
    """Both partners' browsers."""
    return Both(signed_in(people.dana, browser=True), signed_in(people.marcus, browser=True))


@pytest.fixture
def looked(ended: PlannedVisit, both: Both) -> PlannedVisit:
    assert both.dana.post(f"{ended.page}/opening").status_code == 303
    return ended


@pytest.fixture
def read(engine) -> Callable[[PlannedVisit, Person], Reading]:
    """What one of the partners can read of a visit, as the screens get it."""

    def reading(visit: PlannedVisit, person: Person) -> Reading:
        with transaction(engine, writes=False) as db:
            return read_visit(db, visit.seen_by(db, person))

    return reading
