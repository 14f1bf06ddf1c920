"""The teacher withholds a visit: the coach and the coach's programs read nothing of it, and both see that it is so."""

import re
from collections.abc import Callable

import pytest
from fastapi.routing import iter_route_contexts
from sqlmodel import select

from app.clock import new_id, now
from app.database import transaction
from app.exchange.everything import write_for_operator
from app.goals.models import NextStep
from app.log import way_in
from app.log.following import Reader, without_right
from app.log.models import Entry
from app.log.queries import entries_of
from app.partnerships.models import Access
from app.problems import Problem
from tests.cast import PlannedVisit, entry, lesson
from tests.faults.crowd import token_for

pytestmark = pytest.mark.both_databases
# What tells that it is withheld, or decides about a visit, and what a device sends: nothing recorded comes back on them.
KNOWN = re.compile(
    r"/visits/\{visit_id\}(/plan|/withholding|/erasure|/cancellation|/withholding/removal|/cancellation/removal)$"
)


@pytest.fixture
def withheld(visit, people, signed_in) -> PlannedVisit:
    """Recorded, looked at, talked about, and then withheld."""
    visit.record(*lesson())
    said = entry("annotation", n=1, text="Nobody else's business.", on={"span": [60_000, 130_000]})
    visit.record(said, by=people.dana, device="phone")
    dana = signed_in(people.dana, browser=True)
    assert dana.post(f"{visit.page}/opening").status_code == 303
    assert dana.post(f"{visit.page}/withholding").status_code == 303
    return visit


def reading_routes(app) -> list[str]:
    """Every address about a visit that can be read."""
    paths = [r.path for r in iter_route_contexts(app.routes) if "{visit_id}" in r.path and "GET" in r.methods]
    found = [path for path in paths if not KNOWN.search(path)]
    assert len(found) > 12
    return sorted(set(found))


@pytest.fixture
def address(withheld) -> Callable[[str], str]:
    known = {"partnership_id": withheld.partners.id, "visit_id": withheld.id}
    return lambda path: re.sub(r"\{(\w+)\}", lambda m: known.get(m[1], "1"), path)


def test_the_coach_reads_nothing_of_it_at_any_address(app, withheld, people, signed_in, address, subtests):
    program, browser = signed_in(people.marcus), signed_in(people.marcus, browser=True)
    for path in reading_routes(app):
        with subtests.test(path=path):
            api = path.startswith("/api/")
            answer = (program if api else browser).get(address(path), params={"with": withheld.id})
            assert answer.status_code == 403, answer.text[:300]
            assert "Nobody else" not in answer.text
            assert "Specific" not in answer.text
            if api:
                assert answer.json()["type"] == "/problems/visit-withheld"


def test_the_teacher_reads_all_of_it(withheld, people, signed_in):
    dana, browser = signed_in(people.dana), signed_in(people.dana, browser=True)
    for path in ("/entries", "/summary", "/export.csv", "/export.json"):
        assert dana.get(withheld.api + path).status_code == 200
    page = browser.get(withheld.page)
    assert page.status_code == 200
    assert "You withhold this visit" in page.text
    assert "Nobody else" in page.text


def test_both_see_that_it_is_withheld(withheld, people, signed_in, engine):
    dana, marcus = signed_in(people.dana, browser=True), signed_in(people.marcus, browser=True)
    assert "You withhold it." in dana.get("/").text
    assert "Dana withholds it." in marcus.get("/").text
    assert "Dana withholds this visit" in marcus.get(withheld.page).text
    for person in (dana, marcus):
        page = person.get(withheld.partners.page).text
        assert "Visit 1, withheld" in page
        assert "withholds Visit 1" in page
    listed = signed_in(people.marcus).get(f"{withheld.partners.api}/visits").json()["visits"]
    assert [each["withheld_at"] is not None for each in listed] == [True]
    assert [each["head"] for each in listed] == [0]


def test_today_tells_the_coach_nothing_more(withheld, people, signed_in):
    withheld.record(entry("reflection", n=2, prompt="What do you notice?", text="x"), by=people.dana, device="phone")
    page = signed_in(people.marcus, browser=True).get("/").text
    assert "has shared a reflection" not in page


@pytest.mark.parametrize("stage", ["planned", "under way"])
def test_also_before_it_was_recorded_and_while_it_is(visit, people, signed_in, stage):
    whole = lesson()
    if stage == "under way":
        visit.record(*whole[:6])
    dana, marcus = signed_in(people.dana), signed_in(people.marcus)
    told = dana.post(f"{visit.api}/withholding")
    assert (told.status_code, told.json()["withheld_at"] is not None) == (200, True)
    assert marcus.get(f"{visit.api}/entries").status_code == 403
    packed = marcus.get("/api/pack").json()["visits"]
    assert [(each["id"], each["head"]) for each in packed] == [(visit.id, 0)]  # it can still be recorded


def test_what_the_device_sends_is_kept_and_not_even_its_number_is_told(withheld, people, signed_in, engine):
    batch = {"device": "tablet", "entries": [entry("mark", 400_000, 15, measure="redirection")]}
    marcus = signed_in(people.marcus)
    answer = marcus.post(f"{withheld.api}/entries", json=batch)
    assert answer.status_code == 200
    assert answer.json() == {"head": 0, "stored": 1, "known": 0, "refused": []}
    assert marcus.post(f"{withheld.api}/entries", json=batch).json()["known"] == 1
    assert len(signed_in(people.dana).get(f"{withheld.api}/entries").json()["entries"]) == 16


def test_both_ways_in_agree(withheld, people, engine):
    from tests.log.test_way_in import asking, both_ways

    for person, hidden in ((people.marcus, True), (people.dana, False)):
        _id, token = token_for(engine, person.id)
        short, full = both_ways(withheld, asking(token))
        assert short == full == way_in.WayIn(person.id, withheld.form.id, 1, hidden)


