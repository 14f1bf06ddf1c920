"""A day that no calendar can hold is refused, so that it breaks neither partner's pages."""

import pytest

from app.clock import new_id


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "1999-12-31T12:00:00Z", "2101-01-01T12:00:00Z"]
)
def test_a_program_is_told_which_field(agreed_form, signed_in, people, moment):
    planned = {"form_id": agreed_form.id, "form_version": 1, "planned_for": moment}
    answer = signed_in(people.marcus).put(f"{agreed_form.partners.api}/visits/{new_id()}", json=planned)
    assert answer.status_code == 422
    assert answer.json()["pointer"] == "/planned_for"


def test_a_person_is_told_at_the_day(agreed_form, signed_in, people):
    marcus = signed_in(people.marcus, browser=True)
    typed = {"visit_id": new_id(), "form": f"{agreed_form.id}:1", "day": "9999-12-31", "time": "23:59"}
    answer = marcus.post(f"{agreed_form.partners.page}/visits", data=typed)
    assert answer.status_code == 422
    assert "Choose a day from this century." in answer.text
    assert marcus.get("/").status_code == 200
