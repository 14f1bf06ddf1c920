"""A draft reaches its author and nobody else: not on the page, in a fragment, in the log, live, in an export or a number."""

import pytest

from tests.cast import entry

pytestmark = pytest.mark.both_databases
QUESTION = "What do you notice?"
SECRET = "I was so nervous about the timer"
PLACES = [
    "{page}",
    "{page}/lesson",
    "{page}/lesson/table",
    "{page}/moment?from=0&to=600000",
    "{page}/reflections",
    "{page}/steps",
    "{api}/entries",
    "{api}/summary",
    "{api}/export.csv",
    "{api}/export.json",
]


@pytest.fixture
def drafted(looked, people):
    looked.record(entry("draft", prompt=QUESTION, text=SECRET), by=people.dana, device="phone")
    return looked


@pytest.mark.parametrize("place", PLACES)
def test_the_other_never_receives_it(drafted, both, place):
    answer = both.marcus.get(place.format(page=drafted.page, api=drafted.api))
    assert answer.status_code == 200
    assert SECRET not in answer.text
    assert SECRET.split()[3] not in answer.text


def test_nor_does_it_come_live(drafted, both):
    drafted.record(entry("note", 700_000, n=40, text="the last entry"))
    with both.marcus.stream("GET", f"{drafted.api}/live?after=0") as stream:
        heard = ""
        for chunk in stream.iter_text():
            heard += chunk
            if "the last entry" in heard:
                break
    assert SECRET not in heard


def test_its_author_finds_it_again(drafted, both):
    assert SECRET in both.dana.get(drafted.page).text
    assert SECRET in both.dana.get(f"{drafted.page}/reflections").text


def test_the_other_learns_only_that_there_is_one(drafted, both):
    page = both.marcus.get(drafted.page).text
    assert "Written. Dana has not shared it yet." in page


def test_the_line_before_looking_stays_with_the_teacher(ended, both, people):
    ended.record(entry("draft", prompt="Before you look", text="It felt calm"), by=people.dana, device="phone")
    assert "It felt calm" in both.dana.get(ended.page).text
    both.dana.post(f"{ended.page}/opening")
    assert "It felt calm" in both.dana.get(ended.page).text
    page = both.marcus.get(ended.page).text
    assert "It felt calm" not in page
    assert "Written. Dana" not in page
