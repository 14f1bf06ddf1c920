"""Starter forms: every one is a form that could be proposed, in words that say what counts and what does not."""

import re

import pytest

from app.forms.glyphs import SHAPES
from app.forms.look import MORE
from app.forms.look import SHAPES as GIVEN
from app.forms.measures import Shape
from app.forms.proposals import NewForm
from app.forms.starters import every_starter
from app.static_files import files

STARTERS = every_starter()
# Their owners do not permit it, or the voice of this product does not.
NEVER = re.compile(r"\b(BOSS|TPOT|CLASS|RTOP|Danielson|ICG|scores?|ratings?|targets?|evaluate[sd]?|observed)\b")


def test_all_that_are_promised_are_there():
    assert list(STARTERS) == [
        "praise_and_redirection",
        "question_types",
        "question_levels",
        "depth_of_knowledge",
        "opportunities_to_respond",
        "who_talks",
        "wait_time",
        "on_task_sweep",
        "verbal_flow",
        "transitions",
        "copus",
        "fill_plus",
        "strategy_steps",
    ]


@pytest.mark.parametrize("key", STARTERS)
def test_a_starter_could_be_proposed_as_it_is(key):
    starter = STARTERS[key]
    form = NewForm.model_validate({"title": starter.title, "measures": starter.measures})
    assert form.plain_measures() == starter.measures
    for measure in starter.measures:
        assert measure["definition"]
        assert measure["counts"]
        assert measure["does_not_count"]
        assert all(option["definition"] for option in measure.get("options", []))
    assert starter.can_tell
    assert starter.cannot_tell
    assert not NEVER.search(str(starter.measures).replace("'evaluate'", "").replace("Evaluate", "")), starter.key


def test_copus_has_its_codes_on_both_sides():
    students, instructor = STARTERS["copus"].measures
    assert [o["key"] for o in students["options"]] == [
        f"s_{code}" for code in ["l", "ind", "cg", "wg", "og", "anq", "sq", "wc", "prd", "sp", "tq", "w", "o"]
    ]
    assert [o["key"] for o in instructor["options"]] == [
        f"i_{code}" for code in ["lec", "rtw", "dv", "fup", "pq", "cq", "anq", "mg", "1o1", "adm", "w", "o"]
    ]
    assert {(m["every_ms"], m["several"]) for m in (students, instructor)} == {(120_000, True)}


def test_fill_plus_has_ten_states_one_at_a_time():
    (states,) = STARTERS["fill_plus"].measures
    assert [o["key"].upper() for o in states["options"]] == ["AD", "LT", "LQ", "LR", "SQ", "SR", "CQ", "ST", "SD", "FB"]
    assert states["exclusive"] is True


def test_shapes_are_the_same_here_and_on_the_device():
    script = files()["ui/glyphs.js"].body.decode()
    drawn = dict(re.findall(r"^  (\w+): '(<.*>)',$", script.partition("const ICONS")[0], re.M))
    assert {name: str(markup) for name, markup in SHAPES.items()} == drawn
    assert {*MORE, *(s for shapes in GIVEN.values() for s in shapes)} <= set(Shape.__args__) <= set(SHAPES)
