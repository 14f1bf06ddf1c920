"""Change lines and hopes are the teacher's, notes their author's; each change is a row beside the others."""

import pytest
from sqlmodel import select

from app.across_visits.models import ChangeLine, Hope, VisitNote
from app.clock import now
from app.database import transaction
from tests.across_visits.conftest import change_visit

pytestmark = pytest.mark.both_databases
TRIED = {"starts_on": "2026-09-22", "text": "Three praise sentences"}


@pytest.fixture
def three(take_place):
    return [take_place(week, specific=week + 1, redirection=3) for week in range(3)]


@pytest.fixture
def rows(engine):
    def of(table):
        with transaction(engine, writes=False) as db:
            return db.exec(select(table).order_by(table.id)).all()

    return of


def test_the_teacher_marks_a_change_and_both_see_its_line(three, both, page, rows):
    assert both.dana.post(f"{page}/changes", data=TRIED).headers["location"].endswith("#changes")
    for client in (both.dana, both.marcus):
        said = client.get(page).text
        assert 'class="change"' in said
        assert "Three praise sentences" in said
    assert len(rows(ChangeLine)) == 1


def test_the_coach_marks_renames_and_removes_none(three, both, page, rows):
    both.dana.post(f"{page}/changes", data=TRIED)
    line = rows(ChangeLine)[0].line
    for place in ("changes", f"changes/{line}", f"changes/{line}/removal"):
        assert both.marcus.post(f"{page}/{place}", data=TRIED).status_code == 409
    assert len(rows(ChangeLine)) == 1
    assert "Mark a change" not in both.marcus.get(page).text


def test_a_renamed_line_is_told_with_its_earlier_name(three, both, page, rows):
    both.dana.post(f"{page}/changes", data=TRIED)
    line = rows(ChangeLine)[0].line
    both.dana.post(f"{page}/changes/{line}", data=TRIED | {"text": "Sentences on a clipboard"})
    both.dana.post(f"{page}/changes/{line}", data=TRIED | {"text": "Sentences on a clipboard"})
    assert [row.text for row in rows(ChangeLine)] == ["Three praise sentences", "Sentences on a clipboard"]
    assert "Before: Three praise sentences, Sep 22" in both.marcus.get(page).text


def test_a_removed_line_divides_nothing_and_is_still_told(three, both, page, rows):
    both.dana.post(f"{page}/changes", data=TRIED)
    line = rows(ChangeLine)[0].line
    assert both.dana.post(f"{page}/changes/{line}/removal").status_code == 303
    said = both.marcus.get(page).text
    assert 'class="change"' not in said
    assert "<del>Three praise sentences</del>" in said
    assert [row.removed for row in rows(ChangeLine)] == [False, True]
    assert both.dana.post(f"{page}/changes/{line}", data=TRIED).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"text": "x" * 121}, {"starts_on": ""}, {"starts_on": "soon"}, {"starts_on": "1066-10-14"}]
)
def test_what_cannot_be_a_line_is_said_and_stays_in_its_field(three, both, page, wrong, rows):
    again = both.dana.post(f"{page}/changes", data=TRIED | wrong)
    assert again.status_code == 422
    assert 'role="alert"' in again.text
    assert rows(ChangeLine) == []


def test_either_partner_notes_something_at_a_visit_and_both_see_whose_it_is(three, both, page):
    both.dana.post(f"{page}/notes", data={"visit_id": three[1].id, "text": "A sub in the room."})
    both.marcus.post(f"{page}/notes", data={"visit_id": three[2].id, "text": "I came late."})
    said = both.marcus.get(page).text
    assert 'class="of-teacher"' in said
    assert 'class="of-coach"' in said
    assert "at visit 2" in said


def test_words_without_a_visit_are_about_them_all(three, both, page):
    assert both.marcus.post(f"{page}/notes", data={"text": "What did you do?"}).headers["location"].endswith("#said")
    assert "What did you do?" in both.dana.get(page).text


def test_a_changed_note_shows_what_it_said_and_one_taken_back_that_it_was(three, both, page, rows):
    both.dana.post(f"{page}/notes", data={"visit_id": three[0].id, "text": "A fire drill"})
    note = rows(VisitNote)[0].note
    both.dana.post(f"{page}/notes/{note}", data={"text": "A fire drill at 10:20"})
    assert "Before: A fire drill" in both.marcus.get(page).text
    both.dana.post(f"{page}/notes/{note}/removal")
    said = both.marcus.get(page).text
    assert "fire drill" not in said
    assert "taken back" in said
    assert len(rows(VisitNote)) == 3


