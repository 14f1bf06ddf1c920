"""At every stage: the observer has their own record and nothing else; the partners are blind to it until both have ended."""

import re

import pytest
from fastapi.routing import iter_route_contexts

from app.clock import new_id
from tests.cast import entry, lesson
from tests.observers.conftest import almas_lesson

pytestmark = pytest.mark.both_databases
HTML = {"accept": "text/html"}
VISIT = "/partnerships/{partnership_id}/visits/{visit_id}"
READ = ("entries", "summary", "export.csv", "export.json", "live", "observer-agreement", "")


def routes(app, holding):
    """(method, path) of every route whose address holds this."""
    found = [
        (method, route.path)
        for route in iter_route_contexts(app.routes)
        if holding in route.path
        for method in sorted(route.methods - {"HEAD"})
    ]
    assert found
    return found


def fill(path, partnership_id, visit_id, form_id="1"):
    known = {"partnership_id": partnership_id, "visit_id": visit_id, "form_id": form_id, "number": "1", "key": "praise"}
    return re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], "1"), path)


def ask(programs, browsers, who, method, url):
    client = getattr(programs if url.startswith("/api/") else browsers, who)
    return client.request(
        method, url, headers={} if url.startswith("/api/") else HTML, json={} if method != "GET" else None
    )


STAGES = ["accepted", "main_ended", "record_ended", "both_ended", "opened"]


@pytest.fixture(params=STAGES)
def stage(request, doubled, programs, browsers, send):
    if request.param in ("main_ended", "both_ended", "opened"):
        doubled.visit.record(*lesson())
    if request.param in ("record_ended", "both_ended", "opened"):
        send(programs.alma, doubled.record, *almas_lesson())
    if request.param == "opened":
        browsers.dana.post(f"{doubled.visit.page}/opening")
    return request.param


def test_to_the_observer_the_visit_itself_does_not_exist(app, doubled, stage, programs, browsers, subtests):
    """Not by any route, at any stage: byte for byte what an outsider gets for a visit that is nowhere."""
    visit, form = doubled.visit, doubled.visit.form
    for method, path in routes(app, "{visit_id}"):
        with subtests.test(method=method, path=path):
            url = fill(path, visit.partners.id, visit.id, form.id)
            theirs = ask(programs, browsers, "alma", method, url)
            nowhere = ask(programs, browsers, "alma", method, fill(path, new_id(), new_id(), form.id))
            assert (theirs.status_code, theirs.content) == (nowhere.status_code, nowhere.content)
            assert theirs.status_code == 404


def test_nor_does_anything_else_of_the_partnership(app, doubled, stage, programs, browsers, subtests):
    visit, form = doubled.visit, doubled.visit.form
    for method, path in routes(app, "{partnership_id}"):
        if "{visit_id}" in path or "{observer_id}" in path:
            continue
        with subtests.test(method=method, path=path):
            url = fill(path, visit.partners.id, visit.id, form.id)
            assert ask(programs, browsers, "alma", method, url).status_code == 404


def test_of_their_own_record_the_observer_has_the_recording_and_no_page(
    app, doubled, stage, programs, browsers, subtests
):
    """Reading and adding entries, and, when it is time, the comparison; no debrief, no plan, no export of a lesson."""
    own = {f"/api{VISIT}/entries", f"/api{VISIT}/observer-agreement"}
    for method, path in routes(app, "{visit_id}"):
        if path in own:
            continue
        with subtests.test(method=method, path=path):
            url = fill(path, doubled.visit.partners.id, doubled.record_id, doubled.visit.form.id)
            assert ask(programs, browsers, "alma", method, url).status_code == 404
    assert programs.alma.get(f"{doubled.record}/entries").status_code == 200


@pytest.mark.parametrize("who", ["dana", "marcus"])
def test_the_partners_are_blind_to_the_record_until_both_have_ended(doubled, stage, programs, who):
    program = getattr(programs, who)
    for what in READ if stage not in ("both_ended", "opened") else ():
        answer = program.get(f"{doubled.record}/{what}".rstrip("/"))
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/blind-until-both-ended"), what
    compared = program.get(f"{doubled.visit.api}/observer-agreement?with={doubled.record_id}")
    wanted = {"both_ended": 200 if who == "dana" else 409, "opened": 200}.get(stage, 409)
    assert compared.status_code == wanted
    if wanted == 409:
        slug = "teacher-first" if stage == "both_ended" else "blind-until-both-ended"
        assert compared.json()["type"] == f"/problems/{slug}"


