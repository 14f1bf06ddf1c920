"""In a partner's charts is what is open to that partner: the teacher first, nothing withheld, no second observer's record."""

import pytest
from sqlmodel import select

from app.clock import now
from app.database import transaction
from app.partnerships.models import Access
from tests.across_visits.conftest import change_visit, open_it
from tests.cast import add_visit, entry

pytestmark = pytest.mark.both_databases


def numbers(across):
    return [seen.number for seen in across.visits]


def test_a_visit_that_the_teacher_has_not_opened_is_in_nobodys_chart(take_place, read, people, both, page):
    take_place(0)
    take_place(1, opened=False)
    assert numbers(read(people.dana)) == numbers(read(people.marcus)) == [1]
    assert "What Dana has not opened yet is not in here." in both.marcus.get(page).text
    assert "Visit 2</a>" in both.dana.get(page).text


def test_that_the_coach_need_not_wait_opens_it_to_the_coach_alone(take_place, read, people, engine):
    open_it(engine, take_place(0, opened=False), people.dana, "opened_to_partner")
    assert numbers(read(people.marcus)) == [1]
    assert numbers(read(people.dana)) == []


def test_the_coachs_own_look_opens_nothing(take_place, read, people, engine):
    open_it(engine, take_place(0, opened=False), people.marcus)
    assert numbers(read(people.marcus)) == []


def test_what_is_withheld_is_in_the_teachers_chart_alone_and_the_coach_is_told_no_number(
    take_place, read, people, both, page, engine
):
    take_place(0)
    kept = take_place(1, specific=7)
    change_visit(engine, kept, withheld_at=now(), withheld_by=people.dana.id)
    assert numbers(read(people.dana)) == [1, 2]
    assert numbers(read(people.marcus)) == [1]
    said = both.marcus.get(page).text
    assert "Dana keeps some of it back; it is not in here." in said
    assert kept.id not in said


def test_what_was_erased_is_in_no_chart(take_place, read, people, engine):
    gone = take_place(0)
    change_visit(engine, gone, withheld_at=now(), withheld_by=people.dana.id, erased_at=now())
    for person in (people.dana, people.marcus):
        assert numbers(read(person)) == []
        assert not read(person).withheld


def test_a_second_observers_record_is_not_counted(take_place, read, people, engine):
    main, record = take_place(0), take_place(0)
    change_visit(engine, record, beside=main.id, observer_id=people.ellen.id)
    assert [seen.visit.id for seen in read(people.dana).visits] == [main.id]


def test_a_visit_from_a_file_is_in_and_is_said_to_be_from_one(take_place, both, page, engine):
    change_visit(engine, take_place(0), imported_from="boris")
    assert "Brought in from a file, not recorded here: Visit 1." in " ".join(both.marcus.get(page).text.split())


def test_what_is_planned_or_under_way_is_not_in_yet(take_place, agreed_form, read, people, engine):
    take_place(0)
    add_visit(agreed_form)
    under_way = add_visit(agreed_form)
    under_way.record(entry("begin", 0, 1))
    open_it(engine, under_way, people.dana)
    assert numbers(read(people.dana)) == [1]


def test_each_opening_is_listed_once_in_ten_minutes(take_place, both, page, engine, partners):
    take_place(0)
    for _again in range(2):
        assert both.marcus.get(page).status_code == 200
        assert both.marcus.get(f"{page}/table").status_code == 200
    with transaction(engine, writes=False) as db:
        looks = db.exec(select(Access).where(Access.visit_id == None)).all()  # noqa: E711
    assert [(look.person_id, look.what) for look in looks] == [(partners.coach.id, "summary")]
    assert "read the numbers of all visits together" in both.dana.get(f"{partners.page}/looks").text


def test_to_an_outsider_there_is_nothing(take_place, both, page):
    take_place(0)
    assert both.ellen.get(page).status_code == 404
    assert both.ellen.get(f"{page}/table").status_code == 404


def test_without_a_visit_the_page_says_what_comes(both, page, partners):
    for client in (both.dana, both.marcus):
        assert "Here your visits will stand side by side." in client.get(page).text
