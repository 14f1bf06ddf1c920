"""Which entries count."""

from app.measurement.effective import amended, effective, voided
from tests.measurement.lesson import Lesson


def counting(lesson: Lesson) -> list[str]:
    return [entry["id"] for entry in effective(lesson.entries)]


def test_a_void_takes_its_target_away():
    lesson = Lesson()
    first, second = lesson.mark(1000), lesson.mark(2000)
    lesson.void(first)
    assert counting(lesson) == [second]
    assert voided(lesson.entries) == {first}


def test_a_void_of_a_void_gives_the_target_back_at_any_depth():
    lesson = Lesson()
    mark = top = lesson.mark(1000)
    for depth in range(1, 8):
        top = lesson.void(top)
        assert counting(lesson) == ([] if depth % 2 else [mark])


def test_two_voids_of_one_mark_both_have_to_be_undone():
    lesson = Lesson()
    mark = lesson.mark(1000)
    once, again = lesson.void(mark), lesson.void(mark)
    lesson.void(once)
    assert counting(lesson) == []
    lesson.void(again)
    assert counting(lesson) == [mark]


def test_a_deep_chain_of_undo_and_redo_is_no_recursion():
    lesson = Lesson()
    mark = top = lesson.mark(1000)
    for _ in range(5000):
        top = lesson.void(top)
    assert counting(lesson) == [mark]


def test_voids_in_a_circle_say_nothing():
    mark = {"id": "a", "kind": "mark", "at_ms": 0}
    circle = [{"id": "b", "kind": "void", "target": "c"}, {"id": "c", "kind": "void", "target": "b"}]
    selfish = [{"id": "d", "kind": "void", "target": "d"}]
    assert effective([mark, *circle, *selfish]) == [mark]


def test_a_void_of_something_unknown_changes_nothing():
    lesson = Lesson()
    mark = lesson.mark(1000)
    lesson.void("nowhere")
    lesson.add("void")
    assert counting(lesson) == [mark]


def test_an_amend_replaces_only_the_fields_it_carries():
    lesson = Lesson()
    lesson.amend(lesson.mark(1000), at_ms=3000)
    (entry,) = effective(lesson.entries)
    assert (entry["at_ms"], entry["option"], entry["amended"]) == (3000, "specific", True)


def test_of_two_amends_the_one_with_the_later_id_holds_whatever_arrived_first():
    lesson = Lesson()
    mark = lesson.mark(1000)
    lesson.amend(mark, option="general", at_ms=2000)
    lesson.amend(mark, option="specific")
    for entries in (lesson.entries, lesson.entries[::-1]):
        (entry,) = effective(entries)
        assert (entry["option"], entry["at_ms"]) == ("specific", 2000)


def test_a_voided_amend_changes_nothing_and_a_redone_one_does():
    lesson = Lesson()
    mark = lesson.mark(1000)
    undo = lesson.void(lesson.amend(mark, option="general"))
    assert effective(lesson.entries)[0]["option"] == "specific"
    assert amended(lesson.entries) == set()
    lesson.void(undo)
    assert effective(lesson.entries)[0]["option"] == "general"
    assert amended(lesson.entries) == {mark}


def test_an_amend_of_an_amend_is_about_the_entry_and_falls_with_the_amend():
    lesson = Lesson()
    first = lesson.amend(lesson.mark(1000), at_ms=2000)
    lesson.amend(first, at_ms=4000)
    assert effective(lesson.entries)[0]["at_ms"] == 4000
    lesson.void(first)
    assert effective(lesson.entries)[0]["at_ms"] == 1000


def test_amends_in_a_circle_say_nothing():
    lesson = Lesson()
    mark = lesson.mark(1000)
    lesson.entries += [
        {"id": "x", "kind": "amend", "target": "y", "at_ms": 1},
        {"id": "y", "kind": "amend", "target": "x", "at_ms": 2},
    ]
    assert counting(lesson) == [mark]


def test_an_amend_of_a_voided_mark_does_not_bring_it_back():
    lesson = Lesson()
    mark = lesson.mark(1000)
    lesson.void(mark)
    lesson.amend(mark, option="general")
    assert effective(lesson.entries) == []


def test_an_amends_text_replaces_a_notes_words_but_is_only_the_reason_on_a_mark():
    lesson = Lesson()
    note, mark = lesson.add("note", 1000, text="comon unit"), lesson.mark(2000)
    lesson.amend(note, text="common unit")
    lesson.amend(mark, option="general", text="it was general")
    first, second = effective(lesson.entries)
    assert first["text"] == "common unit"
    assert "text" not in second


def test_the_same_entry_twice_is_one():
    lesson = Lesson()
    lesson.mark(1000)
    assert len(effective(lesson.entries * 2)) == 1


def test_entries_come_in_order_of_time_after_retiming():
    lesson = Lesson()
    first, second = lesson.mark(1000), lesson.mark(2000)
    lesson.amend(first, at_ms=5000)
    assert counting(lesson) == [second, first]
