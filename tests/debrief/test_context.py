"""The teacher says what to know about a lesson, as a whole or at a moment; it is an ordinary annotation that both read."""

import pytest

from app.database import transaction
from app.debrief.moments import span
from app.debrief.print_page import printed_visit
from app.debrief.queries import debrief_of, read_visit
from tests.cast import entry

pytestmark = pytest.mark.both_databases
WHOLE = {"span": [0, 600_000]}


@pytest.fixture
def drill(ended, people):
    said = entry("annotation", n=1, text="Fire drill at 10:20.", on=WHOLE)
    ended.record(said, by=people.dana, device="phone")
    return said


def test_it_can_be_said_before_looking(ended, both, drill):
    page = both.dana.get(ended.page).text
    assert "Say something about this lesson" in page
    assert "Fire drill at 10:20." in page
    assert 'data-from="0" data-to="600000"' in page
    fragment = both.dana.get(f"{ended.page}/context", headers={"hx-request": "true"})
    assert fragment.status_code == 200


def test_the_coach_reads_it_once_the_visit_is_open(ended, both, drill):
    assert both.marcus.get(f"{ended.page}/context", headers={"hx-request": "true"}).status_code == 409
    both.dana.post(f"{ended.page}/opening")
    page = both.marcus.get(ended.page).text
    assert "Fire drill at 10:20." in page
    assert "Say something about this lesson" not in page


def test_what_is_about_the_whole_stands_in_no_moment_and_no_lane(looked, both, people, drill, read):
    reading = read(looked, people.marcus)
    assert reading.threads == []
    assert [thread.id for thread in reading.everything_said] == [drill["id"]]
    elsewhere = both.marcus.get(f"{looked.page}/moment?from=100000&to=140000").text
    assert "Fire drill" not in elsewhere


def test_it_can_be_answered_where_it_stands(looked, both, people, drill, read):
    looked.record(
        entry("reply", n=1, text="I had not heard it.", target=drill["id"]), by=people.marcus, device="laptop"
    )
    for path in ("/context", "/moment?from=0&to=600000"):
        fragment = both.dana.get(looked.page + path, headers={"hx-request": "true"}).text
        assert "I had not heard it." in fragment
    assert f'data-answering="{drill["id"]}"' in fragment


def test_at_a_moment_it_is_a_thread_there(looked, both, people, read):
    looked.record(entry("annotation", n=1, text="The bell.", on={"span": [60_000, 120_000]}), by=people.dana)
    (thread,) = read(looked, people.marcus).threads
    assert (thread.from_ms, thread.to_ms) == (60_000, 120_000)
    assert span(60_000, 120_000).on == thread.on


def test_it_stands_on_paper_too(looked, engine, people, drill):
    with transaction(engine, writes=False) as db:
        ours = looked.seen_by(db, people.marcus)
        printed = printed_visit(debrief_of(db, read_visit(db, ours)))
    assert "Fire drill at 10:20." in printed
