"""Sweeps of the room every few minutes."""

from app.measurement.summary import summarise
from tests.measurement.lesson import MINUTE, ON_TASK, Lesson


def sweep(lesson: Lesson, *taken: tuple[float, int, int]):
    for minute, value, out_of in taken:
        lesson.add("sweep", int(minute * MINUTE), measure="on_task", value=value, out_of=out_of)
    return summarise([ON_TASK], lesson.entries)["measures"][0]


def test_the_share_is_of_the_sums_not_the_mean_of_percentages():
    on_task = sweep(Lesson().lasting(15), (5, 12, 24), (10, 6, 6))
    assert (on_task["taken"], on_task["value"], on_task["out_of"]) == (2, 18, 30)
    assert on_task["share"] == 0.6
    assert on_task["sweeps"][0] == {"at_ms": 5 * MINUTE, "value": 12, "out_of": 24}


def test_without_a_sweep_the_share_is_undefined():
    on_task = sweep(Lesson().lasting(3))
    assert (on_task["taken"], on_task["missed"], on_task["share"]) == (0, 0, None)
    assert sweep(Lesson().lasting(3), (1, 0, 0))["share"] is None


def test_cues_without_an_answer_are_missed_but_not_the_one_at_the_bell():
    taken = [(minute, 20, 24) for minute in (5, 10, 15, 20, 25, 30, 35, 40)]
    assert sweep(Lesson().lasting(45), *taken)["missed"] == 0
    assert sweep(Lesson().lasting(45), *taken[:3])["missed"] == 5
    assert sweep(Lesson().lasting(45), *taken, (45, 20, 24))["missed"] == 0


def test_a_cue_is_due_once_half_a_period_has_passed():
    assert sweep(Lesson().lasting(7.4))["missed"] == 0
    assert sweep(Lesson().lasting(7.5))["missed"] == 1


def test_a_late_answer_is_an_answer():
    assert sweep(Lesson().lasting(20), (5.5, 20, 24), (11, 20, 24), (16.5, 20, 24))["missed"] == 0


def test_two_answers_to_one_cue_do_not_make_up_for_a_missed_one():
    on_task = sweep(Lesson().lasting(15), (5, 20, 24), (5.1, 21, 24))
    assert (on_task["taken"], on_task["missed"]) == (2, 1)


def test_nothing_is_missed_in_a_pause_or_while_it_could_not_be_seen():
    lesson = Lesson().lasting(45)
    lesson.add("pause", 10 * MINUTE)
    lesson.add("resume", 25 * MINUTE)
    lesson.add("unseen", 30 * MINUTE, measure="on_task")
    lesson.add("seen", 40 * MINUTE, measure="on_task")
    assert sweep(lesson)["missed"] == 3


def test_without_a_period_nothing_is_missed():
    assert summarise([{"key": "on_task", "kind": "sweep"}], Lesson().lasting(45).entries)["measures"][0]["missed"] == 0
