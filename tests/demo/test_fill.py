"""The example fills an empty database with what a person would believe, and leaves a used one alone."""

import pytest
from sqlmodel import select

from app.accounts.models import Person
from app.database import transaction
from app.demo import PASSWORD, fill_with_example
from app.log.queries import statuses
from app.partnerships.models import Partnership
from app.problems import Problem
from app.visits.models import Visit

pytestmark = pytest.mark.both_databases


@pytest.fixture
def filled(engine):
    with transaction(engine) as db:
        fill_with_example(db)
    return engine


@pytest.fixture
def dana(filled, client):
    credentials = {"email": "dana@larkspur.example", "password": PASSWORD}
    client.headers["authorization"] = "Bearer " + client.post("/api/sessions", json=credentials).json()["token"]
    return client


def test_eight_visits_are_behind_and_one_is_planned_for_today(filled):
    with transaction(filled, writes=False) as db:
        visits = db.exec(select(Visit)).all()
        status = statuses(db, list(visits))
    assert sorted(status.values()) == ["ended"] * 8 + ["planned"]


def test_the_last_visit_counts_what_the_story_says(filled, dana):
    pid = dana.get("/api/pack").json()["partnerships"][0]["id"]
    visits = [v for v in dana.get(f"/api/partnerships/{pid}/visits").json()["visits"] if v["status"] == "ended"]
    assert len(visits) == 8
    summary = dana.get(f"/api/partnerships/{pid}/visits/{visits[0]['id']}/summary").json()
    assert summary["observed_ms"] == 45 * 60_000
    measures = {measure["key"]: measure for measure in summary["measures"]}
    assert [option["total"] for option in measures["praise"]["options"]] == [14, 6, 9]
    assert [option["total"] for option in measures["questions"]["options"]] == [11, 19, 7]
    assert measures["talk"]["options"][0]["total_ms"] == (20 * 60 + 13) * 1000
    assert measures["talk"]["options"][0]["bouts"] == 14
    assert measures["on_task"]["taken"] == 8


def test_drafts_of_the_last_visit_stay_with_their_writer(filled, dana):
    pack = dana.get("/api/pack").json()
    pid, me = pack["partnerships"][0]["id"], pack["person"]["id"]
    newest = next(v for v in dana.get(f"/api/partnerships/{pid}/visits").json()["visits"] if v["status"] == "ended")
    entries = dana.get(f"/api/partnerships/{pid}/visits/{newest['id']}/entries").json()["entries"]
    drafts = [entry for entry in entries if entry["kind"] == "draft"]
    assert len(drafts) == 3
    assert {draft["author"] for draft in drafts} == {me}


def test_everything_lies_in_the_past_but_todays_visit(filled, dana):
    pack = dana.get("/api/pack").json()
    assert [visit["status"] for visit in pack["visits"]] == ["planned"]
    assert len(pack["forms"]) == 3


def test_a_database_with_people_is_left_alone(engine, people):
    with pytest.raises(Problem, match="not-empty"), transaction(engine) as db:
        fill_with_example(db)
    with transaction(engine, writes=False) as db:
        assert len(db.exec(select(Person)).all()) == 4
        assert db.exec(select(Partnership)).all() == []
