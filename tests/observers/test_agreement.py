"""How far two records agree, through the API, against numbers worked out by hand."""

import pytest

from app.clock import new_id
from tests.cast import add_form, entry

pytestmark = pytest.mark.both_databases
MINUTE = 60_000


@pytest.fixture
def recorded(visit, programs, send):
    """A second visit of the same partnership, by the same form, recorded by Dana herself; and how to record either."""
    address = f"{visit.partners.api}/visits/{new_id()}"
    programs.dana.put(address, json={"form_id": visit.form.id, "form_version": 1})

    def record(a, b, minutes=15):
        for program, where, story in ((programs.marcus, visit.api, a), (programs.dana, address, b)):
            told = [("begin", 0, {}), *story, ("end", minutes * MINUTE, {})]
            send(program, where, *[entry(kind, int(at), n, **fields) for n, (kind, at, fields) in enumerate(told, 1)])
        return f"{visit.api}/observer-agreement?with={address.rpartition('/')[2]}"

    return record


def redirections(*minutes):
    return [("mark", minute * MINUTE, {"measure": "redirection"}) for minute in minutes]


def measure(said, key):
    return next(each for each in said["measures"] if each["key"] == key)


def test_reed_and_azulays_fifteen_minutes(recorded, programs):
    """O1 = 1,1,1,2 then eleven 0; O2 = 0,0,0,1, then ten 0, then 4."""
    address = recorded(redirections(0.2, 1.2, 2.2, 3.2, 3.5), redirections(3.2, 14.1, 14.3, 14.5, 14.7))
    said = programs.marcus.get(f"{address}&window_ms=60000&tolerance_ms=2000").json()
    found = measure(said, "redirection")
    assert (said["window_ms"], said["tolerance_ms"], said["shared_ms"]) == (60_000, 2_000, 15 * MINUTE)
    assert (found["n"], found["a"], found["b"], found["total_count"]) == (15, 5, 5, 1)
    assert found["mean_count_per_interval"] == pytest.approx(10.5 / 15)
    assert found["exact_count_per_interval"] == pytest.approx(10 / 15)
    assert found["interval_by_interval"] == pytest.approx(11 / 15)
    assert (found["scored_interval"], found["unscored_interval"]) == (pytest.approx(1 / 5), pytest.approx(10 / 14))
    assert found["table"] == [[1, 3], [1, 10]]
    observed, by_chance = 11 / 15, (4 * 2 + 11 * 13) / 225
    assert found["cohens_kappa"] == pytest.approx((observed - by_chance) / (1 - by_chance))
    assert found["within_tolerance"] == pytest.approx(1 / 9)
    assert [place["at_ms"] for place in found["disagreements"]][:3] == [12_000, 72_000, 132_000]
    assert len(found["disagreements"]) == 8


def test_the_windows_are_ten_seconds_and_the_tolerance_two_unless_asked(recorded, programs):
    said = programs.dana.get(recorded(redirections(1), redirections(1 + 1.9 / 60), minutes=10)).json()
    assert (said["window_ms"], said["tolerance_ms"]) == (10_000, 2_000)
    found = measure(said, "redirection")
    assert (found["windows"], found["within_tolerance"], found["disagreements"]) == (60, 1, [])


def test_what_is_undefined_is_null_and_never_a_number(recorded, programs):
    said = programs.marcus.get(recorded([], [])).json()
    found = measure(said, "praise")
    for name in ("total_count", "scored_interval", "within_tolerance", "cohens_kappa", "krippendorffs_alpha"):
        assert found[name] is None, name
    assert (found["unscored_interval"], found["table"]) == (1, [[0, 0], [0, 90]])
    talk = measure(said, "talk")["options"][0]
    assert (talk["duration"], talk["mean_per_occurrence"], talk["cohens_kappa"]) == (None, None, None)


