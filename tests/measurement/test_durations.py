"""Durations of states."""

from app.measurement.durations import bouts
from app.measurement.recording import read
from app.measurement.summary import summarise
from tests.measurement.lesson import MINUTE, TALK, WHO_TALKS, Lesson


def options(lesson: Lesson, measure=TALK):
    return {option["key"]: option for option in summarise([measure], lesson.entries)["measures"][0]["options"]}


def spans(lesson: Lesson, measure=WHO_TALKS):
    return [(bout.option, bout.from_ms, bout.to_ms) for bout in bouts(measure, read(lesson.entries))]


def test_the_worked_example_of_boris():
    lesson = Lesson().lasting(1)
    lesson.states("talk", (3300, 7750), (9900, 16200), (18350, 24475))
    assert options(lesson) == {
        "talk": {
            "key": "talk",
            "total_ms": 16875,
            "share": 16875 / MINUTE,
            "bouts": 3,
            "mean_ms": 5625,
            "sd_ms": 1021,
            "longest_ms": 6300,
            "mean_gap_ms": 2150,
        }
    }


def test_starting_one_state_of_an_exclusive_group_stops_the_other_at_the_same_instant():
    lesson = Lesson().lasting(1)
    lesson.add("start", 0, measure="who_talks", option="teacher")
    lesson.add("start", 10_000, measure="who_talks", option="student")
    lesson.add("stop", 25_000, measure="who_talks", option="student")
    assert spans(lesson) == [("teacher", 0, 10_000), ("student", 10_000, 25_000)]


def test_an_explicit_stop_beside_the_start_changes_nothing():
    lesson = Lesson().lasting(1)
    lesson.add("start", 0, measure="who_talks", option="teacher")
    lesson.add("start", 10_000, measure="who_talks", option="student")
    lesson.add("stop", 10_000, measure="who_talks", option="teacher")
    lesson.add("stop", 25_000, measure="who_talks", option="student")
    assert spans(lesson) == [("teacher", 0, 10_000), ("student", 10_000, 25_000)]


def test_states_that_are_not_exclusive_overlap():
    both = {**WHO_TALKS, "exclusive": False}
    lesson = Lesson().lasting(1)
    lesson.add("start", 0, measure="who_talks", option="teacher")
    lesson.add("start", 10_000, measure="who_talks", option="student")
    lesson.add("stop", 30_000, measure="who_talks")
    assert spans(lesson, both) == [("teacher", 0, 30_000), ("student", 10_000, 30_000)]


def test_a_state_still_on_at_the_end_is_closed_there():
    lesson = Lesson().lasting(1)
    lesson.add("start", 45_000, measure="talk")
    assert options(lesson)["talk"]["total_ms"] == 15_000


def test_starting_what_is_on_and_stopping_what_is_off_say_nothing():
    lesson = Lesson().lasting(1)
    for kind, at_ms in (("stop", 1000), ("start", 5000), ("start", 7000), ("stop", 9000), ("stop", 11_000)):
        lesson.add(kind, at_ms, measure="talk")
    assert (options(lesson)["talk"]["total_ms"], options(lesson)["talk"]["bouts"]) == (4000, 1)


def test_a_pause_and_what_could_not_be_seen_do_not_count_into_a_bout_nor_end_it():
    lesson = Lesson().lasting(1)
    lesson.states("talk", (0, 40_000))
    lesson.add("pause", 10_000)
    lesson.add("resume", 20_000)
    lesson.add("unseen", 30_000, measure="talk")
    lesson.add("seen", 35_000, measure="talk")
    talk = options(lesson)["talk"]
    assert (talk["total_ms"], talk["bouts"], talk["share"]) == (25_000, 1, 25 / 45)


def test_a_bout_of_which_nothing_was_observed_is_none():
    lesson = Lesson().lasting(1)
    lesson.add("pause", 10_000)
    lesson.states("talk", (12_000, 18_000))
    lesson.add("resume", 20_000)
    assert options(lesson)["talk"]["bouts"] == 0


def test_gaps_leave_pauses_out():
    lesson = Lesson().lasting(1)
    lesson.states("talk", (0, 10_000), (30_000, 40_000))
    lesson.add("pause", 15_000)
    lesson.add("resume", 25_000)
    assert options(lesson)["talk"]["mean_gap_ms"] == 10_000


def test_what_lies_outside_the_visit_is_cut_off():
    lesson = Lesson()
    lesson.add("begin", 10_000)
    lesson.add("end", 20_000)
    lesson.states("talk", (5000, 12_000), (18_000, 30_000), (40_000, 50_000))
    assert spans(lesson, TALK) == [("talk", 10_000, 12_000), ("talk", 18_000, 20_000)]


def test_what_is_undefined_is_none():
    empty = options(Lesson().lasting(1))["talk"]
    assert (empty["total_ms"], empty["bouts"], empty["share"]) == (0, 0, 0)
    assert [empty[key] for key in ("mean_ms", "sd_ms", "longest_ms", "mean_gap_ms")] == [None] * 4
    assert options(Lesson())["talk"]["share"] is None
    once = Lesson().lasting(1)
    once.states("talk", (0, 10_000))
    assert (options(once)["talk"]["sd_ms"], options(once)["talk"]["mean_gap_ms"]) == (None, None)


def test_a_fill_plus_lesson_gives_the_percentages_worked_out_by_hand():
    """Ten minutes: 4:00 of presenting, 1:30 of a question, 0:30 waiting, 3:00 of group work, 1:00 of feedback."""
    codes = ["ad", "lt", "lq", "lr", "sq", "sr", "cq", "st", "sd", "fb"]
    fill = {"key": "fill", "kind": "duration", "exclusive": True, "options": [{"key": key} for key in codes]}
    lesson = Lesson().lasting(10)
    for minute, code in ((0, "lt"), (3, "lq"), (4.5, "st"), (5, "sd"), (8, "fb"), (9, "lt")):
        lesson.add("start", int(minute * MINUTE), measure="fill", option=code)
    shares = {key: option["share"] for key, option in options(lesson, fill).items() if option["bouts"]}
    assert shares == {"lt": 0.4, "lq": 0.15, "st": 0.05, "sd": 0.3, "fb": 0.1}
