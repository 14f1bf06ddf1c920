"""A visit as a BORIS project: what BORIS adds up from it is what we counted. `make interop` asks BORIS itself."""

import json
from collections import Counter

from tests.cast import entry, lesson
from tests.exchange.boris_reading import lengths, numbers


def project(client, visit):
    answer = client.get(f"{visit.api}/export.boris")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith('.boris"')
    return json.loads(answer.content.decode("ascii"))


def only(project):
    (observation,) = project["observations"].values()
    return observation


def test_it_is_one_live_observation_of_one_subject_in_format_7(full, people, signed_in):
    told = project(signed_in(people.dana), full)
    assert told["project_format_version"] == "7.0"
    assert [subject["name"] for subject in told["subjects_conf"].values()] == ["Lesson"]
    assert only(told)["type"] == "LIVE"
    assert {event[1] for event in only(told)["events"]} == {"Lesson"}
    assert only(told)["observation time interval"] == [0, 600.123]


def test_behaviours_are_the_measures_and_their_options(visit, people, signed_in):
    visit.record(*lesson())
    told = project(signed_in(people.dana), visit)
    assert {each["code"]: each["type"] for each in told["behaviors_conf"].values()} == {
        "praise:specific": "Point event",
        "praise:general": "Point event",
        "redirection": "Point event",
        "talk:teacher": "State event",
        "talk:student": "State event",
        "on_task": "Point event",
    }
    excluded = {each["code"]: each["excluded"] for each in told["behaviors_conf"].values()}
    assert (excluded["talk:teacher"], excluded["praise:general"]) == ("talk:student", "")


def test_numbers_and_lengths_are_those_of_the_summary(full, people, signed_in):
    dana = signed_in(people.dana)
    told, events = dana.get(f"{full.api}/summary").json(), only(project(dana, full))["events"]
    measures = {measure["key"]: measure for measure in told["measures"]}
    n, ms = numbers(events), lengths(events)
    for key in ("praise", "redirection"):
        for option in measures[key]["options"]:
            assert n[key if option["key"] == key else f"{key}:{option['key']}"] == option["total"]
    for key in ("talk", "music"):
        for option in measures[key]["options"]:
            assert ms[key if option["key"] == key else f"{key}:{option['key']}"] == option["total_ms"]
    assert ms["wait"] == sum(measures["wait"]["values_ms"])
    assert n["wait:missed"] == measures["wait"]["missed"]
    assert n["on_task"] == measures["on_task"]["taken"]
    assert n["doing"] == measures["doing"]["scored"]
    assert [n[f"doing:{code['key']}"] for code in measures["doing"]["codes"]] == [
        code["intervals"] for code in measures["doing"]["codes"]
    ]
    assert n["flow:a"] + n["flow:b"] == measures["flow"]["total"]


def test_modifiers_say_what_a_number_is_of(full, people, signed_in):
    events = only(project(signed_in(people.dana), full))["events"]
    modifiers = Counter((code, modifier) for _at, _who, code, modifier, _comment in events)
    assert modifiers["on_task", "19|24"] == 1
    assert modifiers["flow:a", "5"] == 2
    assert modifiers["flow:b", "None"] == 1
    assert modifiers["steps:a", "seen"] == 1
    assert modifiers["doing:b", "5"] == 1


def test_every_behaviour_is_in_the_ethogram_and_every_state_is_paired(full, people, signed_in):
    told = project(signed_in(people.dana), full)
    codes = {each["code"]: each["type"] for each in told["behaviors_conf"].values()}
    used = Counter(event[2] for event in only(told)["events"])
    assert used.keys() <= codes.keys()
    assert not any(count % 2 for code, count in used.items() if codes[code] == "State event")


def test_a_visit_under_way_is_coded_up_to_its_last_moment(visit, people, signed_in):
    visit.record(entry("begin", 0), entry("start", 1_000, n=2, measure="talk", option="teacher"))
    visit.record(entry("mark", 9_000, n=3, measure="redirection"))
    assert lengths(only(project(signed_in(people.dana), visit))["events"])["talk:teacher"] == 8_000


def test_nobody_elses_drafts(visit, people, signed_in):
    draft = entry("draft", n=2, prompt="What do you notice?", text="mine alone")
    visit.record(entry("begin", 0), draft, by=people.dana)
    assert "mine alone" not in signed_in(people.marcus).get(f"{visit.api}/export.boris").text