def test_durations_sweeps_and_options(recorded, programs):
    def talk(*turns):
        return [
            (kind, at, {"measure": "talk", "option": "teacher"})
            for kind, at in zip(("start", "stop") * 2, turns, strict=True)
        ]

    sweep = {"measure": "on_task", "out_of": 24}
    praise = [("mark", MINUTE, {"measure": "praise", "option": option}) for option in ("specific", "general")]
    a = [*talk(0, 20_000, 60_000, 70_000), ("sweep", 5 * MINUTE, sweep | {"value": 20}), praise[0]]
    b = [*talk(0, 15_000, 60_000, 70_000), ("sweep", 5.1 * MINUTE, sweep | {"value": 15}), praise[1]]
    said = programs.marcus.get(recorded(a, b)).json()
    teacher = measure(said, "talk")["options"][0]
    assert teacher["duration"] == pytest.approx(25 / 30)
    assert teacher["mean_per_occurrence"] == pytest.approx((15 / 20 + 1) / 2)
    on_task = measure(said, "on_task")
    assert (on_task["n"], on_task["mean_count_per_interval"], on_task["exact_count_per_interval"]) == (1, 0.75, 0)
    same = measure(said, "praise")["same_option"]
    assert (same["n"], same["table"]) == (1, [[0, 1], [0, 0]])
    (place,) = measure(said, "praise")["disagreements"]
    assert (place["a"], place["b"]) == ({"option": "specific"}, {"option": "general"})


def test_the_companion_is_found_without_being_named(looked, programs):
    named = programs.dana.get(f"{looked.visit.api}/observer-agreement?with={looked.record_id}").json()
    assert programs.dana.get(f"{looked.visit.api}/observer-agreement").json() == named
    assert [place["at_ms"] for place in measure(named, "redirection")["disagreements"]] == [480_000]
    (praise,) = measure(named, "praise")["disagreements"]
    assert (praise["a"], praise["b"]) == ({"option": "specific"}, {"option": "general"})
    theirs = programs.alma.get(f"{looked.record}/observer-agreement").json()
    assert measure(named, "redirection")["table"] == [[1, 1], [0, 58]]
    assert measure(theirs, "redirection")["table"] == [[1, 0], [1, 58]]
    assert measure(theirs, "praise")["disagreements"][0]["b"] == {"option": "specific"}


def test_different_forms_are_not_compared(visit, programs):
    other = f"{visit.partners.api}/visits/{new_id()}"
    programs.marcus.put(other, json={"form_id": add_form(visit.partners).id, "form_version": 1})
    answer = programs.marcus.get(f"{visit.api}/observer-agreement?with={other.rpartition('/')[2]}")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/different-forms")


def test_before_both_have_ended_there_is_nothing_to_compare(visit, programs, send):
    other = f"{visit.partners.api}/visits/{new_id()}"
    programs.marcus.put(other, json={"form_id": visit.form.id, "form_version": 1})
    send(programs.marcus, visit.api, entry("begin", 0), entry("end", 60_000, 2))
    send(programs.marcus, other, entry("begin", 0))
    answer = programs.marcus.get(f"{visit.api}/observer-agreement?with={other.rpartition('/')[2]}")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/blind-until-both-ended")


@pytest.mark.parametrize(
    ("query", "status", "pointer"),
    [
        ("window_ms=0", 422, "/window_ms"),
        ("window_ms=999", 422, "/window_ms"),
        ("window_ms=3600001", 422, "/window_ms"),
        ("window_ms=ten", 422, "/window_ms"),
        ("tolerance_ms=-1", 422, "/tolerance_ms"),
        ("tolerance_ms=60001", 422, "/tolerance_ms"),
        ("tolerance_ms=nan", 422, "/tolerance_ms"),
        ("with=", 422, "/with"),
        ("with=nowhere", 404, None),
        ("with=" + "x" * 37, 422, "/with"),
    ],
)
def test_what_is_asked_is_bounded(visit, programs, query, status, pointer):
    answer = programs.marcus.get(f"{visit.api}/observer-agreement?{query}")
    assert (answer.status_code, answer.json().get("pointer")) == (status, pointer)


def test_a_visit_is_not_compared_with_itself(visit, programs):
    answer = programs.marcus.get(f"{visit.api}/observer-agreement?with={visit.id}")
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/with")


def test_a_log_of_weeks_asks_for_longer_windows(recorded, programs):
    address = recorded(redirections(1), redirections(1), minutes=60 * 24 * 6)
    answer = programs.marcus.get(address)
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/window_ms")
    assert programs.marcus.get(f"{address}&window_ms=3600000").status_code == 200
