"""What changed, word by word: the pieces of each side make up the whole text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.changes import compare, in_short, orders, words_between
from app.forms.look import level, without_usual_shapes
from tests.forms.forms import count, sweep

CODES = [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]
INTERVAL = {"key": "i", "kind": "interval", "label": "Students", "every_ms": 120_000, "options": CODES}
SEATS = {"key": "s", "kind": "seats", "label": "Flow", "rows": 4, "columns": 5}
DURATION = {"key": "d", "kind": "duration", "label": "Talk", "options": CODES}
TEXTS = st.text(alphabet="ab ,.\né数", max_size=40)


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_texts(before, after):
    left, right = words_between(before, after)
    assert "".join(text for text, _only in left) == before
    assert "".join(text for text, _only in right) == after
    assert (before == after) == (not any(only for _text, only in left + right))


def test_only_the_words_that_differ_are_marked():
    left, right = words_between("counts how many of 24 work", "counts how many of 24 work, or talk about it")
    assert left == [("counts how many of 24 work", False)]
    assert right == [("counts how many of 24 work", False), (", or talk about it", True)]


def test_a_renamed_measure_is_the_same_measure_changed():
    (change,) = compare([count(label="Praise")], [count(label="Words of praise")])
    assert (change.what, change.label) == ("changed", "Words of praise")


def test_added_and_removed_are_told_apart():
    changes = compare([count()], [sweep()])
    assert [(change.key, change.what) for change in changes] == [("on_task", "added"), ("praise", "removed")]
    assert in_short(changes) == "Added On task; removed Praise"


def test_order_and_shapes_are_shown_when_they_differ():
    a, b = {"key": "a", "label": "A", "shape": "ring"}, {"key": "b", "label": "B"}
    (change,) = compare([count(options=[a, b])], [count(options=[b, a | {"shape": "bar"}])])
    assert {line.slot for line in change.lines if line.changed} == {"order", "shapes"}
    (same,) = compare([count(options=[a, b])], [count(options=[a, b])])
    assert (same.what, {line.slot for line in same.lines} & {"order", "shapes"}) == ("same", set())


def test_a_usual_shape_written_out_is_no_change():
    bare = count(options=[{"key": "a", "label": "A"}, {"key": "b", "label": "B"}])
    written = count(
        options=[{"key": "a", "label": "A", "shape": "circle"}, {"key": "b", "label": "B", "shape": "ring"}]
    )
    (change,) = compare([bare], [written])
    assert change.what == "same"
    assert level([bare], [written])[0] == level([bare], [written])[1]
    chosen = count(options=[{"key": "a", "label": "A", "shape": "bar"}, {"key": "b", "label": "B", "shape": "ring"}])
    (line,) = [line for line in compare([bare], [chosen])[0].lines if line.changed]
    assert (line.slot, line.before, line.after) == ("shapes", [("circle", True)], [("bar", True)])


def test_a_chosen_shape_stays_when_the_order_gives_it_another_one():
    first, second = count(), count("redirection", "Redirection", shape="circle")
    changes = compare([second], [first, second])
    assert {change.key: change.what for change in changes} == {"praise": "added", "redirection": "same"}
    assert without_usual_shapes([second, count(shape="circle")]) == [
        count("redirection", "Redirection"),
        count(shape="circle"),
    ]


FIELDS = [
    (sweep(), {"every_ms": 120_000}),
    (INTERVAL, {"every_ms": 60_000}),
    (INTERVAL, {"method": "whole"}),
    (INTERVAL, {"several": False}),
    (SEATS, {"rows": 5, "columns": 4}),
    (DURATION, {"exclusive": True}),
    (count(), {"group": "Words"}),
    (count(), {"shape": "bar"}),
    (count(), {"kind": "latency"}),
    (count(), {"counts": "“Well spotted.”"}),
    (count(), {"does_not_count": "“Okay.”"}),
]


@pytest.mark.parametrize(("measure", "changed"), FIELDS)
def test_every_field_of_every_kind_is_shown_when_it_changes(measure, changed):
    (change,) = compare([measure], [measure | changed])
    assert change.what == "changed"
    assert [line.slot for line in change.lines if line.changed]


def test_what_says_the_same_in_other_words_is_no_change():
    for measure, silent in ((INTERVAL, {"several": True, "method": "momentary"}), (count(), {"shape": "circle"})):
        assert compare([measure], [measure | silent])[0].what == "same"


def test_another_order_of_the_measures_is_shown():
    a, b, c = count("a", "A"), count("b", "B"), count("c", "C")
    assert orders([a, b], [b, a]) == ("A, B", "B, A")
    assert orders([a, b], [a, c, b]) == ("", "")
