"""Any of the three stops it at any time: the observer's way in closes, and nothing recorded is lost to the partners."""

import pytest

from app.database import transaction
from app.partnerships.models import Partnership
from app.visits.models import Visit
from tests.cast import entry

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("who", ["dana", "marcus", "alma"])
def test_any_of_the_three_may_stop(doubled, programs, send, who, engine):
    send(programs.alma, doubled.record, entry("begin", 0))
    assert getattr(programs, who).delete(doubled.api).status_code == 204
    sent = {"device": "tablet", "entries": [entry("mark", 5_000, 2, measure="redirection")]}
    assert programs.alma.post(f"{doubled.record}/entries", json=sent).status_code == 404
    assert programs.alma.get(f"{doubled.record}/entries").status_code == 404
    assert programs.alma.get(doubled.api).status_code == 404
    assert programs.alma.get("/api/pack").json()["visits"] == []
    (said,) = programs.dana.get(f"{doubled.visit.api}/observers").json()["observers"]
    assert said["status"] == "ended"
    with transaction(engine, writes=False) as db:
        assert db.get_one(Visit, (doubled.visit.partners.id, doubled.record_id)).head == 1


def test_stopping_again_changes_nothing(doubled, programs):
    assert programs.dana.delete(doubled.api).status_code == 204
    assert programs.marcus.delete(doubled.api).status_code == 204


def test_a_proposal_can_be_taken_back_and_its_link_opens_nothing(visit, programs, proposed, invited):
    assert programs.marcus.delete(f"{visit.partners.api}/observers/{proposed}").status_code == 204
    assert programs.alma.post(f"/api/observer-invitations/{invited}/acceptance").status_code == 404


def test_after_stopping_the_partners_still_compare_and_the_observer_no_more(looked, programs):
    assert programs.alma.get(f"{looked.record}/observer-agreement").status_code == 200
    programs.alma.delete(looked.api)
    assert programs.alma.get(f"{looked.record}/observer-agreement").status_code == 404
    for partner in (programs.dana, programs.marcus):
        assert partner.get(f"{looked.visit.api}/observer-agreement").status_code == 200


def test_a_pause_lets_marks_come_in_and_the_end_closes_everything(doubled, programs, send, engine):
    with transaction(engine) as db:
        db.get_one(Partnership, doubled.visit.partners.id).status = "paused"
    send(programs.alma, doubled.record, entry("begin", 0))
    assert programs.marcus.post(f"{doubled.visit.partners.api}/ending", json={}).status_code == 200
    assert programs.alma.get(doubled.api).status_code == 404
    assert programs.alma.get(f"{doubled.record}/entries").status_code == 404
    assert programs.alma.get("/api/pack").json()["partnerships"] == []


def test_erasing_the_partnership_takes_it_along(both_ended, programs, engine):
    ended = programs.dana.post(f"{both_ended.visit.partners.api}/ending", json={"erase": True})
    assert ended.status_code == 200
    with engine.connect() as connection:
        for table in ("second_observer", "visit", "entry"):
            assert connection.exec_driver_sql(f"select count(*) from {table}").scalar() == 0


def test_a_withheld_lesson_is_compared_by_its_teacher_alone(looked, programs):
    assert programs.dana.post(f"{looked.visit.api}/withholding").status_code in (200, 204)
    assert programs.dana.get(f"{looked.visit.api}/observer-agreement").status_code == 200
    for program, address in ((programs.marcus, looked.visit.api), (programs.alma, looked.record)):
        refused = program.get(f"{address}/observer-agreement")
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/visit-withheld")


def test_what_was_recorded_stays_on_the_observers_device_until_it_is_stopped(both_ended, programs):
    """A device drops what belongs to a partnership that its pack no longer names."""
    pack = programs.alma.get("/api/pack").json()
    assert pack["visits"] == []
    assert [each["id"] for each in pack["partnerships"]] == [both_ended.visit.partners.id]
    programs.alma.delete(both_ended.api)
    assert programs.alma.get("/api/pack").json()["partnerships"] == []


def test_an_erased_visit_is_gone_for_the_observer_too(both_ended, programs, browsers):
    programs.dana.post(f"{both_ended.visit.api}/withholding")
    assert programs.dana.post(f"{both_ended.visit.api}/erasure").status_code in (200, 204)
    assert programs.alma.get(both_ended.api).status_code == 404
    assert programs.alma.get(f"{both_ended.record}/entries").status_code == 410
    sent = {"device": "tablet", "entries": [entry("mark", 5_000, 90, measure="redirection")]}
    assert programs.alma.post(f"{both_ended.record}/entries", json=sent).status_code == 410
    assert "Observed by you" not in browsers.alma.get("/").text


def test_a_cancelled_visit_is_recorded_by_nobody(doubled, programs, browsers):
    assert programs.dana.post(f"{doubled.visit.api}/cancellation").status_code in (200, 204)
    assert programs.alma.get("/api/pack").json()["visits"] == []
    page = browsers.alma.get(doubled.page).text
    assert "It does not take place, or not for now" in page
    assert "/recorder#" not in page
