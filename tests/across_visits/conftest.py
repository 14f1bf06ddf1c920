"""Several visits of Dana's, a week apart, each recorded and looked at."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.accounts.models import Person
from app.across_visits.queries import Across, across
from app.clock import now
from app.database import transaction
from app.forms.models import FormSignature, FormVersion
from app.partnerships.actions import record_access
from app.partnerships.lookup import partnership_for
from app.visits.models import Visit
from tests.cast import AgreedForm, PlannedVisit, add_visit, entry

MINUTE = 60_000
FIRST = datetime(2026, 9, 10, 14, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Both:
    dana: TestClient
    marcus: TestClient
    ellen: TestClient


@pytest.fixture
def both(people, signed_in) -> Both:
    return Both(*(signed_in(who, browser=True) for who in (people.dana, people.marcus, people.ellen)))


@pytest.fixture
def page(partners) -> str:
    return f"{partners.page}/across-visits"


@pytest.fixture
def take_place(agreed_form: AgreedForm, engine, people) -> Callable[..., PlannedVisit]:
    """`take_place(week, specific, redirection)`: a visit of ten minutes with so many marks, opened by its teacher."""

    def visit(
        week: int, specific: int = 0, redirection: int = 0, form: AgreedForm = agreed_form, opened: bool = True
    ) -> PlannedVisit:
        planned = add_visit(form, FIRST + timedelta(weeks=week))
        marks = [{"measure": "praise", "option": "specific"}] * specific + [{"measure": "redirection"}] * redirection
        story = [
            ("begin", 0, {}),
            *(("mark", 5_000 * i, said) for i, said in enumerate(marks, 1)),
            ("end", 600_000, {}),
        ]
        planned.record(*[entry(kind, at, n, **said) for n, (kind, at, said) in enumerate(story, 1)])
        if opened:
            open_it(engine, planned, people.dana)
        return planned

    return visit


def open_it(engine: Any, visit: PlannedVisit, person: Person, what: str = "opened") -> None:
    with transaction(engine) as db:
        record_access(db, visit.seen_by(db, person).membership, what, visit.id)


def change_visit(engine: Any, visit: PlannedVisit, **fields: Any) -> None:
    with transaction(engine) as db:
        row = db.exec(select(Visit).where(Visit.id == visit.id)).one()
        for name, value in fields.items():
            setattr(row, name, value)
        db.add(row)


def next_version(engine: Any, form: AgreedForm, measures: list[dict[str, Any]]) -> AgreedForm:
    """Proposed by Marcus and agreed by Dana."""
    people = {"coach": form.partners.coach, "teacher": form.partners.teacher}
    key = {"partnership_id": form.partners.id, "form_id": form.id, "version": form.version + 1}
    with transaction(engine) as db:
        said = {"title": "Praise", "measures": measures, "proposed_by": people["coach"].id, "proposed_at": now()}
        db.add(FormVersion(**key, **said))
        db.flush()
        db.add_all(FormSignature(**key, role=r, person_id=p.id, signed_at=now()) for r, p in people.items())
    return replace(form, version=form.version + 1, measures=measures)


@pytest.fixture
def read(engine, partners) -> Callable[[Person], Across]:
    """All visits as one of the two can read them."""

    def reading(person: Person) -> Across:
        with transaction(engine, writes=False) as db:
            return across(db, partnership_for(db, person, partners.id))

    return reading
