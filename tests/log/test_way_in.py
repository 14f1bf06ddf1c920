"""Whoever may not append by the full way may not by the short one, and who may is the same person by both."""

import pytest
from sqlmodel import col, update
from starlette.requests import Request

from app.accounts.models import SignIn
from app.clock import new_id, now
from app.database import transaction
from app.log import way_in
from app.partnerships.models import Partnership
from app.problems import Problem
from app.visits.models import Visit
from tests import cast
from tests.faults.crowd import token_for

pytestmark = pytest.mark.both_databases


def asking(token: str, **headers: str) -> Request:
    pairs = {"authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
    raw = [(name.encode(), value.encode()) for name, value in pairs.items()]
    return Request(
        {"type": "http", "method": "POST", "scheme": "http", "path": "/", "headers": raw, "query_string": b""}
    )


def both_ways(visit: cast.PlannedVisit, request: Request, visit_id: str | None = None) -> tuple[object, object]:
    where = visit.partners.id, visit_id or visit.id
    with transaction(visit.partners.engine) as db:
        short = way_in._short(request, db, *where)
        try:
            return short, way_in._full(request, db, *where)
        except Problem as problem:
            return short, problem.slug


@pytest.mark.parametrize("who", ["marcus", "dana"])
def test_a_partner_is_let_in_alike(visit: cast.PlannedVisit, people: cast.People, who: str) -> None:
    person = getattr(people, who)
    _id, token = token_for(visit.partners.engine, person.id)
    short, full = both_ways(visit, asking(token))
    assert short == full == way_in.WayIn(person.id, visit.form.id, 1)


def test_an_outsider_is_not(visit: cast.PlannedVisit, people: cast.People) -> None:
    _id, token = token_for(visit.partners.engine, people.ellen.id)
    assert both_ways(visit, asking(token)) == (None, "not-found")


def test_nor_a_visit_that_is_not_there(visit: cast.PlannedVisit, people: cast.People) -> None:
    _id, token = token_for(visit.partners.engine, people.marcus.id)
    assert both_ways(visit, asking(token), new_id()) == (None, "not-found")


def test_nor_somebody_else_on_a_shared_tablet(visit: cast.PlannedVisit, people: cast.People) -> None:
    _id, token = token_for(visit.partners.engine, people.marcus.id)
    request = asking(token, alongside_person=people.dana.id)
    assert both_ways(visit, request) == (None, "not-signed-in")


@pytest.mark.parametrize("change", ["revoked_at", "expires_at"])
def test_nor_a_sign_in_that_is_over(visit: cast.PlannedVisit, people: cast.People, change: str) -> None:
    sign_in_id, token = token_for(visit.partners.engine, people.marcus.id)
    with transaction(visit.partners.engine) as db:
        db.exec(update(SignIn).where(col(SignIn.id) == sign_in_id).values({change: now()}))
    assert both_ways(visit, asking(token)) == (None, "not-signed-in")


@pytest.mark.parametrize(("status", "outcome"), [("ended", "partnership-ended"), ("declined", "not-found")])
def test_only_an_active_partnership_takes_the_short_way(
    visit: cast.PlannedVisit, people: cast.People, status: str, outcome: str
) -> None:
    _id, token = token_for(visit.partners.engine, people.marcus.id)
    with transaction(visit.partners.engine) as db:
        db.exec(update(Partnership).where(col(Partnership.id) == visit.partners.id).values(status=status))
    assert both_ways(visit, asking(token)) == (None, outcome)


def test_a_second_observer_is_let_in_to_their_own_record_alike_and_a_partner_to_none(
    visit: cast.PlannedVisit, people: cast.People
) -> None:
    record = cast.add_visit(visit.form)
    with transaction(visit.partners.engine) as db:
        mine = (col(Visit.partnership_id) == visit.partners.id, col(Visit.id) == record.id)
        db.exec(update(Visit).where(*mine).values(beside=visit.id, observer_id=people.alma.id))
    _id, alma = token_for(visit.partners.engine, people.alma.id)
    short, full = both_ways(record, asking(alma))
    assert short == full == way_in.WayIn(people.alma.id, visit.form.id, 1)
    assert both_ways(visit, asking(alma)) == (None, "not-found")
    for partner in (people.marcus, people.dana):
        _id, token = token_for(visit.partners.engine, partner.id)
        assert both_ways(record, asking(token)) == (None, "second-observers-record")
