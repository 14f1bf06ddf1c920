"""Programs read the same as the page: what is open, values by visit, changes; each reading is listed."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.partnerships.models import Access

pytestmark = pytest.mark.both_databases


def test_each_series_has_a_place_for_each_open_visit(take_place, partners, signed_in, people, both, page):
    take_place(0, specific=3)
    take_place(1, specific=1, opened=False)
    third = take_place(2, specific=5)
    both.dana.post(f"{page}/changes", data={"starts_on": "2026-09-20", "text": "Sentences"})
    read = signed_in(people.marcus).get(f"{partners.api}/across-visits").json()
    assert [visit["number"] for visit in read["visits"]] == [1, 3]
    assert read["visits"][1]["id"] == third.id
    assert [line["text"] for line in read["change_lines"]] == ["Sentences"]
    specific = next(series for series in read["series"] if series["key"] == "praise:specific")
    assert specific["values"] == [{"rate": 3.0, "total": 3}, {"rate": 5.0, "total": 5}]
    assert specific["redefined"] == []


def test_a_programs_reading_is_listed_and_an_outsiders_refused(take_place, partners, signed_in, people, engine):
    take_place(0)
    assert signed_in(people.ellen).get(f"{partners.api}/across-visits").status_code == 404
    assert signed_in(people.marcus).get(f"{partners.api}/across-visits").status_code == 200
    with transaction(engine, writes=False) as db:
        looks = db.exec(select(Access).where(Access.person_id == people.marcus.id)).all()
    assert [(look.what, look.visit_id) for look in looks] == [("summary", None)]
