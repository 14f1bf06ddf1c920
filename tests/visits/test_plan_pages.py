"""Planning on a page: the person's own zone, an agreed form, plain sentences at the fields, nothing twice."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.accounts.models import Person
from app.clock import new_id
from app.database import transaction
from app.visits.models import Visit
from tests import cast

pytestmark = pytest.mark.both_databases


def visits(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(Visit)).all()


@pytest.fixture
def typed(agreed_form):
    return {
        "visit_id": new_id(),
        "form": f"{agreed_form.id}:1",
        "day": "2026-12-03",
        "time": "10:05",
        "minutes": "45",
        "class_label": "Grade 5, adding fractions. Room 14",
        "students": "24",
        "purpose": "Do I say what was good?",
        "segments": "Warm-up, Group work\r\nShare-out\n",
    }


def test_the_time_is_the_persons_own(typed, partners, people, signed_in, engine):
    with transaction(engine) as db:
        db.connection().execute(sa.update(Person).values(time_zone="America/Chicago"))
    answer = signed_in(people.marcus, browser=True).post(f"{partners.page}/visits", data=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    (visit,) = visits(engine)
    assert visit.planned_for == datetime(2026, 12, 3, 16, 5, tzinfo=UTC)
    assert (visit.id, visit.planned_by) == (typed["visit_id"], people.marcus.id)
    assert (visit.form_version, visit.minutes, visit.students) == (1, 45, 24)
    assert visit.segments == ["Warm-up", "Group work", "Share-out"]
    page = signed_in(people.dana, browser=True).get(f"{partners.page}/visits/{visit.id}/plan").text
    assert 'value="2026-12-03"' in page
    assert 'value="10:05"' in page


def test_sending_it_twice_plans_one_visit(typed, partners, people, signed_in, engine):
    marcus = signed_in(people.marcus, browser=True)
    for _ in range(2):
        assert marcus.post(f"{partners.page}/visits", data=typed).status_code == 303
    assert len(visits(engine)) == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("day", ""),
        ("day", "tomorrow"),
        ("time", ""),
        ("time", "25:00"),
        ("minutes", "0"),
        ("minutes", "an hour"),
        ("students", "-3"),
        ("students", "501"),
        ("class_label", "x" * 121),
        ("purpose", "a\0b"),
        ("segments", "x" * 61),
        ("segments", ",".join(["part"] * 21)),
        ("form", ""),
        ("form", "nonsense"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(typed, partners, people, signed_in, engine, field, wrong):
    answer = signed_in(people.marcus, browser=True).post(f"{partners.page}/visits", data=typed | {field: wrong})
    assert answer.status_code == 422
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', answer.text)
    assert "Grade 5" in answer.text or field == "class_label"
    assert visits(engine) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_edges_of_time_break_nothing(typed, partners, people, signed_in, day):
    answer = signed_in(people.marcus, browser=True).post(
        f"{partners.page}/visits", data=typed | {"day": day, "time": "23:59"}
    )
    assert answer.status_code in (303, 422)


def test_a_form_not_agreed_can_not_be_collected(partners, people, signed_in, typed, engine):
    proposed = cast.add_form(partners, agreed_by=("coach",))
    marcus = signed_in(people.marcus, browser=True)
    answer = marcus.post(f"{partners.page}/visits", data=typed | {"form": f"{proposed.id}:1"})
    assert answer.status_code == 409
    assert "Both of you agree to this version of the form first." in answer.text
    assert visits(engine) == []
    assert f'value="{proposed.id}:1"' not in marcus.get(f"{partners.page}/visits/new").text


def test_without_an_agreed_form_the_page_says_what_comes_first(partners, people, signed_in):
    page = signed_in(people.dana, browser=True).get(f"{partners.page}/visits/new").text
    assert "No form is agreed yet" in page
    assert "<form" not in page


def test_the_next_plan_starts_from_the_last(visit, partners, people, signed_in):
    page = signed_in(people.dana, browser=True).get(f"{partners.page}/visits/new").text
    assert 'value="Grade 7 science"' in page
    assert "Warm-up\nPractice\nClose</textarea>" in page
    assert "How praise sounds" not in page


def test_either_changes_the_plan(visit, partners, people, signed_in, typed, engine):
    answer = signed_in(people.dana, browser=True).post(
        f"{visit.page}/plan", data=typed | {"form": f"{visit.form.id}:1"}
    )
    assert answer.status_code == 303
    (row,) = visits(engine)
    assert (row.id, row.class_label, row.planned_by) == (visit.id, typed["class_label"], people.marcus.id)


def test_once_recording_the_form_stays(visit, partners, people, signed_in, typed, engine):
    other = cast.add_form(partners)
    visit.record(cast.entry("begin", 0))
    answer = signed_in(people.marcus, browser=True).post(f"{visit.page}/plan", data=typed | {"form": f"{other.id}:1"})
    assert answer.status_code == 409
    assert 'aria-describedby="form-wrong form-hint"' in answer.text
    assert visits(engine)[0].form_id == visit.form.id


def test_a_recorded_visit_has_no_plan_to_change(visit, people, signed_in):
    visit.record(*cast.lesson())
    assert signed_in(people.dana, browser=True).get(f"{visit.page}/plan").headers["location"] == visit.page


def test_an_outsider_plans_nothing(visit, partners, people, signed_in, typed, engine):
    ellen = signed_in(people.ellen, browser=True)
    nowhere = ellen.post(f"/partnerships/{new_id()}/visits", data=typed)
    assert ellen.post(f"{partners.page}/visits", data=typed).content == nowhere.content
    assert ellen.post(f"{visit.page}/plan", data=typed).content == nowhere.content
    assert ellen.get(f"{visit.page}/plan").status_code == nowhere.status_code == 404
    assert len(visits(engine)) == 1


def test_not_while_paused(partners, people, signed_in, typed, engine):
    dana = signed_in(people.dana, browser=True)
    dana.post(f"{partners.page}/pause")
    assert dana.get(f"{partners.page}/visits/new").status_code == 409
    assert dana.post(f"{partners.page}/visits", data=typed).status_code == 409
    assert visits(engine) == []


def test_visits_are_numbered_by_time(agreed_form, partners, people, signed_in):
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    late, early = (cast.add_visit(agreed_form, moment + timedelta(days=days)) for days in (9, 2))
    page = signed_in(people.dana, browser=True).get(partners.page).text
    assert re.search(rf"{early.id}\">\s*Visit 1", page)
    assert re.search(rf"{late.id}\">\s*Visit 2", page)


def test_two_at_the_same_moment_plan_one_visit(typed, partners, people, signed_in, engine):
    clients = [signed_in(people.marcus, browser=True) for _ in range(4)]
    together, answers = threading.Barrier(4), []

    def send(client):
        together.wait()
        answers.append(client.post(f"{partners.page}/visits", data=typed).status_code)

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert len(visits(engine)) == 1
