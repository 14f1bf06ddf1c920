"""Other people's BORIS projects: points become counts, states timers; subjects' names stay away; nothing by halves."""

import json

import pytest

from tests.exchange.bringing import agree, bring, numbers_of


def behaviour(code, kind="Point event", category="", excluded=""):
    return {
        "code": code,
        "type": kind,
        "key": "",
        "description": "",
        "category": category,
        "modifiers": {},
        "excluded": excluded,
    }


BEHAVIOURS = [
    behaviour("asks", category="Questions"),
    behaviour("answers", category="Questions"),
    behaviour("talks", "State event", "Who", "listens"),
    behaviour("listens", "State event", "Who", "talks"),
    behaviour("Läuft umher!"),
]
EVENTS = [
    [1.5, "Ben", "asks", "", ""],
    [2.0, "Ben", "talks", "", "to the class"],
    [10.25, "", "Läuft umher!", "a|b", ""],
    [12.0, "Ben", "talks", "", ""],
    [12.0, "Ben", "listens", "", ""],
    [30.0, "Ben", "listens", "", ""],
    [31.0, "Cem", "asks", "", ""],
]


def project(events=EVENTS, behaviours=BEHAVIOURS, version="7.0", **more):
    observation = {
        "type": "LIVE",
        "date": "2025-02-03T09:10:00",
        "events": events,
        "file": [],
        "description": "",
    } | more
    return {
        "project_format_version": version,
        "project_name": "Pilot",
        "behaviors_conf": {str(i): each for i, each in enumerate(behaviours)},
        "subjects_conf": {},
        "observations": {"first lesson": observation},
        "independent_variables": {},
    }


@pytest.fixture
def boris(partners, people, signed_in):
    marcus = signed_in(people.marcus)

    def brought(said):
        return bring(marcus, partners, "pilot.boris", json.dumps(said).encode())

    brought.client = marcus
    return brought


def test_a_project_becomes_a_form_and_its_observation_a_visit(boris, partners, people, signed_in):
    answer = boris(project())
    assert answer.status_code == 202, answer.text
    agree(signed_in(people.dana), partners, answer.json()["waiting_for_form"])
    (visit,) = boris.client.get(f"{partners.api}/visits").json()["visits"]
    assert (visit["imported_from"], visit["class_label"]) == ("boris", "first lesson")
    assert visit["planned_for"] == "2025-02-03T09:10:00.000Z"
    numbers = numbers_of(boris.client, partners, visit["id"])
    assert numbers["observed_ms"] == 31_000
    found = {m["key"]: {o["key"]: o.get("total", o.get("total_ms")) for o in m["options"]} for m in numbers["measures"]}
    assert found == {
        "questions": {"asks": 2, "answers": 0},
        "who": {"talks": 10_000, "listens": 18_000},
        "events": {"lauft_umher": 1},
    }


def test_the_second_project_goes_to_the_form_of_the_first(boris, partners, people, signed_in):
    form = boris(project()).json()["waiting_for_form"]
    agree(signed_in(people.dana), partners, form)
    answer = boris(project(events=EVENTS[:1]))
    assert (answer.status_code, answer.json()["visits"][0]["form_id"]) == (201, form["id"])


def test_names_and_modifiers_are_said_to_stay(boris, partners):
    answer = boris(
        project(independent_variables={"weather": "rain"}) | {"independent_variables": {"0": {"label": "weather"}}}
    )
    stays = " ".join(answer.json()["stays"])
    assert "2 subjects" in stays
    assert "modifier of one event" in stays
    assert "Independent variables" in stays
    assert "Ben" not in answer.text


def test_the_time_that_was_observed_is_boriss_own(boris, partners, people, signed_in):
    said = project()
    said["observations"]["first lesson"]["observation time interval"] = [0, 60]
    agree(signed_in(people.dana), partners, boris(said).json()["waiting_for_form"])
    (visit,) = boris.client.get(f"{partners.api}/visits").json()["visits"]
    assert numbers_of(boris.client, partners, visit["id"])["observed_ms"] == 60_000


