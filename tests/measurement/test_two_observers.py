"""Two observers of one lesson, measure by measure."""

import pytest

from app.measurement.agreement import clock_offset_ms, for_measure
from tests.measurement.lesson import (
    CODES,
    MINUTE,
    ON_TASK,
    PRAISE,
    REDIRECTION,
    SEATS,
    STEPS,
    TALK,
    WAIT_TIME,
    WHO_TALKS,
    Lesson,
)


def two_lessons(minutes: float = 10) -> tuple[Lesson, Lesson]:
    return Lesson().lasting(minutes), Lesson().lasting(minutes)


def compare(measure, lessons: tuple[Lesson, Lesson], **how):
    return for_measure(measure, lessons[0].entries, lessons[1].entries, **how)


def test_reed_and_azulays_intervals_come_out_of_two_logs():
    lessons = a, b = two_lessons(15)
    for minute in (0, 1, 2, 3, 3.5):
        a.mark(int(minute * MINUTE), "redirection", None)
    for minute in (3, 14, 14.2, 14.4, 14.6):
        b.mark(int(minute * MINUTE), "redirection", None)
    found = compare(REDIRECTION, lessons, window_ms=MINUTE)
    assert (found["windows"], found["a"], found["b"], found["total_count"]) == (15, 5, 5, 1)
    assert found["mean_count_per_interval"] == pytest.approx(10.5 / 15)
    assert found["exact_count_per_interval"] == pytest.approx(10 / 15)
    assert found["table"] == [[1, 3], [1, 10]]
    assert (found["scored_interval"], found["unscored_interval"]) == (1 / 5, 10 / 14)


def test_marks_match_in_time_and_the_others_are_named():
    lessons = a, b = two_lessons()
    for at_ms in (1000, 50_000, 90_000):
        a.mark(at_ms)
    for at_ms in (2500, 91_000, 300_000):
        b.mark(at_ms)
    found = compare(PRAISE, lessons)
    assert (found["matched"], found["within_tolerance"]) == (2, 0.5)
    assert (found["only_a_ms"], found["only_b_ms"]) == ([50_000], [300_000])


def test_of_marks_that_match_the_options_are_compared_in_a_table():
    lessons = a, b = two_lessons()
    options = [("specific", "specific"), ("specific", "specific"), ("general", "general"), ("general", "specific")]
    for second, (of_a, of_b) in enumerate(options):
        a.mark(second * 10_000, option=of_a)
        b.mark(second * 10_000 + 500, option=of_b)
    same = compare(PRAISE, lessons)["same_option"]
    assert same["keys"] == ["specific", "general"]
    assert (same["n"], same["table"]) == (4, [[2, 0], [1, 1]])
    assert same["cohens_kappa"] == pytest.approx(0.5)
    by_option = {option["key"]: option for option in compare(PRAISE, lessons)["options"]}
    assert (by_option["specific"]["a"], by_option["specific"]["b"]) == (2, 3)
    assert by_option["specific"]["total_count"] == pytest.approx(2 / 3)


def test_only_the_time_in_which_both_were_observing_counts():
    lessons = a, b = two_lessons()
    a.add("pause", 2 * MINUTE)
    a.add("resume", 4 * MINUTE)
    b.add("unseen", 5 * MINUTE, measure="redirection")
    b.add("seen", 6 * MINUTE, measure="redirection")
    for minute in (1, 3, 5.5, 7):
        for lesson in lessons:
            lesson.mark(int(minute * MINUTE), "redirection", None)
    found = compare(REDIRECTION, lessons)
    assert (found["shared_ms"], found["windows"]) == (7 * MINUTE, 42)
    assert (found["a"], found["b"]) == (2, 2)


def test_a_trailing_part_of_a_window_is_dropped():
    assert compare(REDIRECTION, two_lessons(1.1), window_ms=MINUTE)["windows"] == 1


def test_clocks_that_were_not_begun_together_are_brought_together():
    a, b = Lesson(), Lesson()
    a.add("begin", 0, noted_at="2026-11-19T10:05:00.000+01:00")
    b.add("begin", 0, noted_at="2026-11-19T09:05:30.500Z")
    for lesson, at_ms in ((a, 60_000), (b, 29_500)):
        lesson.mark(at_ms, "redirection", None)
        lesson.add("end", 5 * MINUTE)
    offset_ms = clock_offset_ms(a.entries, b.entries)
    found = compare(REDIRECTION, (a, b), offset_ms=offset_ms)
    assert (offset_ms, found["matched"], found["shared_ms"]) == (30_500, 1, 5 * MINUTE - 30_500)
    assert clock_offset_ms(a.entries, []) == 0


def test_the_wall_clock_of_what_was_typed_in_afterwards_says_nothing_about_the_lesson():
    def recorded(begun, ended):
        times = (("begin", 0, begun), ("end", 40 * MINUTE, ended))
        return [
            {"id": kind, "kind": kind, "at_ms": at, "noted_at": f"2026-11-19T{noted}Z"} for kind, at, noted in times
        ]

    live, typed = recorded("10:00:00", "10:40:02"), recorded("10:00:30", "10:00:31")
    assert clock_offset_ms(live, recorded("10:00:30", "10:40:31")) == 30_000
    assert clock_offset_ms(live, typed) == clock_offset_ms(typed, live) == 0


def test_nothing_counted_is_undefined():
    found = compare(PRAISE, two_lessons())
    assert (found["a"], found["b"], found["windows"]) == (0, 0, 60)
    for undefined in ("total_count", "scored_interval", "within_tolerance", "cohens_kappa", "krippendorffs_alpha"):
        assert found[undefined] is None


def test_no_shared_time_leaves_everything_undefined():
    found = compare(REDIRECTION, (Lesson().lasting(10), Lesson()))
    assert (found["shared_ms"], found["mean_count_per_interval"], found["cohens_kappa"]) == (0, None, None)


