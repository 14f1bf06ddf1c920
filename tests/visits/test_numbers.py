"""Visit 8 is the eighth by time in its own partnership, whichever way it is asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from app.database import transaction
from app.visits.queries import number_of, numbered, visits_of
from tests import cast

pytestmark = pytest.mark.both_databases


def test_one_and_all_agree(agreed_form, partners, people, engine):
    other = cast.add_form(cast.add_partners(engine, coach=people.dana, teacher=people.ellen))
    moment = datetime(2026, 9, 1, 10, tzinfo=UTC)
    added = [cast.add_visit(agreed_form, moment + timedelta(days=days)) for days in (30, 2, 16, 2)]
    cast.add_visit(other, moment)
    with transaction(engine, writes=False) as db:
        visits = visits_of(db, [partners.id, other.partners.id])
        numbers = numbered(visits)
        assert {visit.id: number_of(db, visit) for visit in visits} == numbers
    third, first, fourth = numbers[added[0].id], {numbers[added[1].id], numbers[added[3].id]}, numbers[added[2].id]
    assert (first, fourth, third) == ({1, 2}, 3, 4)
