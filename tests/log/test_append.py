"""A batch is accounted for to the last entry: stored, known, or refused and why."""

import gzip
import json

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.clock import new_id, rfc3339
from app.database import transaction
from app.log.models import Entry
from app.partnerships.models import Partnership
from app.visits.models import Visit
from tests.cast import entry, lesson

pytestmark = pytest.mark.both_databases


@pytest.fixture
def send(visit, people, signed_in):
    marcus = signed_in(people.marcus)

    def post(*entries, device="tablet"):
        answer = marcus.post(f"{visit.api}/entries", json={"device": device, "entries": list(entries)})
        assert answer.status_code == 200, answer.text
        account = answer.json()
        assert account["stored"] + account["known"] + len(account["refused"]) == len(entries)
        return account

    return post


def rows(visit):
    with transaction(visit.partners.engine, writes=False) as db:
        return db.exec(select(Entry).where(Entry.visit_id == visit.id).order_by(Entry.seq)).all()


def mark(n=1, **fields):
    return entry("mark", 1000 * n, n, **{"measure": "redirection"} | fields)


def test_the_first_sending_is_stored_in_order(visit, send, people):
    told = lesson()
    assert send(*told) == {"head": 14, "stored": 14, "known": 0, "refused": []}
    stored = rows(visit)
    assert [(row.seq, row.id) for row in stored] == [(i, each["id"]) for i, each in enumerate(told, 1)]
    assert {(row.author, row.device) for row in stored} == {(people.marcus.id, "tablet")}
    assert [json.loads(row.body) for row in stored] == told


def test_sending_again_changes_nothing(visit, send):
    told = lesson()
    send(*told)
    assert send(*told) == {"head": 14, "stored": 0, "known": 14, "refused": []}
    assert len(rows(visit)) == 14


def test_the_order_of_an_entrys_fields_does_not_matter(visit, send):
    first = mark()
    send(first)
    assert send(dict(reversed(first.items())))["known"] == 1


@pytest.mark.parametrize("change", [{"at_ms": 7}, {"measure": "praise", "option": "general"}, {"n": 9}])
def test_the_same_id_with_other_content_is_refused(visit, send, change):
    first = mark()
    send(first)
    account = send(first | change)
    assert account["refused"][0]["id"] == first["id"]
    assert account["refused"][0]["problem"]["type"] == "/problems/id-reused"
    assert json.loads(rows(visit)[0].body) == first


def test_the_same_id_from_another_author_is_refused(visit, send, people, signed_in):
    first = mark()
    send(first)
    body = {"device": "tablet", "entries": [first]}
    account = signed_in(people.dana).post(f"{visit.api}/entries", json=body).json()
    assert [r["problem"]["type"] for r in account["refused"]] == ["/problems/id-reused"]


def test_the_same_id_in_another_visit_is_refused(visit, agreed_form, send, people, signed_in):
    from tests.cast import add_visit

    first, other = mark(), add_visit(agreed_form)
    send(first)
    body = {"device": "tablet", "entries": [first]}
    account = signed_in(people.marcus).post(f"{other.api}/entries", json=body).json()
    assert (account["head"], account["stored"], len(account["refused"])) == (0, 0, 1)


def test_the_same_entry_twice_in_a_batch_is_stored_once(visit, send):
    first = mark()
    assert send(first, first) == {"head": 1, "stored": 1, "known": 1, "refused": []}
    assert len(rows(visit)) == 1


def test_one_id_with_two_contents_in_a_batch_keeps_the_first(visit, send):
    first = mark()
    account = send(first, first | {"at_ms": 2})
    assert (account["stored"], len(account["refused"])) == (1, 1)
    assert json.loads(rows(visit)[0].body) == first


def test_a_mixed_batch_stores_what_it_can(visit, send):
    known, fresh, wrong, reused = mark(1), mark(2), mark(3, measure="nothing"), mark(4)
    send(known, reused)
    account = send(wrong, known, reused | {"at_ms": 1}, fresh, "not an entry", fresh)
    assert (account["head"], account["stored"], account["known"]) == (3, 1, 2)
    assert [r["problem"].get("pointer") for r in account["refused"]] == ["/measure", "", "/id"]
    assert [r["id"] for r in account["refused"]] == [wrong["id"], None, reused["id"]]
    assert [row.seq for row in rows(visit)] == [1, 2, 3]


def test_an_empty_batch_is_an_account_of_nothing(send):
    assert send() == {"head": 0, "stored": 0, "known": 0, "refused": []}