def test_durations_agree_in_total_by_bout_and_moment():
    lessons = a, b = two_lessons(1)
    a.states("talk", (0, 20_000), (40_000, 50_000))
    b.states("talk", (0, 15_000), (40_000, 50_000), (52_000, 57_000))
    (talk,) = compare(TALK, lessons)["options"]
    assert talk["a"] == {"total_ms": 30_000, "bouts": 2}
    assert talk["duration"] == 1
    assert talk["mean_per_occurrence"] == pytest.approx((0.75 + 1 + 0) / 3)
    assert talk["table"] == [[3, 0], [0, 3]]
    assert (talk["interval_by_interval"], talk["cohens_kappa"]) == (1, 1)


def test_exclusive_states_have_one_table_with_none_as_a_state():
    lessons = a, b = two_lessons(1)
    a.states("who_talks", (0, 30_000), option="teacher")
    b.states("who_talks", (0, 20_000), option="teacher")
    b.states("who_talks", (20_000, 40_000), option="student")
    states = compare(WHO_TALKS, lessons)["states"]
    assert (states["n"], states["keys"]) == (6, ["teacher", "student", "nobody", ""])
    assert states["table"] == [[2, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 1, 0, 2]]
    assert compare(TALK, lessons)["states"] is None


def test_latencies_are_compared_where_cues_match_and_both_saw_an_answer():
    lessons = a, b = two_lessons()
    for lesson, taps in (
        (a, [("cue", 1000), ("response", 3000), ("cue", 60_000), ("response", 64_000), ("cue", 90_000)]),
        (b, [("cue", 1200), ("response", 3200), ("cue", 60_500), ("response", 63_500), ("cue", 90_000)]),
    ):
        for kind, at_ms in taps:
            lesson.add(kind, at_ms, measure="wait")
    found = compare(WAIT_TIME, lessons)
    assert (found["within_tolerance"], found["n"]) == (1, 2)
    assert found["pairs_ms"] == [[2000, 2000], [4000, 3000]]
    assert found["mean_per_occurrence"] == 0.875


def test_sweeps_are_compared_cue_by_cue():
    lessons = a, b = two_lessons(20)
    for lesson, values in ((a, [(5, 20), (10, 18), (15, 22)]), (b, [(5.2, 20), (10.1, 24)])):
        for minute, value in values:
            lesson.add("sweep", int(minute * MINUTE), measure="on_task", value=value, out_of=24)
    found = compare(ON_TASK, lessons)
    assert (found["n"], found["only_a_ms"], found["only_b_ms"]) == (2, [15 * MINUTE], [])
    assert (found["exact_count_per_interval"], found["mean_count_per_interval"]) == (0.5, 0.875)
    assert found["pairs"][0]["a"] == {"at_ms": 5 * MINUTE, "value": 20, "out_of": 24}


def test_intervals_are_compared_code_by_code_over_those_that_both_scored():
    lessons = a, b = two_lessons()
    for lesson, scores in (
        (a, {0: ["lec"], 1: ["lec", "pq"], 2: [], 3: ["mg"]}),
        (b, {0: ["lec"], 1: ["pq"], 2: [], 4: ["mg"]}),
    ):
        for k, codes in scores.items():
            lesson.add("interval", k * 2 * MINUTE, measure="codes", k=k, codes=codes)
    found = compare(CODES, lessons)
    by_code = {code["key"]: code for code in found["codes"]}
    assert (found["n"], found["categories"]) == (3, None)
    assert by_code["lec"]["table"] == [[1, 1], [0, 1]]
    assert by_code["lec"]["scored_interval"] == 0.5
    assert (by_code["pq"]["cohens_kappa"], by_code["mg"]["cohens_kappa"]) == (1, None)


def test_intervals_with_one_code_have_one_table_and_move_with_the_clocks():
    lessons = a, b = two_lessons()
    for lesson, first in ((a, 1), (b, 0)):
        for k, code in enumerate(["lec", "pq", ""]):
            lesson.add("interval", 0, measure="codes", k=k + first, codes=[code] if code else [])
    found = compare({**CODES, "several": False}, lessons, offset_ms=2 * MINUTE)
    assert found["categories"]["table"] == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]]
    assert (found["categories"]["cohens_kappa"], found["categories"]["krippendorffs_alpha"]) == (1, 1)


def test_checklists_are_compared_step_by_step():
    lessons = a, b = two_lessons()
    for lesson, values in ((a, ["seen", "not_seen", "no_chance"]), (b, ["seen", "seen"])):
        for option, value in zip(("model", "guide", "check"), values, strict=False):
            lesson.add("check", 1000, measure="steps", option=option, value=value)
    found = compare(STEPS, lessons)
    assert (found["n"], found["interval_by_interval"]) == (2, 0.5)
    assert found["table"] == [[1, 0, 0], [1, 0, 0], [0, 0, 0]]


def test_seats_are_compared_seat_by_seat():
    lessons = a, b = two_lessons()
    for lesson, seats in ((a, [1, 1, 2]), (b, [1, 3])):
        for second, seat in enumerate(seats):
            lesson.mark(second * 20_000, "seats", "asks", seat=seat)
    found = compare(SEATS, lessons)
    assert found["seats"] == [{"seat": 1, "a": 2, "b": 1}, {"seat": 2, "a": 1, "b": 0}, {"seat": 3, "a": 0, "b": 1}]
    assert found["reached"] == pytest.approx(1 / 3)
    assert found["mean_count_per_seat"] == pytest.approx(0.5 / 3)


def test_a_window_has_some_length():
    with pytest.raises(ValueError, match="window"):
        compare(PRAISE, two_lessons(), window_ms=0)
