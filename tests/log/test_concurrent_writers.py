"""Many devices write one log at the same moment: seq stays gapless, nothing is lost, nothing is counted twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.database import transaction
from app.log.actions import prepare
from app.log.models import Entry
from app.log.writer import LogWriter
from app.problems import Problem
from app.visits.models import Visit
from tests.cast import add_visit, entry

pytestmark = pytest.mark.both_databases
DEVICES, BATCHES, EACH = 8, 6, 5


@pytest.fixture
def writer(engine):
    writer = LogWriter(engine)
    yield writer
    writer.close()


def marks(count):
    return [entry("mark", 1000 * n, n, measure="redirection") for n in range(count)]


def send(writer, visit, person, device, entries):
    with transaction(visit.partners.engine, writes=False) as db:
        batch = prepare(db, visit.seen_by(db, person), device, entries)
    return writer.append(batch)


def seqs(visit):
    with transaction(visit.partners.engine, writes=False) as db:
        stored = db.exec(select(Entry.seq).where(Entry.visit_id == visit.id).order_by(Entry.seq)).all()
        return list(stored), db.exec(select(Visit.head).where(Visit.id == visit.id)).one()


def together(count, work):
    gate = threading.Barrier(count)

    def at_once(i):
        gate.wait()
        return work(i)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(at_once, range(count)))


def test_batches_of_many_devices_are_all_there_without_a_gap(visit, writer, people):
    def one_device(i):
        who = people.dana if i % 2 else people.marcus
        return [send(writer, visit, who, f"device {i}", marks(EACH)) for _ in range(BATCHES)]

    accounts = [account for each in together(DEVICES, one_device) for account in each]
    everything = DEVICES * BATCHES * EACH
    assert sum(account.stored for account in accounts) == everything
    assert len({account.head for account in accounts}) == len(accounts), "each batch ended the log at its own seq"
    assert seqs(visit) == (list(range(1, everything + 1)), everything)


def test_the_same_batch_sent_by_many_at_once_is_stored_once(visit, writer, people):
    batch = marks(20)
    accounts = together(DEVICES, lambda i: send(writer, visit, people.marcus, "tablet", batch))
    assert sum(account.stored for account in accounts) == 20
    assert sum(account.known for account in accounts) == 20 * (DEVICES - 1)
    assert not any(account.refused for account in accounts)
    assert seqs(visit) == (list(range(1, 21)), 20)


def test_one_id_with_many_contents_at_once_has_one_winner(visit, writer, people):
    first = marks(1)[0]
    accounts = together(DEVICES, lambda i: send(writer, visit, people.marcus, "tablet", [first | {"at_ms": i}]))
    assert sum(account.stored for account in accounts) == 1
    assert sum(len(account.refused) for account in accounts) == DEVICES - 1


def test_one_id_in_many_visits_at_once_has_one_winner(agreed_form, writer, people):
    """Another visit's lock does not help here: the constraint decides, and the loser is told so."""
    first = marks(1)[0]
    visits = [add_visit(agreed_form) for _ in range(DEVICES)]
    accounts = together(DEVICES, lambda i: send(writer, visits[i], people.marcus, "tablet", [first, *marks(2)]))
    assert sum(account.stored for account in accounts) == 1 + 2 * DEVICES
    assert sum(len(account.refused) for account in accounts) == DEVICES - 1
    for visit in visits:
        stored, head = seqs(visit)
        assert stored == list(range(1, head + 1))


def test_a_reader_that_asks_after_its_last_seq_misses_nothing(visit, writer, people, signed_in):
    dana, seen, done = signed_in(people.dana), [], threading.Event()

    def read():
        after = 0
        while True:
            last = done.is_set()
            for each in dana.get(f"{visit.api}/entries", params={"after": after}).json()["entries"]:
                seen.append(each["seq"])
                after = each["seq"]
            if last:
                return

    reader = threading.Thread(target=read)
    reader.start()
    together(4, lambda i: [send(writer, visit, people.marcus, f"device {i}", marks(3)) for _ in range(5)])
    done.set()
    reader.join()
    assert seen == list(range(1, 61))


def test_a_batch_for_a_visit_that_is_gone_takes_no_other_down(visit, agreed_form, writer, people, engine):
    gone = add_visit(agreed_form)
    with transaction(engine, writes=False) as db:
        batch = prepare(db, gone.seen_by(db, people.marcus), "tablet", marks(2))
    with transaction(engine) as db:
        db.connection().execute(sa.delete(Visit.__table__).where(Visit.__table__.c.id == gone.id))
    outcomes = together(
        4, lambda i: _outcome(writer, batch) if i == 0 else send(writer, visit, people.marcus, "t", marks(3))
    )
    assert outcomes[0] == "not-found"
    assert seqs(visit) == (list(range(1, 10)), 9)


def _outcome(writer, batch):
    try:
        return writer.append(batch)
    except Problem as problem:
        return problem.slug


def test_a_writer_that_was_closed_opens_again(visit, writer, people):
    send(writer, visit, people.marcus, "tablet", marks(1))
    writer.close()
    assert send(writer, visit, people.marcus, "tablet", marks(1)).head == 2
