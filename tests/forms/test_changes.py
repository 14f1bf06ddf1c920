"""What changed, word by word: the pieces of each side make up the whole text again."""

from hypothesis import given
from hypothesis import strategies as st

from app.forms.changes import compare, in_short, words_between
from tests.forms.forms import count, sweep

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
