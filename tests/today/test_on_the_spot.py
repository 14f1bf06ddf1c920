"""Visits that nobody planned are offered where they are welcome, and a teacher's own lesson at any time."""

import pytest

from app.clock import now
from app.database import transaction
from app.partnerships.models import Partnership
from tests import cast

pytestmark = pytest.mark.both_databases


def place(form, how=""):
    return f'href="/recorder#{form.partners.id}/new/{form.id}/{form.version}{how}"'


def stand(partners, **fields):
    with transaction(partners.engine) as db:
        row = db.get(Partnership, partners.id)
        row.sqlmodel_update(fields)
        db.add(row)


@pytest.mark.parametrize("page", ["/", "/partnerships/{}"])
def test_a_coach_is_offered_one_only_after_the_teachers_yes(agreed_form, people, signed_in, page):
    partners = agreed_form.partners
    marcus = signed_in(people.marcus, browser=True)
    assert "/new/" not in marcus.get(page.format(partners.id)).text.replace("/visits/new", "").replace("/forms/new", "")
    stand(partners, unplanned_since=now())
    assert place(agreed_form) in marcus.get(page.format(partners.id)).text


@pytest.mark.parametrize("page", ["/", "/partnerships/{}"])
def test_a_teacher_is_offered_their_own_lesson_until_the_partnership_rests(agreed_form, people, signed_in, page):
    partners = agreed_form.partners
    dana = signed_in(people.dana, browser=True)
    assert place(agreed_form, "/video") in dana.get(page.format(partners.id)).text
    stand(partners, status="paused", paused_at=now(), paused_by=people.marcus.id)
    assert "/video" not in dana.get(page.format(partners.id)).text


def test_a_form_that_one_has_not_agreed_to_is_not_offered(partners, people, signed_in):
    stand(partners, unplanned_since=now())
    cast.add_form(partners, agreed_by=("coach",))
    assert "/new/" not in signed_in(people.marcus, browser=True).get("/").text.replace("/forms/new", "")
    assert "/video" not in signed_in(people.dana, browser=True).get("/").text
