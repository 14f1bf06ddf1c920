"""Verbal flow on a seating chart."""

from app.measurement.summary import summarise
from tests.measurement.lesson import SEATS, Lesson


def flow(lesson: Lesson, **how):
    return summarise([SEATS], lesson.entries, **how)["measures"][0]


def test_marks_are_counted_per_seat_and_code():
    lesson = Lesson().lasting(10)
    for seat, option in ((12, "asks"), (3, "answers"), (12, "asks"), (12, "answers")):
        lesson.mark(1000, "seats", option, seat=seat)
    seats = flow(lesson, students=24)
    assert seats["seats"] == [
        {"seat": 3, "counts": {"answers": 1}},
        {"seat": 12, "counts": {"answers": 1, "asks": 2}},
    ]
    assert (seats["total"], seats["reached"], seats["filled"]) == (4, 2, 24)


def test_a_mark_without_a_seat_reaches_none():
    lesson = Lesson().lasting(10)
    lesson.mark(1000, "seats", "asks")
    assert (flow(lesson)["total"], flow(lesson)["reached"], flow(lesson)["filled"]) == (1, 0, None)
