"""A file that somebody made to break the reader is refused in words, whatever is in it; a date that no calendar holds, too."""

import json
from copy import deepcopy

import pytest

from app.exchange import imports
from app.exchange.read_boris import MOST_EVENTS_IN_ALL
from tests.cast import lesson
from tests.exchange.bringing import bring

PROJECT = {
    "project_format_version": "7.0",
    "project_name": "Two codes",
    "behaviors_conf": {"0": {"code": "a", "type": "Point event"}},
    "observations": {"o": {"type": "LIVE", "events": [[1.0, "", "a", "", ""]]}},
}


def boris(**changed):
    return json.dumps(deepcopy(PROJECT) | changed)


def of_media(**more):
    return boris(observations={"o": {"type": "MEDIA", "events": [[1.0, "", "a", "", ""]], **more}})


@pytest.mark.parametrize(
    "body",
    [boris(project_format_version="²"), boris(project_format_version="7²"), boris(project_format_version="٧")],
)
def test_a_version_of_odd_digits_is_none(partners, people, signed_in, body):
    answer = bring(signed_in(people.dana), partners, "x.boris", body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/import-unreadable")


def test_a_media_file_that_is_no_name_says_nothing_about_the_length(partners, people, signed_in):
    body = of_media(file={"1": [["x"], {"y": 1}, None]}, media_info={"length": {"x": 9}})
    assert bring(signed_in(people.dana), partners, "x.boris", body).status_code == 202


@pytest.mark.parametrize("begun_at", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z"])
def test_a_lesson_of_another_age_is_refused_at_its_field(partners, people, signed_in, begun_at):
    answer = bring(signed_in(people.dana), partners, "x.boris", boris(), begun_at=begun_at)
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/begun_at")


@pytest.mark.both_databases
def test_a_file_is_kept_by_a_name_that_can_be_kept(partners, people, signed_in, agreed_form):
    file = (b"a\x00b\x1b[2J\xc2\x9bc.boris").decode()
    answer = bring(signed_in(people.dana), partners, file, boris())
    assert answer.status_code == 202
    shown = signed_in(people.dana, browser=True).get(f"{partners.page}/imports").text
    assert not {"\x00", "\x1b", "\x9b"} & set(shown)


def test_all_observations_together_are_as_many_as_can_be_read_while_others_wait(partners, people, signed_in):
    many = {"type": "LIVE", "events": [[1, "", "a", "", ""]] * (MOST_EVENTS_IN_ALL // 4)}
    body = boris(observations={f"o{n}": many for n in range(5)})
    answer = bring(signed_in(people.dana), partners, "x.boris", body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/import-unreadable")


def test_what_waits_is_no_more_than_an_agreement_can_take_in_at_once(partners, people, signed_in, monkeypatch):
    """Whoever agrees to the form waits until all of it is there, and so does everybody else's writing."""
    monkeypatch.setattr(imports, "MOST_ENTRIES_WAITING", 5)
    dana = signed_in(people.dana)
    assert bring(dana, partners, "1.boris", boris(project_name="One")).status_code == 202
    answer = bring(dana, partners, "2.boris", boris(project_name="Another"))
    assert answer.json()["type"] == "/problems/too-many-waiting"


def test_a_file_says_who_it_is_by_in_vain(partners, people, signed_in, agreed_form):
    """Author, device and order are the server's, not the file's."""
    theirs = {"author": people.marcus.id, "device": "tablet", "seq": 500, "received_at": "2001-01-01T00:00:00Z"}
    said = {"format": "alongside-visit", "version": 1, "visit": {"id": "x", "partnership_id": "y"}}
    form = {"title": "Praise and questions", "measures": agreed_form.measures}
    body = json.dumps(said | {"form": form, "entries": [each | theirs for each in lesson()]})
    dana = signed_in(people.dana)
    answer = bring(dana, partners, "visit.json", body)
    assert answer.status_code == 201, answer.text
    made = answer.json()["visits"][0]
    assert made["partnership_id"] == partners.id
    entries = dana.get(f"{partners.api}/visits/{made['id']}/entries").json()["entries"]
    assert {(each["author"], each["device"]) for each in entries} == {(people.dana.id, "import")}
    assert [each["seq"] for each in entries] == list(range(1, len(entries) + 1))
