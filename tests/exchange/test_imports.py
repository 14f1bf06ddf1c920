"""Bringing a file in: looked at first, all or nothing, for partners alone, and whatever the bytes are, a plain answer."""

import gzip
import io
import json
import re
import zipfile

import pytest
from sqlmodel import select

from app.clock import new_id
from app.database import transaction
from app.exchange.models import Incoming
from app.visits.models import Visit
from tests.cast import add_partners, entry, lesson
from tests.exchange.bringing import agree, bring, numbers_of


@pytest.fixture
def file(visit, people, signed_in):
    visit.record(*lesson())
    return signed_in(people.marcus).get(f"{visit.api}/export.json").content


def stored(engine):
    with transaction(engine, writes=False) as db:
        return len(db.exec(select(Visit)).all()), len(db.exec(select(Incoming)).all())


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"0" * 1_000_000)
    return out.getvalue()


HOSTILE = {
    "empty": b"",
    "blank": b" \n\t\n",
    "zip": zipped(),
    "gzip": gzip.compress(b"0" * 1_000_000),
    "pdf": b"%PDF-1.7 ...",
    "nul": b"time,code\0\n",
    "half utf-16": b"\xff\xfet\0i",
    "neither": b"time,code\n\x81\x8d,\xff\n",
    "deep": b'{"a":' * 200_000,
    "deep list": b"[" * 200_000,
    "broken": b'{"format": "alongside-visit",\n "version": 1,\n oops',
    "huge number": b'{"a": ' + b"9" * 10_000 + b"}",
    "list": b"[1, 2]",
    "other json": b'{"hello": "world"}',
    "later": b'{"format": "alongside-visit", "version": 2}',
    "no entries": b'{"format": "alongside-visit", "version": 1, "form": {}, "visit": {}}',
    "entries of what": b'{"format": "alongside-visit", "version": 1, "form": {}, "visit": {}, "entries": [5]}',
    "quote": b'time,code\n"0:00,LT\n' * 50_000,
    "wide": b"," * 500_000,
    "html": b"<html><body>not here</body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_the_bytes_are_the_answer_is_a_problem(partners, people, signed_in, engine, name):
    answer = bring(signed_in(people.marcus), partners, "file", HOSTILE[name])
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/import-unreadable"), answer.text
    assert answer.json()["faults"][0]["says"]
    assert stored(engine) == (0, 0)


def test_more_than_8_mb_are_refused_before_they_are_read(partners, people, signed_in):
    answer = bring(signed_in(people.marcus), partners, "file", b"x" * (9 * 1024 * 1024))
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


def test_where_no_file_is_sent(partners, people, signed_in):
    answer = signed_in(people.marcus).post(f"{partners.api}/imports", data={"x": "y"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unprocessable")


def test_broken_json_is_told_by_its_line(partners, people, signed_in):
    answer = bring(signed_in(people.marcus), partners, "file", HOSTILE["broken"])
    assert answer.json()["faults"][0]["line"] == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda told: told["entries"][4].update(option="nobody"), "option"),
        (lambda told: told["entries"][4].update(at_ms=10**15), "at_ms"),
        (lambda told: told["entries"][4].update(surprise=1), "surprise"),
        (lambda told: told["entries"][10].update(text="\u0007"), "control"),
        (lambda told: told["entries"][0].update(noted_at="2999-01-01T00:00:00Z"), "48 hours"),
        (lambda told: told["form"]["measures"][0].update(kind="guess"), "kind"),
        (lambda told: told["entries"][4].update(measure=["praise"]), "not an entry"),
        (lambda told: told["entries"][4].update(at_ms=1.5), "is not an entry"),
        (lambda told: told["entries"][4].update(kind={}), "This is not an entry"),
        (lambda told: told["form"].update(measures="none"), "list"),
        (lambda told: told["visit"].update(students="many"), "students"),
        (lambda told: told["visit"].update(class_label="x" * 500), "class_label"),
        (lambda told: told.update(entries=told["entries"][1:]), "never begun"),
    ],
)
def test_one_wrong_entry_keeps_all_of_it_out(partners, people, signed_in, engine, file, change, says):
    told = json.loads(file)
    change(told)
    answer = bring(signed_in(people.marcus), partners, "file", json.dumps(told).encode())
    assert answer.status_code == 422, answer.text
    assert says in " ".join(f"{fault['place']} {fault['says']}" for fault in answer.json()["faults"])
    assert stored(engine) == (1, 0)


@pytest.mark.both_databases
def test_an_outsider_finds_nothing(partners, people, signed_in, file, engine):
    assert bring(signed_in(people.ellen), partners, "file", file).status_code == 404
    ellen = signed_in(people.ellen, browser=True)
    assert ellen.get(f"{partners.page}/imports").status_code == 404
    assert ellen.post(f"{partners.page}/imports", files={"file": ("f", file)}).status_code == 404
    assert stored(engine) == (1, 0)


@pytest.mark.both_databases
def test_a_paused_partnership_takes_nothing_in(partners, people, signed_in, file, engine):
    signed_in(people.dana).post(f"{partners.api}/pause")
    answer = bring(signed_in(people.marcus), partners, "file", file)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/partnership-paused")
    assert stored(engine) == (1, 0)


def looked_at(browser, partners, file, name="visit.json"):
    answer = browser.post(f"{partners.page}/imports", files={"file": (name, file)}, data={"day": "", "time": ""})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


