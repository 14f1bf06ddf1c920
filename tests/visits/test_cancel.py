"""Either partner cancels a visit in which nothing is recorded; nothing that a tablet recorded all the same is lost."""

import pytest

from tests.cast import lesson

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("who", ["dana", "marcus"])
def test_it_is_gone_for_both_and_both_are_told_by_whom(visit, people, signed_in, who):
    mine = signed_in(getattr(people, who), browser=True)
    assert "Cancel the visit" in mine.get(visit.page).text
    assert mine.get(f"{visit.page}/cancellation").status_code == 200
    assert mine.post(f"{visit.page}/cancellation").status_code == 303
    name = getattr(people, who).name.split()[0]
    for person in (people.dana, people.marcus):
        program, browser = signed_in(person), signed_in(person, browser=True)
        assert visit.id not in browser.get("/").text
        assert program.get("/api/pack").json()["visits"] == []
        assert program.get(f"{visit.partners.api}/visits").json() == {"visits": []}
        assert "cancelled a planned visit" in browser.get(visit.partners.page).text
        said = "You cancelled this visit" if person is getattr(people, who) else f"{name} cancelled this visit"
        assert said in browser.get(visit.page).text
        assert program.get(visit.api).json()["cancelled_at"] is not None


def test_it_can_be_planned_again(visit, people, signed_in):
    dana, marcus = signed_in(people.dana, browser=True), signed_in(people.marcus, browser=True)
    dana.post(f"{visit.page}/cancellation")
    assert marcus.post(f"{visit.page}/cancellation/removal").status_code == 303
    assert visit.id in dana.get("/").text
    assert "Change the plan" in dana.get(visit.page).text


def test_the_device_that_sends_the_same_plan_again_does_not_undo_it(visit, people, signed_in):
    marcus = signed_in(people.marcus)
    plan = {"form_id": visit.form.id, "form_version": 1, "class_label": "Room 14"}
    marcus.put(visit.api, json=plan)
    assert marcus.post(f"{visit.api}/cancellation").status_code == 200
    assert marcus.put(visit.api, json=plan).json()["cancelled_at"] is not None
    assert marcus.put(visit.api, json=plan | {"class_label": "Room 15"}).json()["cancelled_at"] is None


def test_what_a_tablet_recorded_all_the_same_brings_it_back(visit, people, signed_in):
    marcus, dana = signed_in(people.marcus), signed_in(people.dana, browser=True)
    dana.post(f"{visit.page}/cancellation")
    answer = marcus.post(f"{visit.api}/entries", json={"device": "tablet", "entries": lesson()})
    assert answer.json()["stored"] == 14
    assert [v["id"] for v in marcus.get(f"{visit.partners.api}/visits").json()["visits"]] == [visit.id]
    assert "Dana, your lesson is here." in dana.get(visit.page).text


def test_a_visit_with_marks_can_not_be_cancelled(visit, people, signed_in):
    visit.record(*lesson()[:3])
    answer = signed_in(people.marcus).post(f"{visit.api}/cancellation")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/visit-begun")


def test_cancelling_twice_is_cancelling(visit, people, signed_in):
    dana, marcus = signed_in(people.dana), signed_in(people.marcus)
    first = dana.post(f"{visit.api}/cancellation").json()["cancelled_at"]
    assert marcus.post(f"{visit.api}/cancellation").json()["cancelled_at"] == first
    assert dana.delete(f"{visit.api}/cancellation").json()["cancelled_at"] is None
