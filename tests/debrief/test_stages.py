"""One address from the plan to the debrief: what it shows depends on the visit's log and on who asks."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.partnerships.models import Access
from tests.cast import entry, lesson

pytestmark = pytest.mark.both_databases


def test_a_planned_visit_shows_the_plan_and_the_form(visit, both):
    for client in (both.dana, both.marcus):
        page = client.get(visit.page).text
        assert "Grade 7 science" in page
        assert "How praise sounds during practice" in page
        assert "What will be collected" in page
        assert "Parts of the lesson: Warm-up, Practice, Close" in page
        assert f"{visit.form.page}" in page
    assert f"/recorder#{visit.partners.id}/{visit.id}" in both.marcus.get(visit.page).text
    assert "/recorder#" not in both.dana.get(visit.page).text


def test_the_teacher_follows_a_visit_under_way(visit, both, people, engine):
    visit.record(*lesson()[:8])
    page = both.dana.get(visit.page).text
    assert "Marcus is recording. This page follows by itself." in page
    assert 'data-stage="follow"' in page
    assert 'data-head="8"' in page
    assert "What do we make of it?" not in page
    assert both.dana.get(f"{visit.page}/lesson", headers={"hx-request": "true"}).status_code == 200
    with transaction(engine, writes=False) as db:
        assert [(a.person_id, a.what) for a in db.exec(select(Access)).all()] == [(people.dana.id, "entries")]


def test_following_is_not_the_first_look(visit, both):
    story = lesson()
    visit.record(*story[:8])
    both.dana.get(visit.page)
    visit.record(*story[8:])
    assert "Dana, your lesson is here." in both.dana.get(visit.page).text
    assert "Dana looks first" in both.marcus.get(visit.page).text


def test_the_coach_is_led_back_to_the_recorder(visit, both):
    visit.record(*lesson()[:8])
    page = both.marcus.get(visit.page).text
    assert f"/recorder#{visit.partners.id}/{visit.id}" in page
    assert "3 marks are here so far." in page
    assert "What was counted" not in page


def test_an_end_that_was_undone_goes_on(visit, both):
    story = lesson()
    visit.record(*story, entry("void", n=20, target=story[-1]["id"]))
    assert 'data-stage="follow"' in both.dana.get(visit.page).text


def test_an_outsider_and_nobody(visit, people, signed_in, client):
    assert signed_in(people.ellen, browser=True).get(visit.page).status_code == 404
    answer = client.get(visit.page, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"].startswith("/sign-in?")) == (303, True)


def test_the_page_is_never_kept_by_a_cache(looked, both):
    assert both.dana.get(looked.page).headers["cache-control"] == "no-store"