def test_own_words_are_changed_by_their_author_alone(three, both, page, rows):
    both.dana.post(f"{page}/notes", data={"text": "Mine"})
    note = rows(VisitNote)[0].note
    assert both.marcus.post(f"{page}/notes/{note}", data={"text": "His"}).status_code == 404
    assert both.marcus.post(f"{page}/notes/{note}/removal").status_code == 404
    assert [row.text for row in rows(VisitNote)] == ["Mine"]


def test_a_note_is_as_open_as_its_visit(three, both, page, people, engine, take_place, rows):
    both.dana.post(f"{page}/notes", data={"visit_id": three[1].id, "text": "Between me and me"})
    change_visit(engine, three[1], withheld_at=now(), withheld_by=people.dana.id)
    assert "Between me and me" not in both.marcus.get(page).text
    assert "Between me and me" in both.dana.get(page).text
    unopened = take_place(5, opened=False)
    for client, visit in ((both.marcus, three[1]), (both.marcus, unopened), (both.dana, unopened)):
        assert client.post(f"{page}/notes", data={"visit_id": visit.id, "text": "x"}).status_code == 422
    assert len(rows(VisitNote)) == 1


def test_nothing_is_compared_before_the_teacher_says_what_to_hope_for(three, both, page, rows):
    both.dana.post(f"{page}/changes", data=TRIED)
    asked = f"{page}?nap=1&show=praise:specific"
    assert "NAP 1.00" not in both.dana.get(asked).text
    assert "has not said whether to hope for more" in both.marcus.get(asked).text
    assert both.marcus.post(f"{page}/hopes", data={"series": "praise:specific", "direction": "more"}).status_code == 409
    assert both.dana.post(f"{page}/hopes", data={"series": "praise:specific", "direction": "more"}).status_code == 303
    assert "NAP 1.00" in both.marcus.get(asked).text
    both.dana.post(f"{page}/hopes", data={"series": "praise:specific", "direction": "less"})
    assert "NAP 0.00" in both.marcus.get(asked).text
    both.dana.post(f"{page}/hopes", data={"series": "praise:specific", "direction": "none"})
    assert "NAP 0.00" not in both.marcus.get(asked).text
    assert [row.direction for row in rows(Hope)] == ["more", "less", "none"]


def test_non_overlap_is_shown_on_demand_only(three, both, page):
    both.dana.post(f"{page}/changes", data=TRIED)
    both.dana.post(f"{page}/hopes", data={"series": "praise:specific", "direction": "more"})
    assert "NAP 1.00" not in both.dana.get(page).text


@pytest.mark.parametrize(
    "hope", [{"series": "praise:specific", "direction": "up"}, {"series": "a b", "direction": "more"}]
)
def test_an_odd_hope_is_refused(three, both, page, hope, rows):
    assert both.dana.post(f"{page}/hopes", data=hope).status_code in (404, 422)
    assert rows(Hope) == []


def test_nothing_is_added_to_a_partnership_that_ended(three, both, page, partners, rows):
    both.marcus.post(f"{partners.page}/ending")
    assert both.dana.post(f"{page}/changes", data=TRIED).status_code == 409
    assert both.dana.post(f"{page}/notes", data={"text": "One more"}).status_code == 409
    assert both.dana.get(page).status_code == 200
    assert rows(VisitNote) == rows(ChangeLine) == []


def test_the_choice_in_the_address_survives_what_is_said(three, both, page):
    asked = "?show=praise%3Ageneral&as=total"
    assert both.dana.post(f"{page}/notes{asked}", data={"text": "Hm"}).headers["location"] == f"{page}{asked}#said"


def test_erasing_the_partnership_takes_it_all(three, both, page, partners, rows):
    both.dana.post(f"{page}/changes", data=TRIED)
    line = rows(ChangeLine)[0].line
    both.dana.post(f"{page}/changes/{line}", data=TRIED | {"text": "Renamed"})
    both.dana.post(f"{page}/notes", data={"visit_id": three[0].id, "text": "Hm"})
    both.dana.post(f"{page}/hopes", data={"series": "praise:specific", "direction": "more"})
    assert both.dana.post(f"{partners.page}/ending", data={"erase": "yes"}).status_code == 303
    assert rows(ChangeLine) == rows(VisitNote) == rows(Hope) == []
