"""A visit as JSON carries all that is needed to take it in again, and nobody else's private words."""

import pytest

from app.measurement.summary import summarise
from tests.cast import entry, lesson

pytestmark = pytest.mark.both_databases


def test_it_gives_the_same_summary_when_read_without_us(visit, people, signed_in):
    story = lesson()
    visit.record(*story, entry("void", n=20, target=story[3]["id"]))
    dana = signed_in(people.dana)
    file = dana.get(f"{visit.api}/export.json").json()
    again = summarise(file["form"]["measures"], file["entries"], students=file["visit"]["students"])
    assert again == dana.get(f"{visit.api}/summary").json()


def test_it_holds_the_visit_its_form_and_its_people(visit, people, signed_in):
    visit.record(*lesson())
    answer = signed_in(people.marcus).get(f"{visit.api}/export.json")
    file = answer.json()
    assert answer.headers["content-disposition"].endswith('.json"')
    assert (file["format"], file["version"]) == ("alongside-visit", 1)
    assert (file["visit"]["id"], file["visit"]["status"], file["visit"]["head"]) == (visit.id, "ended", 14)
    assert (file["form"]["version"], file["form"]["measures"]) == (1, visit.form.measures)
    assert [(p["name"], p["role"]) for p in file["people"]] == [("Dana Okafor", "teacher"), ("Marcus Bell", "coach")]
    assert [e["seq"] for e in file["entries"]] == list(range(1, 15))


def test_nobody_elses_drafts(visit, people, signed_in):
    visit.record(
        entry("begin", 0), entry("draft", n=2, prompt="What do you notice?", text="mine alone"), by=people.dana
    )
    assert "mine alone" not in signed_in(people.marcus).get(f"{visit.api}/export.json").text
    assert "mine alone" in signed_in(people.dana).get(f"{visit.api}/export.json").text


def test_an_outsider_finds_nothing(visit, people, signed_in):
    assert signed_in(people.ellen).get(f"{visit.api}/export.json").status_code == 404