def test_a_media_observation_lasts_as_long_as_its_files(boris, partners, people, signed_in):
    media = {
        "file": {"1": ["a.mp4", "b.mp4"]},
        "media_info": {"length": {"a.mp4": 40.0, "b.mp4": 20.5}},
        "type": "MEDIA",
    }
    answer = boris(project(**media))
    assert "Video and sound files" in answer.json()["stays"]
    agree(signed_in(people.dana), partners, answer.json()["waiting_for_form"])
    (visit,) = boris.client.get(f"{partners.api}/visits").json()["visits"]
    assert numbers_of(boris.client, partners, visit["id"])["observed_ms"] == 60_500


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (project(events=[[1, "", "sings", "", ""]]), "sings"),
        (project(events=EVENTS[:2]), "never stopped"),
        (project(events=[[1, "Ben", "talks", "", ""], [2, "Cem", "talks", "", ""]]), "two subjects"),
        (project(events=[["soon", "", "asks", "", ""]]), "Event 1"),
        (project(events=[[1]]), "Event 1"),
        (project(events=[[float("nan"), "", "asks", "", ""]]), "Event 1"),
        (project(type="IMAGES"), "live and media"),
        (project(version="99"), "formats 4 to 7"),
        (project(behaviours=[behaviour(f"b{i}") for i in range(41)]), "At most 40"),
        (project() | {"observations": {}}, "no observation"),
        (project() | {"observations": []}, "no BORIS project"),
        (project() | {"observations": {"a": 5}}, "list of"),
        (project() | {"behaviors_conf": {"0": {"code": ""}}}, "no code"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_taken_in(boris, partners, said, says):
    answer = boris(said)
    assert answer.status_code == 422, answer.text
    assert says in " ".join(f"{fault['place']} {fault['says']}" for fault in answer.json()["faults"])
    assert boris.client.get(f"{partners.api}/forms").json()["forms"] == []


def test_an_own_project_that_was_changed_in_boris_is_read_as_it_is_now(full, boris, partners):
    said = boris.client.get(f"{full.api}/export.boris").json()
    (observation,) = said["observations"].values()
    observation["events"].append([599.0, "Lesson", "redirection", "", ""])
    answer = boris(said)
    assert answer.status_code == 201, answer.text
    numbers = numbers_of(boris.client, partners, answer.json()["visits"][0]["id"])
    before = numbers_of(boris.client, partners, full.id)
    assert numbers["measures"][1]["total"] == before["measures"][1]["total"] + 1


@pytest.mark.parametrize(
    ("event", "says"),
    [
        ([5, "Lesson", "sings", "", ""], "not on the form"),
        ([5, "Lesson", "music", "", ""], "never stopped"),
        ([5, "Lesson", "on_task", "many", ""], "modifiers"),
        ([5, "Lesson", "praise:c", "", ""], "option"),
        ([5, "Lesson", "flow:a", "999", ""], "seat"),
    ],
)
def test_an_own_project_that_fits_no_more_is_refused(full, boris, event, says):
    said = boris.client.get(f"{full.api}/export.boris").json()
    (observation,) = said["observations"].values()
    observation["events"].append(event)
    answer = boris(said)
    assert answer.status_code == 422, answer.text
    assert says in " ".join(fault["says"] for fault in answer.json()["faults"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda own: own.update(measures=[{"key": "m", "kind": ["count"]}]), "kind"),
        (lambda own: own.update(measures=5), "list"),
        (lambda own: own.update(until_ms=10**30), "(end)"),
        (lambda own: own.update(from_ms="0"), "broken"),
        (lambda own: own.update(context=[{"kind": [], "at_ms": 5}]), "is broken"),
    ],
)
def test_what_we_wrote_into_it_may_be_broken(full, boris, change, says):
    said = boris.client.get(f"{full.api}/export.boris").json()
    change(said["alongside"])
    answer = boris(said)
    assert answer.status_code == 422, answer.text
    assert says in " ".join(f"{fault['place']} {fault['says']}" for fault in answer.json()["faults"])


def test_half_a_character_is_told_without_it(boris):
    answer = boris(project(events=[[1, "", "\ud800", "", ""]]))
    assert (answer.status_code, "?" in answer.json()["faults"][0]["says"]) == (422, True)
