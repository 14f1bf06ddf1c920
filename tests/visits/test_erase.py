"""A withheld visit can be erased: nothing that was recorded or said stays, and no device brings it back."""

import threading

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from app.clock import new_id, now
from app.database import transaction
from app.goals.models import NextStep, StepOutcome
from app.log.actions import judged
from app.log.models import Entry
from app.log.statements import Origin
from app.log.way_in import agreed_measures
from app.log.writer import LogWriter
from app.partnerships.models import Access
from app.problems import Problem
from app.verify import faults
from app.visits.models import Visit
from tests.cast import PlannedVisit, lesson

pytestmark = pytest.mark.both_databases
STAYS = {"visit", "access", "second_observer"}


@pytest.fixture
def erased(visit, people, signed_in, engine) -> PlannedVisit:
    visit.record(*lesson())
    dana = signed_in(people.dana, browser=True)
    dana.post(f"{visit.page}/opening")
    step = {"who": "teacher", "what": "Plan three questions."}
    dana.post(f"{visit.page}/steps", data=step)
    with transaction(engine) as db:
        row = db.exec(select(NextStep)).one()
        outcome = {"partnership_id": row.partnership_id, "step_id": row.id, "written_by": people.dana.id}
        db.add(StepOutcome(id=new_id(), text="Did it.", written_at=now(), **outcome))
    dana.post(f"{visit.page}/withholding")
    assert dana.post(f"{visit.page}/erasure").status_code == 303
    return visit


def test_no_row_about_it_is_left_but_the_tombstone_and_who_looked(erased, engine):
    with transaction(engine, writes=False) as db:
        for table in SQLModel.metadata.sorted_tables:
            rows = db.connection().execute(sa.select(table)).mappings().all()
            about = [row for row in rows if erased.id in map(str, row.values())]
            assert not about or table.name in STAYS, (table.name, about)
        assert db.exec(select(StepOutcome)).all() == []
        row = db.exec(select(Visit)).one()
        assert (row.head, row.class_label, row.purpose, row.segments, row.students) == (0, "", "", [], None)
        assert row.erased_at is not None
        assert {a.what for a in db.exec(select(Access)).all()} == {"opened", "withheld", "erased"}


def test_its_addresses_say_that_it_was_erased(erased, people, signed_in):
    for person in (people.dana, people.marcus):
        program, browser = signed_in(person), signed_in(person, browser=True)
        for path in ("", "/entries", "/summary", "/export.csv", "/export.json", "/live"):
            answer = program.get(erased.api + path)
            assert (answer.status_code, answer.json()["type"]) == (410, "/problems/visit-erased")
        for path in ("", "/lesson", "/withholding", "/erasure", "/plan"):
            page = browser.get(erased.page + path)
            assert page.status_code == 410
            assert "This visit was erased" in page.text
        for path in ("/withholding", "/erasure", "/cancellation"):
            assert program.post(erased.api + path).status_code == 410


def test_to_an_outsider_it_does_not_exist(erased, people, signed_in):
    ellen = signed_in(people.ellen)
    for path in ("", "/entries", "/live"):
        assert ellen.get(erased.api + path).status_code == 404


def test_no_device_brings_it_back(erased, people, signed_in, engine):
    marcus = signed_in(people.marcus)
    answer = marcus.post(f"{erased.api}/entries", json={"device": "tablet", "entries": lesson()})
    assert (answer.status_code, answer.json()["type"]) == (410, "/problems/visit-erased")
    plan = {"form_id": erased.form.id, "form_version": 1}
    assert marcus.put(erased.api, json=plan).status_code == 410
    with transaction(engine, writes=False) as db:
        assert db.exec(select(Entry)).all() == []


def test_not_even_a_batch_that_was_let_in_a_moment_before(erased, people, engine):
    with transaction(engine, writes=False) as db:
        measures = agreed_measures(db, erased.partners.id, erased.form.id, 1)
    origin = Origin(erased.partners.id, erased.id, people.marcus.id, "tablet")
    writer = LogWriter(engine)
    with pytest.raises(Problem, match="visit-erased"):
        writer.append(judged(origin, measures, lesson()))
    writer.close()


def test_it_is_in_no_list_and_in_no_pack(erased, people, signed_in):
    for person in (people.dana, people.marcus):
        program, browser = signed_in(person), signed_in(person, browser=True)
        assert program.get(f"{erased.partners.api}/visits").json() == {"visits": []}
        assert program.get("/api/pack").json()["visits"] == []
        assert erased.id not in browser.get("/").text
        page = browser.get(erased.partners.page).text
        assert "erased a visit" in page
        assert erased.id not in page


def test_the_database_is_sound_afterwards(erased, engine):
    assert faults(engine) == []


def test_it_is_withheld_first(visit, people, signed_in, engine):
    visit.record(*lesson())
    answer = signed_in(people.dana).post(f"{visit.api}/erasure")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/withhold-first")
    with transaction(engine, writes=False) as db:
        assert len(db.exec(select(Entry)).all()) == 14


def test_the_page_says_what_goes_and_what_stays(visit, people, signed_in):
    visit.record(*lesson())
    dana = signed_in(people.dana, browser=True)
    assert "Withhold it first" in dana.get(f"{visit.page}/erasure").text
    dana.post(f"{visit.page}/withholding")
    page = dana.get(f"{visit.page}/erasure").text
    assert "What goes" in page
    assert "What stays" in page


def test_another_visit_keeps_everything(visit, agreed_form, people, signed_in, engine):
    from tests.cast import add_visit

    other = add_visit(agreed_form)
    visit.record(*lesson())
    other.record(*lesson())
    dana = signed_in(people.dana)
    dana.post(f"{visit.api}/withholding")
    assert dana.post(f"{visit.api}/erasure").status_code == 204
    assert len(dana.get(f"{other.api}/entries").json()["entries"]) == 14


def test_writers_and_the_erasure_at_once_leave_nothing(visit, people, signed_in, engine):
    marcus, dana = signed_in(people.marcus), signed_in(people.dana)
    dana.post(f"{visit.api}/withholding")
    answers = []

    def send():
        for _ in range(6):
            batch = {"device": "tablet", "entries": lesson()}
            answers.append(marcus.post(f"{visit.api}/entries", json=batch).status_code)

    writer = threading.Thread(target=send)
    writer.start()
    assert dana.post(f"{visit.api}/erasure").status_code == 204
    writer.join()
    assert set(answers) <= {200, 410}
    with transaction(engine, writes=False) as db:
        assert db.exec(select(Entry)).all() == []
    assert faults(engine) == []
