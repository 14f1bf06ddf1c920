"""The parts of a lesson."""

from app.measurement.segments import counts_by_segment, segments
from tests.measurement.lesson import MINUTE, PRAISE, REDIRECTION, Lesson


def lesson_in_parts() -> Lesson:
    lesson = Lesson().lasting(45)
    for minute, text in ((2, "Warm-up"), (10, "Mini lesson"), (20, "Warm-up")):
        lesson.add("segment", minute * MINUTE, text=text)
    return lesson


def test_each_part_lasts_until_the_next_and_the_last_until_the_end():
    parts = [(part["text"], part["from_ms"], part["to_ms"]) for part in segments(lesson_in_parts().entries)]
    assert parts == [
        ("Warm-up", 2 * MINUTE, 10 * MINUTE),
        ("Mini lesson", 10 * MINUTE, 20 * MINUTE),
        ("Warm-up", 20 * MINUTE, 45 * MINUTE),
    ]


def test_a_lesson_without_parts_has_none():
    assert segments(Lesson().lasting(45).entries) == []
    assert counts_by_segment([PRAISE], Lesson().lasting(45).entries) == []


def test_a_part_is_renamed_retimed_and_taken_back_like_any_entry():
    lesson = Lesson().lasting(45)
    part, other = lesson.add("segment", MINUTE, text="Warm up"), lesson.add("segment", 2 * MINUTE, text="No")
    lesson.amend(part, text="Warm-up", at_ms=0)
    lesson.void(other)
    assert segments(lesson.entries) == [{"text": "Warm-up", "from_ms": 0, "to_ms": 45 * MINUTE}]


def test_a_mark_belongs_to_the_part_in_which_it_was_made():
    lesson = lesson_in_parts()
    for at_ms in (2 * MINUTE, 10 * MINUTE - 1, 10 * MINUTE, 50 * MINUTE):
        lesson.mark(at_ms)
    lesson.mark(12 * MINUTE, "redirection", None)
    rows = counts_by_segment([PRAISE, REDIRECTION], lesson.entries)
    assert [row["counts"]["praise"] for row in rows] == [
        {"specific": 2, "general": 0},
        {"specific": 1, "general": 0},
        {"specific": 1, "general": 0},
    ]
    assert [row["counts"]["redirection"]["redirection"] for row in rows] == [0, 1, 0]


def test_marks_before_the_first_part_get_a_row_without_a_name():
    lesson = lesson_in_parts()
    lesson.mark(MINUTE)
    row = counts_by_segment([PRAISE], lesson.entries)[0]
    assert (row["text"], row["from_ms"], row["to_ms"]) == (None, 0, 2 * MINUTE)
    assert row["counts"]["praise"]["specific"] == 1


def test_a_parts_observed_time_leaves_pauses_out():
    lesson = lesson_in_parts()
    lesson.add("pause", 9 * MINUTE)
    lesson.add("resume", 12 * MINUTE)
    assert [row["observed_ms"] // MINUTE for row in counts_by_segment([PRAISE], lesson.entries)] == [7, 8, 25]
