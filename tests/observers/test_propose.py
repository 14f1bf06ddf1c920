"""Either partner proposes a second observer; the other one agrees; only then is there a link."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.clock import now
from app.database import transaction
from app.observers.models import SecondObserver
from app.partnerships.models import Partnership
from tests.cast import lesson

pytestmark = pytest.mark.both_databases


def rows(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(SecondObserver)).all()


def test_proposing_is_agreeing_and_the_other_has_yet_to(visit, programs, proposed):
    (said,) = programs.dana.get(f"{visit.api}/observers").json()["observers"]
    assert (said["id"], said["status"], said["agreed_by"]) == (proposed, "proposed", ["coach"])
    assert (said["email"], said["observer"], said["record_id"]) == ("alma@larkspur.example", None, None)


def test_whoever_proposed_can_not_agree_for_the_other(visit, programs, proposed, engine):
    answer = programs.marcus.post(f"{visit.partners.api}/observers/{proposed}/agreement")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/both-agree-first")
    assert rows(engine)[0].token_hash is None


def test_there_is_no_new_link_before_both_have_agreed(visit, programs, proposed):
    answer = programs.marcus.post(f"{visit.partners.api}/observers/{proposed}/invitations")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/both-agree-first")


def test_agreeing_makes_the_link_once(visit, programs, proposed, engine):
    address = f"{visit.partners.api}/observers/{proposed}/agreement"
    said = programs.dana.post(address).json()
    assert (said["status"], said["agreed_by"]) == ("agreed", ["coach", "teacher"])
    assert f"/observer-invitations/{visit.partners.id}.{proposed}." in said["invitation_url"]
    first = rows(engine)[0].token_hash
    assert programs.dana.post(address).json()["invitation_url"] is None
    assert rows(engine)[0].token_hash == first


def test_the_teacher_may_propose_as_well(visit, programs):
    said = programs.dana.post(f"{visit.api}/observers", json={"invite": "alma@larkspur.example"}).json()
    assert said["agreed_by"] == ["teacher"]
    assert programs.marcus.post(f"{visit.partners.api}/observers/{said['id']}/agreement").status_code == 200


@pytest.mark.parametrize("email", ["", "nobody", "marcus@larkspur.example", "DANA@larkspur.example", "a@b\x00.example"])
def test_it_takes_the_e_mail_of_a_third_person(visit, programs, email, engine):
    answer = programs.marcus.post(f"{visit.api}/observers", json={"invite": email})
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/invite")
    assert rows(engine) == []


def test_one_at_a_time(visit, programs, proposed):
    again = programs.dana.post(f"{visit.api}/observers", json={"invite": "ellen@larkspur.example"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/second-observer-there")
    assert programs.dana.delete(f"{visit.partners.api}/observers/{proposed}").status_code == 204
    assert programs.dana.post(f"{visit.api}/observers", json={"invite": "ellen@larkspur.example"}).status_code == 201


def test_a_lesson_that_is_over_is_observed_by_nobody(visit, programs):
    visit.record(*lesson())
    answer = programs.marcus.post(f"{visit.api}/observers", json={"invite": "alma@larkspur.example"})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/lesson-over")


def test_a_paused_partnership_asks_nobody(visit, programs, proposed, engine):
    with transaction(engine) as db:
        db.get_one(Partnership, visit.partners.id).status = "paused"
    refused = "/problems/partnership-paused"
    assert programs.marcus.post(f"{visit.api}/observers", json={"invite": "x@y.example"}).json()["type"] == refused
    assert programs.dana.post(f"{visit.partners.api}/observers/{proposed}/agreement").json()["type"] == refused


def test_nobody_sends_them_by_the_hundred(visit, programs, people, engine):
    earlier = [
        SecondObserver(
            partnership_id=visit.partners.id,
            id=f"{n:036}",
            visit_id=visit.id,
            email="x@y.example",
            proposed_by=people.marcus.id,
            proposed_at=now(),
            ended_at=now() + timedelta(seconds=n),
        )
        for n in range(30)
    ]
    with transaction(engine) as db:
        db.add_all(earlier)
    assert programs.marcus.post(f"{visit.api}/observers", json={"invite": "alma@larkspur.example"}).status_code == 429
    assert programs.dana.post(f"{visit.api}/observers", json={"invite": "alma@larkspur.example"}).status_code == 201