def test_the_plan_can_be_sent_again(withheld, people, signed_in):
    marcus = signed_in(people.marcus)
    plan = {"form_id": withheld.form.id, "form_version": 1}
    assert marcus.put(withheld.api, json=plan).json()["head"] == 0


def test_an_open_stream_ends(withheld, people, engine):
    readers = {}
    for person in (people.marcus, people.dana):
        sign_in, _token = token_for(engine, person.id)
        readers[person.id] = Reader((withheld.partners.id, withheld.id), person.id, sign_in)
    with transaction(engine, writes=False) as db:
        assert without_right(db, readers.values()) == {readers[people.marcus.id]}


def test_no_list_is_a_way_around(withheld, people, engine):
    with transaction(engine, writes=False) as db:
        row = withheld.seen_by(db, people.marcus).visit
        with pytest.raises(Problem, match="visit-withheld"):
            entries_of(db, row, people.marcus.id)


def test_it_is_in_no_archive_but_the_teachers(withheld, people, engine, tmp_path):
    target = tmp_path / "everything.zip"
    with transaction(engine) as db:
        write_for_operator(db, withheld.partners.id, target)
    assert b"Nobody else" not in target.read_bytes()
    import zipfile

    with zipfile.ZipFile(target) as archive:
        assert not [name for name in archive.namelist() if name.startswith("visits/")]
        assert b"Nobody else" not in b"".join(archive.read(name) for name in archive.namelist())


def test_its_next_steps_are_not_carried_to_the_coachs_next_visit(withheld, agreed_form, people, signed_in, engine):
    from tests.cast import add_visit

    step = NextStep(
        partnership_id=withheld.partners.id,
        id=new_id(),
        visit_id=withheld.id,
        who="teacher",
        what="Keep this to myself.",
        written_by=people.dana.id,
        written_at=now(),
    )
    with transaction(engine) as db:
        db.add(step)
    from datetime import timedelta

    later = add_visit(agreed_form, now() + timedelta(days=3))
    later.record(*lesson())
    dana, marcus = signed_in(people.dana, browser=True), signed_in(people.marcus, browser=True)
    dana.post(f"{later.page}/opening")
    assert "Keep this to myself." in dana.get(later.page).text
    assert "Keep this to myself." not in marcus.get(later.page).text
    assert "Keep this to myself." not in marcus.get(f"{later.page}/steps").text


def test_only_the_teacher_decides(visit, people, signed_in):
    marcus = signed_in(people.marcus)
    for method, path in (("POST", "/withholding"), ("DELETE", "/withholding"), ("POST", "/erasure")):
        answer = marcus.request(method, visit.api + path)
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/teacher-withholds")
    assert signed_in(people.marcus, browser=True).get(f"{visit.page}/withholding").status_code == 409


def test_lifted_all_is_as_it_was(withheld, people, signed_in, engine):
    dana, marcus = signed_in(people.dana), signed_in(people.marcus, browser=True)
    assert dana.delete(f"{withheld.api}/withholding").json()["withheld_at"] is None
    page = marcus.get(withheld.page)
    assert page.status_code == 200
    assert "Nobody else" in page.text
    assert "shows Visit 1 to Marcus again" in marcus.get(withheld.partners.page).text
    with transaction(engine, writes=False) as db:
        assert {row.what for row in db.exec(select(Access)).all()} >= {"withheld", "lifted"}


def test_also_after_the_partnership_has_ended(withheld, people, signed_in):
    dana = signed_in(people.dana)
    dana.delete(f"{withheld.api}/withholding")
    dana.post(f"{withheld.partners.api}/ending", json={"erase": False})
    assert dana.post(f"{withheld.api}/withholding").status_code == 200
    assert signed_in(people.marcus).get(f"{withheld.api}/entries").status_code == 403


def test_withholding_twice_is_withholding(withheld, people, signed_in, engine):
    before = signed_in(people.dana).post(f"{withheld.api}/withholding").json()["withheld_at"]
    assert signed_in(people.dana).post(f"{withheld.api}/withholding").json()["withheld_at"] == before
    with transaction(engine, writes=False) as db:
        assert [row.what for row in db.exec(select(Access)).all()].count("withheld") == 1
        assert len(db.exec(select(Entry)).all()) == 15


def test_the_coachs_page_of_it_is_no_way_to_its_numbers(withheld, people, signed_in):
    marcus = signed_in(people.marcus, browser=True)
    page = marcus.get(withheld.page)
    assert page.status_code == 403
    assert "What was counted" not in page.text
    assert withheld.page + "/lesson" not in page.text


def test_a_record_beside_it_is_withheld_with_it(app, visit, people, signed_in, engine):
    """A second observer's record of the same lesson holds the same lesson."""
    from app.visits.models import Visit

    with transaction(engine) as db:
        main = db.exec(select(Visit)).one()
        beside = Visit(**main.model_dump() | {"id": new_id(), "beside": main.id, "observer_id": people.ellen.id})
        db.add(beside)
    record = f"{visit.partners.api}/visits/{beside.id}"
    ellen = signed_in(people.ellen)
    assert ellen.get(f"{record}/entries").status_code == 200
    signed_in(people.dana).post(f"{visit.api}/withholding")
    assert ellen.get(f"{record}/entries").status_code == 403
    assert signed_in(people.marcus).get(f"{record}/entries").status_code == 403
    batch = {"device": "tablet", "entries": lesson()}
    assert ellen.post(f"{record}/entries", json=batch).json() == {"head": 0, "stored": 14, "known": 0, "refused": []}
