"""A page that follows a visit hears of every entry once, resumes where it was, and stops when the right to read ends."""

import json
import threading
import time
from contextlib import ExitStack, contextmanager

import httpx
import pytest
import uvicorn

from app.accounts.actions import sign_in
from app.accounts.models import SignIn
from app.clock import now
from app.database import transaction
from app.goals.steps import add_step
from app.main import create_app
from app.visits.withholding import erase, withhold
from tests.cast import add_visit, entry

pytestmark = pytest.mark.both_databases


@pytest.fixture
def url(engine):
    """The app on a real socket: a test client would wait for the end of an endless answer."""
    server = uvicorn.Server(uvicorn.Config(create_app(engine), port=0, log_level="error", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive(), "open streams must not hold up the end"


@pytest.fixture
def token(engine):
    def of(person):
        with transaction(engine) as db:
            return sign_in(db, person.id, "program")[0]

    return of


class Heard:
    """The events of one stream as they come."""

    def __init__(self, answer):
        self.answer, self.lines = answer, answer.iter_lines()

    def next(self):
        event = {}
        for line in self.lines:
            name, _colon, value = line.partition(": ")
            if name in ("id", "data"):
                event[name] = value
            elif not line and event:
                return int(event["id"]), json.loads(event["data"])
        return None

    def events(self, count):
        return [self.next() for _ in range(count)]


@contextmanager
def following(url, visit, secret, params=None, timeout=15.0, **headers):
    headers = {"authorization": f"Bearer {secret}"} | {n.replace("_", "-"): v for n, v in headers.items()}
    with httpx.stream("GET", f"{url}{visit.api}/live", headers=headers, params=params, timeout=timeout) as answer:
        yield Heard(answer)


def aside(heard):
    """The next event that is no entry: its name, data, and whether it has an id."""
    event = {}
    for line in heard.lines:
        name, _colon, value = line.partition(": ")
        if name in ("id", "data", "event"):
            event[name] = value
        elif not line and event:
            if "event" in event:
                return event
            event = {}
    return None


def mark(n):
    return entry("mark", 1000 * n, n, measure="redirection")


def test_each_entry_arrives_once_in_order_and_soon(url, visit, people, token):
    visit.record(mark(1), mark(2))
    with following(url, visit, token(people.dana)) as heard:
        assert heard.answer.headers["content-type"].startswith("text/event-stream")
        assert heard.answer.headers["cache-control"] == "no-store"
        assert [seq for seq, _entry in heard.events(2)] == [1, 2]
        begun = time.monotonic()
        visit.record(mark(3), mark(4))
        arrived = heard.events(2)
        assert time.monotonic() - begun < 2
    assert [seq for seq, _entry in arrived] == [3, 4]
    assert [each["seq"] for _seq, each in arrived] == [3, 4]
    assert arrived[0][1]["author"] == people.marcus.id


@pytest.mark.parametrize("how", [{"Last_Event_ID": "3"}, {"params": {"after": 3}}], ids=["header", "query"])
def test_it_resumes_after_the_last_seq_that_was_heard(url, visit, people, token, how):
    visit.record(*(mark(n) for n in range(1, 6)))
    with following(url, visit, token(people.dana), **how) as heard:
        assert [seq for seq, _entry in heard.events(2)] == [4, 5]


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 40, "1; drop"])
def test_a_last_event_id_that_makes_no_sense_starts_from_the_beginning(url, visit, people, token, nonsense):
    visit.record(mark(1))
    with following(url, visit, token(people.dana), Last_Event_ID=nonsense) as heard:
        assert heard.next()[0] == 1


def test_a_draft_reaches_only_its_author(url, visit, people, token):
    draft = entry("draft", n=1, prompt="What do you notice?", text="mine alone")
    with following(url, visit, token(people.dana)) as hers, following(url, visit, token(people.marcus)) as his:
        visit.record(draft, by=people.dana)
        visit.record(mark(1))
        assert [each["kind"] for _seq, each in hers.events(2)] == ["draft", "mark"]
        assert his.next()[0] == 2


