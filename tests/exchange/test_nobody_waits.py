"""Reading a large file, or making a PDF, keeps nobody else from writing and leaves threads for everybody else."""

import threading

import pytest
import sqlalchemy as sa

from app.database import transaction
from app.exchange import imports_api, pdf_file
from app.partnerships import actions
from app.partnerships.lookup import partnership_for
from app.partnerships.models import Partnership
from app.problems import Problem
from tests.exchange.bringing import bring
from tests.exchange.test_hostile_files import boris


def write_at_once(engine, partners):
    """As a device that sends does; it does not wait."""
    with engine.execution_options(writes=True).connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        connection.execute(sa.update(Partnership).where(Partnership.id == partners.id).values(status="active"))
        connection.commit()


@pytest.fixture
def meanwhile(monkeypatch):
    """Calls back while a file is being read."""
    wanted = []
    read = imports_api.read_file

    def reading(*args):
        for call in wanted:
            call()
        return read(*args)

    monkeypatch.setattr(imports_api, "read_file", reading)
    return wanted.append


@pytest.mark.parametrize("address", ["api", "page"])
def test_others_write_while_a_file_is_read(address, engine, partners, people, signed_in, meanwhile):
    wrote = []
    meanwhile(lambda: wrote.append(write_at_once(engine, partners)))
    dana = signed_in(people.dana, browser=address == "page")
    answer = dana.post(f"{getattr(partners, address)}/imports", files={"file": ("x.boris", boris())})
    assert answer.status_code in (202, 303), answer.text
    assert len(wrote) == 1


def end(engine, partners, erase):
    with transaction(engine) as db:
        membership = partnership_for(db, partners.teacher, partners.id)
        (actions.end_and_erase if erase else actions.end)(db, membership)


@pytest.mark.parametrize(("erase", "status"), [(False, 409), (True, 404)])
def test_what_ends_meanwhile_has_ended(erase, status, engine, partners, people, signed_in, meanwhile):
    meanwhile(lambda: end(engine, partners, erase))
    assert bring(signed_in(people.marcus), partners, "x.boris", boris()).status_code == status


def test_a_crowd_that_wants_pdfs_is_turned_away_before_it_has_every_thread(monkeypatch):
    started, go = threading.Semaphore(0), threading.Event()

    def slowly(_html, _plainness):
        started.release()
        go.wait(10)
        return b"%PDF"

    monkeypatch.setattr(pdf_file, "_made", slowly)
    crowd = [
        threading.Thread(target=pdf_file.pdf_of, args=("",)) for _ in range(pdf_file.AT_ONCE + pdf_file.MOST_WAITING)
    ]
    for each in crowd:
        each.start()
    for _ in range(pdf_file.AT_ONCE):
        assert started.acquire(timeout=10)
    while pdf_file._waiting.acquire(blocking=False):  # until the last of the crowd has come to wait
        pdf_file._waiting.release()
    with pytest.raises(Problem) as refused:
        pdf_file.pdf_of("")
    go.set()
    for each in crowd:
        each.join(10)
    assert refused.value.slug == "busy"
    assert pdf_file.pdf_of("") == b"%PDF"