def test_a_void_and_an_amendment_are_entries_beside_their_target(visit, send):
    first = mark()
    void = entry("void", n=2, target=first["id"])
    redo = entry("void", n=3, target=void["id"])
    amend = entry("amend", n=4, target=first["id"], measure="praise", option="general", text="It was praise.")
    assert send(first, void, redo, amend)["stored"] == 4
    assert json.loads(rows(visit)[0].body) == first


def test_words_may_hold_lines_quotes_and_any_script(visit, send):
    said = "“Why?”\n\tשלום 🙂 \\ ' \" ${jndi} <b>"
    note = entry("note", 5, 1, text=said)
    assert send(note)["stored"] == 1
    assert json.loads(rows(visit)[0].body)["text"] == said


def test_reading_from_a_seq_on_misses_nothing(visit, send, people, signed_in):
    send(*(mark(n) for n in range(1, 8)))
    dana, seen, after, more = signed_in(people.dana), [], 0, True
    while more:
        answer = dana.get(f"{visit.api}/entries", params={"after": after, "limit": 3}).json()
        seen += [each["seq"] for each in answer["entries"]]
        after, more = seen[-1], answer["more"]
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    assert answer["head"] == 7


def test_a_read_entry_carries_what_the_server_adds(visit, send, people, signed_in):
    sent = mark()
    send(sent, device="Marcus tablet")
    (read,) = signed_in(people.dana).get(f"{visit.api}/entries").json()["entries"]
    received = read.pop("received_at")
    assert received.endswith("Z")
    assert read == sent | {"seq": 1, "author": people.marcus.id, "device": "Marcus tablet"}


def test_a_draft_reaches_nobody_but_its_author(visit, people, signed_in):
    draft = entry("draft", n=1, prompt="What do you notice?", text="mine alone")
    dana, marcus = signed_in(people.dana), signed_in(people.marcus)
    dana.post(f"{visit.api}/entries", json={"device": "laptop", "entries": [draft]})
    marcus.post(f"{visit.api}/entries", json={"device": "tablet", "entries": [mark()]})
    hers = dana.get(f"{visit.api}/entries").json()
    his = marcus.get(f"{visit.api}/entries").json()
    assert [each["seq"] for each in hers["entries"]] == [1, 2]
    assert [each["seq"] for each in his["entries"]] == [2]
    assert hers["head"] == his["head"] == 2
    for path in ("entries", "summary", "export.json", "export.csv"):
        assert "mine alone" not in marcus.get(f"{visit.api}/{path}").text


@pytest.mark.parametrize(("status", "answer"), [("active", 200), ("paused", 200), ("ended", 409)])
def test_what_was_recorded_still_arrives_while_paused_but_not_after_the_end(
    visit, people, signed_in, engine, status, answer
):
    with transaction(engine) as db:
        db.connection().execute(sa.update(Partnership.__table__).values(status=status))
    sent = signed_in(people.marcus).post(f"{visit.api}/entries", json={"device": "t", "entries": [mark()]})
    assert sent.status_code == answer
    assert len(rows(visit)) == (1 if answer == 200 else 0)


def test_an_outsider_and_nobody_store_nothing(visit, people, signed_in, client):
    body = {"device": "t", "entries": [mark()]}
    assert signed_in(people.ellen).post(f"{visit.api}/entries", json=body).status_code == 404
    assert client.post(f"{visit.api}/entries", json=body).status_code == 401
    assert rows(visit) == []


def test_a_commit_that_fails_is_never_acknowledged(visit, people, signed_in, engine, monkeypatch):
    """Nothing is stored and the answer is a 5xx, whatever breaks at the very end."""
    marcus = signed_in(people.marcus)
    marcus._transport.raise_server_exceptions = False
    connection_class = type(engine.dialect)

    def broken(self, connection):
        connection.rollback()
        raise engine.dialect.dbapi.OperationalError("disk I/O error")

    monkeypatch.setattr(connection_class, "do_commit", broken)
    answer = marcus.post(f"{visit.api}/entries", json={"device": "t", "entries": [mark()]})
    monkeypatch.undo()
    assert answer.status_code >= 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert rows(visit) == []
    with transaction(engine, writes=False) as db:
        assert db.exec(select(Visit.head)).one() == 0


def test_gzip_is_read(visit, people, signed_in):
    body = gzip.compress(json.dumps({"device": "t", "entries": [mark()]}).encode())
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    answer = signed_in(people.marcus).post(f"{visit.api}/entries", content=body, headers=headers)
    assert answer.json()["stored"] == 1


def test_received_at_is_the_servers_time(visit, send):
    send(mark())
    assert rfc3339(rows(visit)[0].received_at) > "2026"


def test_new_ids_are_in_the_order_of_time():
    ids = [new_id() for _ in range(100)]
    assert ids == sorted(ids)
