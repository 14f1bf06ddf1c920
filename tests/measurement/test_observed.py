"""The visit's clock."""

import pytest

from app.measurement.recording import observed_ms, read
from app.measurement.spans import Spans
from tests.measurement.lesson import MINUTE, Lesson


def test_observed_time_runs_from_begin_to_end():
    assert observed_ms(Lesson().lasting(45).entries) == 45 * MINUTE


def test_pauses_are_taken_off_and_one_left_open_lasts_to_the_end():
    lesson = Lesson().lasting(45)
    lesson.add("pause", 10 * MINUTE)
    lesson.add("pause", 11 * MINUTE)
    lesson.add("resume", 15 * MINUTE)
    lesson.add("resume", 16 * MINUTE)
    lesson.add("pause", 40 * MINUTE)
    assert observed_ms(lesson.entries) == 35 * MINUTE


def test_what_could_not_be_seen_is_taken_off_that_measure_alone():
    lesson = Lesson().lasting(40)
    lesson.add("unseen", 10 * MINUTE, measure="on_task")
    lesson.add("seen", 15 * MINUTE, measure="on_task")
    assert observed_ms(lesson.entries) == 40 * MINUTE
    assert observed_ms(lesson.entries, "praise") == 40 * MINUTE
    assert observed_ms(lesson.entries, "on_task") == 35 * MINUTE


def test_unseen_without_a_measure_is_about_every_measure():
    lesson = Lesson().lasting(40)
    lesson.add("unseen", 10 * MINUTE)
    lesson.add("seen", 15 * MINUTE, measure="praise")
    lesson.add("seen", 20 * MINUTE)
    assert observed_ms(lesson.entries) == 30 * MINUTE
    assert observed_ms(lesson.entries, "on_task") == 30 * MINUTE
    assert observed_ms(lesson.entries, "praise") == 35 * MINUTE


def test_an_unseen_span_within_a_pause_is_not_taken_off_twice():
    lesson = Lesson().lasting(40)
    lesson.add("pause", 10 * MINUTE)
    lesson.add("resume", 20 * MINUTE)
    lesson.add("unseen", 15 * MINUTE, measure="praise")
    lesson.add("seen", 25 * MINUTE, measure="praise")
    assert observed_ms(lesson.entries, "praise") == 25 * MINUTE


def test_a_visit_without_an_end_is_observed_until_its_last_entry_or_now():
    lesson = Lesson()
    lesson.add("begin", 0)
    lesson.mark(7 * MINUTE)
    assert observed_ms(lesson.entries) == 7 * MINUTE
    assert observed_ms(lesson.entries, now_ms=9 * MINUTE) == 9 * MINUTE
    assert observed_ms(lesson.entries, now_ms=5 * MINUTE) == 7 * MINUTE


def test_someone_was_there_to_make_a_mark_that_was_voided():
    lesson = Lesson()
    lesson.add("begin", 0)
    lesson.void(lesson.mark(7 * MINUTE))
    assert observed_ms(lesson.entries) == 7 * MINUTE


def test_what_is_said_afterwards_does_not_lengthen_a_visit():
    lesson = Lesson()
    lesson.add("begin", 0)
    mark = lesson.mark(7 * MINUTE)
    lesson.add("annotation", 90 * MINUTE, text="Here.", on={"entry": mark})
    lesson.amend(mark, at_ms=6 * MINUTE)
    assert observed_ms(lesson.entries) == 6 * MINUTE


def test_now_is_of_no_account_once_the_visit_has_ended():
    assert observed_ms(Lesson().lasting(40).entries, now_ms=50 * MINUTE) == 40 * MINUTE


def test_a_second_begin_and_a_second_end_are_ignored():
    lesson = Lesson().lasting(40)
    lesson.add("begin", 5 * MINUTE)
    lesson.add("end", 50 * MINUTE)
    assert observed_ms(lesson.entries) == 40 * MINUTE


def test_a_voided_end_is_no_end():
    lesson = Lesson()
    lesson.add("begin", 0)
    lesson.void(lesson.add("end", 20 * MINUTE))
    lesson.mark(30 * MINUTE)
    assert observed_ms(lesson.entries) == 30 * MINUTE
    assert not read(lesson.entries).clock.ended


@pytest.mark.parametrize("entries", [[], [{"id": "a", "kind": "mark", "at_ms": 9000, "measure": "praise"}]])
def test_nothing_is_observed_before_the_begin(entries):
    assert observed_ms(entries) == 0


def test_spans_know_what_they_have_in_common_and_what_is_left():
    spans = Spans([(0, 10), (20, 30)])
    assert spans.within(Spans([(5, 25)])).pairs == ((5, 10), (20, 25))
    assert spans.without(Spans([(5, 25), (28, 29)])).pairs == ((0, 5), (25, 28), (29, 30))
    assert [spans.before(at) for at in (-5, 0, 5, 15, 25, 99)] == [0, 0, 5, 10, 15, 20]
    assert [spans.holds(at) for at in (0, 9, 10, 20, 30)] == [True, True, False, True, False]
