"""What was taken out can be brought in again, and counts the same: for every kind of measure, by JSON and by BORIS."""

import json

import pytest
from sqlmodel import select

from app.database import transaction
from app.log.models import Entry
from app.visits.models import Visit
from tests.cast import add_form, add_partners, entry, lesson
from tests.exchange.bringing import agree, bring, numbers_of
from tests.exchange.lessons import add_every_kind, story

pytestmark = pytest.mark.both_databases
KINDS = ("json", "boris")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_summary(full, partners, people, signed_in, kind):
    marcus = signed_in(people.marcus)
    file = marcus.get(f"{full.api}/export.{kind}").content
    answer = bring(marcus, partners, f"visit.{kind}", file)
    assert answer.status_code == 201, answer.text
    (visit,) = answer.json()["visits"]
    assert (visit["imported"], visit["status"]) == (True, "ended")
    assert visit["id"] != full.id
    assert (visit["class_label"], visit["students"]) == ("Grade 7 science", 24)
    assert numbers_of(marcus, partners, visit["id"]) == numbers_of(marcus, partners, full.id)


@pytest.mark.parametrize("kind", KINDS)
def test_once_more_and_the_same_again(full, partners, people, signed_in, kind):
    """An export of what was brought in, brought in, is still the same lesson."""
    marcus = signed_in(people.marcus)
    first = bring(marcus, partners, "a", marcus.get(f"{full.api}/export.{kind}").content).json()["visits"][0]["id"]
    file = marcus.get(f"{partners.api}/visits/{first}/export.{kind}").content
    second = bring(marcus, partners, "b", file).json()["visits"][0]["id"]
    assert len({full.id, first, second}) == 3
    assert numbers_of(marcus, partners, second) == numbers_of(marcus, partners, full.id)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_again_changes_nothing(full, partners, people, signed_in, kind, engine):
    file = signed_in(people.marcus).get(f"{full.api}/export.{kind}").content
    first = bring(signed_in(people.marcus), partners, "a", file)
    again = bring(signed_in(people.dana), partners, "b", file)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["visits"] == again.json()["visits"]
    with transaction(engine, writes=False) as db:
        assert len(db.exec(select(Visit)).all()) == 2


def test_corrections_come_along_and_what_was_said_does_not(every_kind, partners, people, signed_in, engine):
    told = story()
    every_kind.record(*told, entry("reflection", n=200, prompt="?", text="what I think"))
    every_kind.record(entry("annotation", n=201, text="pinned", on={"entry": told[2]["id"]}), by=people.dana)
    every_kind.record(entry("draft", n=202, prompt="?", text="mine alone"))
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "a.json", marcus.get(f"{every_kind.api}/export.json").content).json()
    assert len(answer["stays"]) == 3
    with transaction(engine, writes=False) as db:
        rows = db.exec(select(Entry).where(Entry.visit_id == answer["visits"][0]["id"])).all()
    assert {row.kind for row in rows} >= {"void", "amend", "note", "segment"}
    assert not {row.kind for row in rows} & {"reflection", "annotation", "draft"}
    assert {(row.author, row.device) for row in rows} == {(people.marcus.id, "import")}


def test_somebody_elses_correction_of_a_note_stays_without_effect(visit, partners, people, signed_in):
    note = entry("note", 5_000, n=2, text="as I heard it")
    visit.record(entry("begin", 0), note, entry("end", 9_000, n=3))
    visit.record(entry("void", n=1, target=note["id"]), by=people.dana)
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "a.json", marcus.get(f"{visit.api}/export.json").content).json()
    kinds = [
        e["kind"] for e in marcus.get(f"{partners.api}/visits/{answer['visits'][0]['id']}/entries").json()["entries"]
    ]
    assert sorted(kinds) == ["begin", "end", "note"]


@pytest.mark.parametrize("kind", KINDS)
def test_into_another_partnership_it_waits_for_both_to_agree(full, people, signed_in, engine, kind):
    """No mark is recorded against a form that both have not agreed to."""
    dana = signed_in(people.dana)
    file = dana.get(f"{full.api}/export.{kind}").content
    others = add_partners(engine, coach=people.alma, teacher=people.dana)
    answer = bring(dana, others, "a", file)
    assert answer.status_code == 202, answer.text
    form = answer.json()["waiting_for_form"]
    assert (form["status"], form["agreed_by"], answer.json()["visits"]) == ("proposed", ["teacher"], [])
    assert dana.get(f"{others.api}/visits").json()["visits"] == []
    assert bring(dana, others, "a", file).json()["waiting_for_form"] == form
    agree(signed_in(people.alma), others, form)
    (visit,) = dana.get(f"{others.api}/visits").json()["visits"]
    assert (visit["imported_from"], visit["form_id"]) == ("boris" if kind == "boris" else "alongside", form["id"])
    there, here = numbers_of(dana, others, visit["id"]), numbers_of(dana, full.partners, full.id)
    assert there == here


def test_a_visit_that_had_not_ended_ends_with_its_last_mark(visit, partners, people, signed_in):
    visit.record(*lesson()[:-1])
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "a.json", marcus.get(f"{visit.api}/export.json").content).json()
    assert answer["visits"][0]["status"] == "ended"
    assert numbers_of(marcus, partners, answer["visits"][0]["id"])["observed_ms"] == 480_000


def test_the_coach_waits_for_the_teacher_as_with_every_visit(full, partners, people, signed_in):
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "a.json", marcus.get(f"{full.api}/export.json").content).json()
    page = f"{partners.page}/visits/{answer['visits'][0]['id']}"
    assert "looks first" in signed_in(people.marcus, browser=True).get(page).text


def test_the_newest_agreed_version_with_the_same_measures_is_taken(full, partners, people, signed_in):
    other = add_form(partners)
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "a.json", marcus.get(f"{full.api}/export.json").content).json()
    assert answer["visits"][0]["form_id"] == full.form.id != other.id


def test_a_definition_that_was_changed_is_another_form(full, partners, people, signed_in):
    marcus = signed_in(people.marcus)
    told = marcus.get(f"{full.api}/export.json").json()
    told["form"]["measures"][0]["definition"] = "Something else."
    answer = bring(marcus, partners, "a.json", json.dumps(told).encode())
    assert answer.status_code == 202, answer.text


def test_everything_of_another_server_comes_in(engine, people, signed_in):
    """A file from the archive is a visit as well as one that was taken by itself."""
    partners = add_partners(engine, coach=people.marcus, teacher=people.dana)
    visit = add_every_kind(partners)
    visit.record(*story())
    marcus = signed_in(people.marcus)
    archive = marcus.get(f"{partners.api}/export.zip").content
    assert (
        bring(marcus, partners, "all.zip", archive)
        .json()["faults"][0]["says"]
        .startswith("This is a workbook or an archive")
    )
