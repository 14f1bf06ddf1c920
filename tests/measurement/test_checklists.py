"""Steps of a practice."""

from app.measurement.summary import summarise
from tests.measurement.lesson import STEPS, Lesson


def check(lesson: Lesson, *values: tuple[str, str]):
    for at_ms, (option, value) in enumerate(values):
        lesson.add("check", at_ms, measure="steps", option=option, value=value)
    summary = summarise([STEPS], lesson.entries)["measures"][0]
    return {step["key"]: step["value"] for step in summary["steps"]}, summary["seen"], summary["could_be_seen"]


def test_seen_is_of_those_that_could_be_seen():
    steps, seen, could = check(Lesson().lasting(1), ("model", "seen"), ("guide", "not_seen"), ("check", "no_chance"))
    assert steps == {"model": "seen", "guide": "not_seen", "check": "no_chance"}
    assert (seen, could) == (1, 2)


def test_a_step_about_which_nothing_was_recorded_says_neither():
    assert check(Lesson().lasting(1), ("model", "seen")) == ({"model": "seen", "guide": None, "check": None}, 1, 1)


def test_the_latest_value_of_a_step_holds():
    _, seen, could = check(Lesson().lasting(1), ("model", "not_seen"), ("model", "seen"))
    assert (seen, could) == (1, 1)


def test_without_options_the_measure_is_the_step():
    lesson = Lesson().lasting(1)
    lesson.add("check", 0, measure="greeting", value="seen")
    summary = summarise([{"key": "greeting", "kind": "checklist"}], lesson.entries)["measures"][0]
    assert summary["steps"] == [{"key": "greeting", "value": "seen"}]