@pytest.mark.both_databases
def test_a_browser_sees_what_will_come_along_before_anything_is_kept(partners, people, signed_in, file, engine):
    marcus = signed_in(people.marcus, browser=True)
    address = looked_at(marcus, partners, file)
    page = marcus.get(address).text
    assert stored(engine) == (1, 1)
    for words in ("What comes along", "What does not", "Grade 7 science", "visit.json", "9 entries", "10:00"):
        assert words in page
    answer = marcus.post(f"{address}/visits")
    assert re.fullmatch(rf"{partners.page}/visits/[0-9a-f-]+", answer.headers["location"])
    assert stored(engine) == (2, 0)


def test_it_can_be_left_out(partners, people, signed_in, file, engine):
    marcus = signed_in(people.marcus, browser=True)
    address = looked_at(marcus, partners, file)
    assert marcus.post(f"{address}/removal").headers["location"] == f"{partners.page}/imports"
    assert stored(engine) == (1, 0)


@pytest.mark.both_databases
def test_only_the_last_file_looked_at_is_kept(partners, people, signed_in, file, engine):
    marcus = signed_in(people.marcus, browser=True)
    looked_at(marcus, partners, b"time,code\n0:00,LT\n1:00,END\n", "fill.csv")
    looked_at(marcus, partners, file)
    assert stored(engine) == (1, 1)


def test_what_one_partner_looks_at_the_other_does_not_see(partners, people, signed_in, file):
    address = looked_at(signed_in(people.marcus, browser=True), partners, file)
    dana = signed_in(people.dana, browser=True)
    assert dana.get(address).status_code == 404
    assert dana.post(f"{address}/visits").status_code == 404
    assert "visit.json" not in dana.get(f"{partners.page}/imports").text


def test_a_browser_is_told_each_wrong_line(partners, people, signed_in, engine):
    table = b"time,code\n0:00,LT\nsoon,LQ\n0:20,XX\n1:00,END\n"
    marcus = signed_in(people.marcus, browser=True)
    answer = marcus.post(f"{partners.page}/imports", files={"file": ("<b>.csv", table)}, data={"day": "", "time": ""})
    assert answer.status_code == 422
    for words in ("<b>Line 3</b>", "<b>Line 4</b>", "&lt;b&gt;.csv"):
        assert words in answer.text
    assert stored(engine) == (0, 0)


@pytest.mark.both_databases
def test_a_file_whose_form_is_not_agreed_waits_and_comes_in_by_itself(partners, people, signed_in, engine):
    marcus = signed_in(people.marcus, browser=True)
    address = looked_at(marcus, partners, b"time,code\n0:00,LT\n1:00,END\n", "fill-2026-03-02.csv")
    assert "no mark is taken in" in marcus.get(address).text
    assert marcus.post(f"{address}/visits").headers["location"] == address
    assert "waits until you have both agreed" in marcus.get(address).text
    assert stored(engine) == (0, 1)
    with transaction(engine, writes=False) as db:
        row = db.exec(select(Incoming)).one()
    dana = signed_in(people.dana, browser=True)
    agreed = dana.post(f"{partners.page}/forms/{row.form_id}/versions/{row.form_version}/agreement")
    assert agreed.status_code == 303
    assert stored(engine) == (1, 0)
    (visit,) = signed_in(people.dana).get(f"{partners.api}/visits").json()["visits"]
    assert (visit["imported_from"], visit["status"]) == ("fill_plus", "ended")


@pytest.mark.both_databases
def test_many_files_can_not_pile_up(partners, people, signed_in):
    marcus = signed_in(people.marcus)
    answers = [bring(marcus, partners, "f.csv", f"time,code\n0:00,LT\n{n}:00,END\n".encode()) for n in range(1, 22)]
    assert [answer.status_code for answer in answers] == [202] * 20 + [409]
    assert len({answer.json()["waiting_for_form"]["id"] for answer in answers[:20]}) == 1


@pytest.mark.both_databases
def test_erasing_the_partnership_takes_them_along(partners, people, signed_in, engine):
    bring(signed_in(people.marcus), partners, "f.csv", b"time,code\n0:00,LT\n1:00,END\n")
    assert signed_in(people.dana).post(f"{partners.api}/ending", json={"erase": True}).status_code in (200, 204)
    assert stored(engine) == (0, 0)


@pytest.mark.both_databases
def test_an_id_from_elsewhere_points_to_nothing_here(engine, people, signed_in):
    """Entries get new ids: what lies in another partnership under the same ones stays as it is."""
    partners = add_partners(engine, coach=people.marcus, teacher=people.dana)
    told = {
        "format": "alongside-visit",
        "version": 1,
        "form": {"title": "T", "measures": [{"key": "m", "kind": "count", "label": "M"}]},
        "visit": {},
        "entries": [
            entry("begin", 0),
            entry("mark", 5, n=2, measure="m"),
            entry("void", n=3, target=new_id()),
            entry("end", 9, n=4),
        ],
    }
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "t.json", json.dumps(told).encode())
    agree(signed_in(people.dana), partners, answer.json()["waiting_for_form"])
    (visit,) = marcus.get(f"{partners.api}/visits").json()["visits"]
    assert numbers_of(marcus, partners, visit["id"])["measures"][0]["total"] == 1
    theirs = {e["id"] for e in marcus.get(f"{partners.api}/visits/{visit['id']}/entries").json()["entries"]}
    assert not theirs & {e["id"] for e in told["entries"]}
