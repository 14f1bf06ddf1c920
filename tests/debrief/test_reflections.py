"""Each one's answers: private, then shared, side by side; a changed one shows what it was before."""

import pytest

from app.debrief.reflections import BEFORE, CHOSEN, QUESTIONS, before_looking, chosen, sides
from tests.cast import entry

pytestmark = pytest.mark.both_databases
NOTICE, CELEBRATE, CHANGE = QUESTIONS


def said(visit, person, kind, prompt, text, n=1):
    it = entry(kind, n=n, prompt=prompt, text=text)
    visit.record(it, by=person, device=f"phone of {person.name}")
    return it


def test_the_teacher_stands_first_for_both(looked, people, read):
    for person in (people.dana, people.marcus):
        both = sides(read(looked, person), set())
        assert [(s.role, s.mine, s.state) for s in both] == [
            ("teacher", person is people.dana, "nothing"),
            ("coach", person is people.marcus, "nothing"),
        ]


def test_once_shared_both_read_it(looked, people, both, read):
    said(looked, people.dana, "draft", NOTICE, "a first thought")
    said(looked, people.dana, "reflection", NOTICE, "what I noticed", 2)
    for person in (people.dana, people.marcus):
        side = sides(read(looked, person), set())[0]
        assert (side.state, side.shared[NOTICE].text) == ("shared", "what I noticed")
    page = both.marcus.get(looked.page).text
    assert "Shared with Marcus today" in page
    assert "what I noticed" in page
    assert "a first thought" not in page


def test_the_newest_draft_is_the_one_in_the_field(looked, people, read):
    said(looked, people.dana, "draft", NOTICE, "first", 1)
    said(looked, people.dana, "draft", NOTICE, "second", 2)
    mine = sides(read(looked, people.dana), set())[0]
    assert (mine.state, mine.drafts[NOTICE].text) == ("private", "second")


def test_an_emptied_draft_does_not_fall_back_to_an_older_one(looked, people, both, read):
    said(looked, people.dana, "draft", NOTICE, "first", 1)
    last = said(looked, people.dana, "draft", NOTICE, "second", 2)
    looked.record(entry("void", n=3, target=last["id"]), by=people.dana, device="phone")
    assert sides(read(looked, people.dana), set())[0].state == "nothing"
    assert "Nothing written yet. There is no deadline." in both.marcus.get(looked.page).text


def test_a_changed_answer_shows_what_it_was(looked, people, both):
    it = said(looked, people.dana, "reflection", CHANGE, "more waiting")
    looked.record(entry("amend", n=2, target=it["id"], text="three seconds of waiting"), by=people.dana, device="phone")
    page = both.marcus.get(looked.page).text
    assert "three seconds of waiting" in page
    assert "Before: more waiting" in page


def test_what_the_teacher_takes_along_is_the_teachers(looked, people, both, read):
    said(looked, people.dana, "reflection", NOTICE, "shared")
    assert "Choose this" in both.dana.get(looked.page).text
    assert "Choose this" not in both.marcus.get(looked.page).text
    said(looked, people.dana, "reflection", CHOSEN[0], "Specific praise at tables", 2)
    said(looked, people.marcus, "reflection", CHOSEN[1], "not the coach's to choose")
    assert {p: a.text for p, a in chosen(read(looked, people.marcus)).items()} == {
        CHOSEN[0]: "Specific praise at tables"
    }
    assert "Specific praise at tables" in both.marcus.get(looked.page).text


def test_the_line_before_looking_is_ones_own(looked, people, read):
    said(looked, people.dana, "draft", BEFORE, "calmer than last time")
    assert before_looking(read(looked, people.dana)).text == "calmer than last time"
    assert before_looking(read(looked, people.marcus)) is None