def test_once_both_have_ended_the_teacher_reads_the_record_first_then_the_coach(
    doubled, both_ended, programs, browsers
):
    for what in ("entries", "summary", "export.csv", "export.json", ""):
        assert programs.dana.get(f"{doubled.record}/{what}".rstrip("/")).status_code == 200
        refused = programs.marcus.get(f"{doubled.record}/{what}".rstrip("/"))
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/teacher-first")
    browsers.dana.post(f"{doubled.visit.page}/opening")
    assert programs.marcus.get(f"{doubled.record}/entries").status_code == 200


def test_no_need_to_wait_opens_it_too(doubled, both_ended, programs, browsers):
    browsers.dana.post(f"{doubled.visit.page}/opening-to-partner")
    assert programs.marcus.get(f"{doubled.visit.api}/observer-agreement").status_code == 200
    assert programs.alma.get(f"{doubled.record}/observer-agreement").status_code == 200


@pytest.mark.parametrize("who", ["dana", "marcus"])
def test_a_partner_never_does_anything_with_the_record(app, doubled, looked, programs, browsers, who, subtests):
    """It has no page, no steps, no debrief of its own, and is never planned or written in by a partner."""
    reading = {f"/api{VISIT}{'/' + what if what else ''}" for what in READ}
    for method, path in routes(app, "{visit_id}"):
        if method == "GET" and (path in reading or (path.startswith("/api/") and "export" in path)):
            continue
        with subtests.test(method=method, path=path):
            url = fill(path, doubled.visit.partners.id, doubled.record_id, doubled.visit.form.id)
            answer = ask(programs, browsers, who, method, url)
            assert answer.status_code in (404, 409, 422), answer.text[:300]
    plan = {"form_id": doubled.visit.form.id, "form_version": 1}
    refused = getattr(programs, who).put(doubled.record, json=plan)
    assert refused.json()["type"] == "/problems/second-observers-record"
    sent = {"device": "laptop", "entries": [entry("mark", 5_000, 99, measure="redirection")]}
    refused = getattr(programs, who).post(f"{doubled.record}/entries", json=sent)
    assert refused.json()["type"] == "/problems/second-observers-record"
    seen = programs.dana.get(f"{doubled.record}/entries").json()["entries"]
    assert {each["author"] for each in seen} == {programs.alma.get("/api/me").json()["id"]}


def test_partners_can_not_write_in_the_record_while_it_is_recorded(doubled, programs, send):
    sent = {"device": "laptop", "entries": [entry("begin", 0)]}
    for program in (programs.dana, programs.marcus):
        answer = program.post(f"{doubled.record}/entries", json=sent)
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/second-observers-record")
    assert programs.alma.get(f"{doubled.record}/entries").json()["entries"] == []


def test_the_pack_holds_what_it_takes_to_record_and_no_more(doubled, programs):
    pack = programs.alma.get("/api/pack").json()
    (partnership,), (form,), (visit,) = pack["partnerships"], pack["forms"], pack["visits"]
    assert (partnership["role"], partnership["goal"]) == ("observer", None)
    assert partnership["teacher"]["name"] == "Dana Okafor"
    assert (form["id"], form["version"]) == (visit["form_id"], visit["form_version"])
    assert (visit["id"], visit["class_label"], visit["students"]) == (doubled.record_id, "Grade 7 science", 24)
    assert (visit["purpose"], visit["segments"]) == ("", [])
    assert doubled.visit.id not in programs.alma.get("/api/pack").text


def test_an_outsider_gets_the_same_404_for_an_arrangement_as_for_none(doubled, programs, browsers):
    for method, url in (("GET", doubled.api), ("DELETE", doubled.api), ("POST", f"{doubled.api}/agreement")):
        theirs = programs.ellen.request(method, url)
        none = programs.ellen.request(method, url.replace(doubled.id, new_id()))
        assert (theirs.status_code, theirs.content) == (none.status_code, none.content)
        assert theirs.status_code == 404


def test_what_is_wrong_with_a_batch_is_told_to_the_observer_of_this_record_alone(doubled, programs):
    assert programs.alma.post(f"{doubled.record}/entries", json={"device": ""}).status_code == 422
    assert programs.alma.post(f"{doubled.visit.api}/entries", json={"device": ""}).status_code == 404
    assert programs.ellen.post(f"{doubled.record}/entries", json={"device": ""}).status_code == 404


def test_who_compared_is_listed_for_both_with_the_observers_name(doubled, looked, programs, browsers):
    assert programs.alma.get(f"{doubled.record}/observer-agreement").status_code == 200
    assert programs.marcus.get(f"{doubled.visit.api}/observer-agreement").status_code == 200
    for partner in (browsers.dana, browsers.marcus):
        listed = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", partner.get(f"{doubled.visit.partners.page}/looks").text))
        assert "Alma compared both records of Visit 1" in listed
        assert "Marcus compared both records of Visit 1" in listed
