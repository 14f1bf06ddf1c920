"""Reading partnerships: each person's own, with goal, cycle, forms and who looked; nobody else's, in any way."""

import pytest

from app.clock import new_id
from app.database import transaction
from app.partnerships.actions import note_access
from app.partnerships.lookup import partnership_for
from tests import cast

pytestmark = pytest.mark.both_databases


def test_the_list_and_one(partners, people, signed_in):
    (listed,) = signed_in(people.dana).get("/api/partnerships").json()["partnerships"]
    assert listed == signed_in(people.dana).get(partners.api).json()
    assert (listed["role"], listed["status"]) == ("teacher", "active")
    assert listed["coach"] == {"id": people.marcus.id, "name": "Marcus Bell"}
    assert listed["goal"] is None
    assert signed_in(people.marcus).get(partners.api).json()["role"] == "coach"
    assert signed_in(people.ellen).get("/api/partnerships").json() == {"partnerships": []}


PAGES = ["", "/goals", "/pause", "/ending", "/looks", "/visits/new"]


@pytest.mark.parametrize("page", PAGES)
def test_to_an_outsider_no_page_exists(partners, people, signed_in, page):
    ellen = signed_in(people.ellen, browser=True)
    there, nowhere = ellen.get(partners.page + page), ellen.get(f"/partnerships/{new_id()}{page}")
    assert (there.status_code, there.content) == (404, nowhere.content)


def test_the_page_tells_the_story(visit, partners, people, signed_in, engine):
    visit.record(*cast.lesson())
    with transaction(engine) as db:
        dana, marcus = (partnership_for(db, person, partners.id) for person in (people.dana, people.marcus))
    note_access(engine, dana, "opened", visit.id)
    note_access(engine, dana, "opened_to_partner", visit.id)
    note_access(engine, marcus, "opened", visit.id)
    page = signed_in(people.marcus, browser=True).get(partners.page).text
    for words in ("Dana and Marcus", "Visit 1", "Praise and questions", "Version 1, agreed by you both"):
        assert words in page
    for words in ("opened Visit 1", "opened Visit 1 to Marcus", "read Visit 1", "This list cannot be edited."):
        assert words in page


def test_a_page_asks_few_queries(visit, partners, people, signed_in, engine, count_queries):
    for _ in range(12):
        cast.add_visit(visit.form).record(*cast.lesson())
    marcus = signed_in(people.marcus, browser=True)
    with count_queries() as asked:
        assert marcus.get(partners.page).status_code == 200
    assert len(asked) <= 12, asked


@pytest.mark.parametrize("page", [*PAGES, "/forms", "/forms/new"])
def test_before_the_answer_no_page_breaks(people, signed_in, page):
    sent = signed_in(people.marcus).post("/api/partnerships", json={"as": "coach", "invite": "new@larkspur.example"})
    answer = signed_in(people.marcus, browser=True).get(f"/partnerships/{sent.json()['id']}{page}")
    assert answer.status_code in (200, 409)