def test_another_visits_entries_are_not_heard(url, visit, agreed_form, people, token):
    other = add_visit(agreed_form)
    with following(url, visit, token(people.dana)) as heard:
        other.record(mark(1))
        visit.record(mark(2))
        assert heard.next()[1]["n"] == 2


def test_it_ends_within_five_seconds_of_signing_out(url, visit, people, token, engine):
    with following(url, visit, token(people.dana)) as heard:
        visit.record(mark(1))
        assert heard.next()[0] == 1
        with transaction(engine) as db:
            for row in db.connection().execute(SignIn.__table__.select()):
                db.get(SignIn, row.id).revoked_at = now()
        begun = time.monotonic()
        assert heard.next() is None
        assert time.monotonic() - begun < 5


def test_what_is_written_after_the_right_to_read_ended_is_not_heard(url, visit, people, token, engine):
    with following(url, visit, token(people.dana)) as heard:
        visit.record(mark(1))
        heard.next()
        with transaction(engine) as db:
            db.connection().execute(SignIn.__table__.update().values(expires_at=now()))
        visit.record(mark(2))
        assert heard.next() is None


def test_an_outsider_and_nobody_hear_nothing(url, visit, people, token):
    with following(url, visit, token(people.ellen)) as heard:
        assert heard.answer.status_code == 404
    with following(url, visit, "nothing") as heard:
        assert heard.answer.status_code == 401


def test_more_open_pages_than_database_connections(url, visit, people, token):
    """A stream holds no session while it waits."""
    secret = token(people.dana)
    with ExitStack() as pages:
        heard = [pages.enter_context(following(url, visit, secret)) for _ in range(60)]
        visit.record(mark(1))
        assert [each.next()[0] for each in heard] == [1] * 60
        answer = httpx.get(f"{url}{visit.api}", headers={"authorization": f"Bearer {secret}"}, timeout=5)
        assert answer.status_code == 200


def test_a_next_step_is_told_at_once_and_is_no_entry(url, visit, people, token, engine):
    visit.record(mark(1))
    with following(url, visit, token(people.dana)) as heard:
        assert heard.next()[0] == 1
        with transaction(engine) as db:
            ours = visit.seen_by(db, people.marcus)
            add_step(db, ours.membership, ours.visit, "coach", "Two clips.", None)
        assert aside(heard) == {"event": "aside", "data": "1"}
        visit.record(mark(2))
        assert heard.next()[0] == 2
    with following(url, visit, token(people.dana), params={"after": 2}) as again:
        assert aside(again) == {"event": "aside", "data": "1"}  # whoever loaded the page before the step compares it


def test_it_ends_within_five_seconds_for_the_coach_when_the_teacher_withholds(url, visit, people, token, engine):
    visit.record(mark(1))
    with (
        following(url, visit, token(people.marcus)) as coach,
        following(url, visit, token(people.dana)) as teacher,
    ):
        assert coach.next()[0] == teacher.next()[0] == 1
        with transaction(engine) as db:
            ours = visit.seen_by(db, people.dana)
            withhold(db, ours.membership, ours.visit)
        begun = time.monotonic()
        assert aside(coach) is None
        assert time.monotonic() - begun < 5
        assert aside(teacher) == {"event": "aside", "data": "1"}
        visit.record(mark(2))
        assert teacher.next()[0] == 2


def test_it_ends_for_both_when_the_teacher_erases(url, visit, people, token, engine):
    visit.record(mark(1))
    with following(url, visit, token(people.dana)) as teacher:
        assert teacher.next()[0] == 1
        with transaction(engine) as db:
            ours = visit.seen_by(db, people.dana)
            withhold(db, ours.membership, ours.visit)
            erase(db, ours.membership, ours.visit)
        begun = time.monotonic()
        while aside(teacher) is not None:
            pass
        assert time.monotonic() - begun < 5
