"""A lesson that is withheld while somebody accepts to observe it is withheld with its second record: whoever is second sees the first."""

import contextlib
import threading

import pytest
from sqlmodel import select

from app.database import transaction
from app.observers import invitations
from app.partnerships.lookup import partnership_for
from app.problems import Problem
from app.visits.models import Visit
from app.visits.withholding import withhold
from tests.cast import lesson

pytestmark = pytest.mark.both_databases


def test_a_record_is_as_withheld_as_the_lesson_that_it_doubles(looked, programs, people, engine):
    """Whatever the record's own row says."""
    assert programs.dana.post(f"{looked.visit.api}/withholding").status_code == 200
    with transaction(engine) as db:
        record = db.get_one(Visit, (looked.visit.partners.id, looked.record_id))
        record.withheld_at = record.withheld_by = None
        db.add(record)
    for what in ("entries", "summary", "export.csv", ""):
        answer = programs.marcus.get(f"{looked.record}/{what}".rstrip("/"))
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/visit-withheld")
    assert programs.dana.get(f"{looked.record}/entries").status_code == 200


def test_accepting_and_withholding_at_the_same_moment(visit, people, invited, engine, monkeypatch):
    """Either the record is withheld too, or there is none."""

    def keep():
        with transaction(engine) as db:
            ours = partnership_for(db, people.dana, visit.partners.id)
            withhold(db, ours, db.get_one(Visit, (ours.id, visit.id)))

    keeping = threading.Thread(target=keep)
    answering = invitations._to_answer

    def while_it_is_withheld(*args):
        offer = answering(*args)
        keeping.start()
        keeping.join(1)  # on SQLite it waits for us
        return offer

    monkeypatch.setattr(invitations, "_to_answer", while_it_is_withheld)
    with contextlib.suppress(Problem), transaction(engine) as db:
        invitations.accept(db, invited, people.alma)
    keeping.join(20)
    with transaction(engine, writes=False) as db:
        record = db.exec(select(Visit).where(Visit.beside == visit.id)).first()
        assert db.get_one(Visit, (visit.partners.id, visit.id)).withheld_at is not None
        assert record is None or record.withheld_at is not None


def test_a_withheld_lesson_is_accepted_by_nobody(visit, programs, invited):
    visit.record(*lesson()[:3])
    assert programs.dana.post(f"{visit.api}/withholding").status_code == 200
    answer = programs.alma.post(f"/api/observer-invitations/{invited}/acceptance")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/lesson-over")
    assert programs.dana.delete(f"{visit.api}/withholding").status_code == 200
    assert programs.alma.post(f"/api/observer-invitations/{invited}/acceptance").status_code == 200


def test_what_the_pack_tells_an_observer_about_unplanned_visits(doubled, programs):
    """They are the partners' to start."""
    (partnership,) = programs.alma.get("/api/pack").json()["partnerships"]
    assert (partnership["role"], partnership["unplanned"]) == ("observer", False)
