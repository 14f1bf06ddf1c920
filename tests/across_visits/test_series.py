"""Each kind of measure as one number a visit, with what it is out of; what was not collected is a gap, never 0."""

import pytest

from app.across_visits.series import all_series
from tests.across_visits.seen import PRAISE, REDIRECTION, counted, marks, seen, series_of

TALK = {"key": "talk", "kind": "duration", "label": "Teacher talk"}
WAIT = {"key": "wait", "kind": "latency", "label": "Wait time"}
SWEEP = {"key": "on_task", "kind": "sweep", "label": "On task", "every_ms": 300_000}
COPUS = {
    "key": "copus",
    "kind": "interval",
    "label": "Instructor",
    "every_ms": 120_000,
    "options": [{"key": "lec", "label": "Lecturing"}, {"key": "w", "label": "Waiting"}],
}
STEPS = {
    "key": "steps",
    "kind": "checklist",
    "label": "Steps",
    "options": [{"key": k, "label": k.upper()} for k in "abcd"],
}
SEATS = {"key": "flow", "kind": "seats", "label": "Verbal flow", "rows": 5, "columns": 6}
STORIES = {
    "talk": (TALK, [("start", 0, {"measure": "talk"}), ("stop", 150_000, {"measure": "talk"})]),
    "wait": (
        WAIT,
        [
            (kind, at, {"measure": "wait"})
            for kind, at in [("cue", 0), ("response", 1_500), ("cue", 9_000), ("response", 12_000), ("cue", 20_000)]
        ],
    ),
    "on_task": (SWEEP, [("sweep", 300_000, {"measure": "on_task", "value": 18, "out_of": 24})]),
    "copus": (
        COPUS,
        [("interval", 120_000 * k, {"measure": "copus", "k": k, "codes": ["lec"][: k % 2]}) for k in range(4)],
    ),
    "steps": (
        STEPS,
        [
            ("check", 1_000, {"measure": "steps", "option": o, "value": v})
            for o, v in [("a", "seen"), ("b", "not_seen"), ("c", "no_chance")]
        ],
    ),
    "flow": (SEATS, [("mark", 1_000 * n, {"measure": "flow", "seat": n % 2 + 1}) for n in range(1, 6)]),
}
EXPECTED = {
    "talk": ("talk:talk", 25.0, 2.5, "2:30 of 10:00"),
    "wait": ("wait:wait", 2.25, 2.25, "the middle of 2 answered, 1 with no answer"),
    "on_task": ("on_task:on_task", 18.0, 18.0, "18 of 24 in 1 sweep"),
    "copus": ("copus:lec", 50.0, 2, "2 of 4 intervals"),
    "steps": ("steps:steps", 50.0, 1, "1 of 2 that could be seen"),
    "flow": ("flow:flow", 2, 2, "2 of 24 seats"),
}


@pytest.mark.parametrize("kind", STORIES)
def test_each_kind_has_a_rate_a_total_and_what_it_is_out_of(kind):
    measure, story = STORIES[kind]
    key, rate, total, says = EXPECTED[kind]
    series = series_of([seen(0, *story, measures=[measure])], key)
    assert series.numbers(totals=False) == [rate]
    assert series.numbers(totals=True) == [total]
    assert series.points[0].value.says == says


def test_a_count_is_a_rate_of_ten_minutes_or_a_total():
    series = series_of([seen(0, ("pause", 300_000, {}), *marks(specific=4))])
    assert series.numbers(totals=False) == [8.0]
    assert series.numbers(totals=True) == [4]
    assert series.points[0].value.says == "4 in 5:00"


@pytest.mark.parametrize("measure", [m for m, _story in STORIES.values() if m["kind"] not in ("duration", "seats")])
def test_a_visit_that_says_nothing_about_it_is_a_gap(measure):
    for series in all_series([seen(0, measures=[measure])]):
        assert series.numbers(totals=False) == [None]


def test_what_a_form_did_not_collect_is_a_gap_and_none_counted_is_zero():
    assert series_of(counted(2, None, 0)).numbers(totals=False) == [2.0, None, 0.0]


def test_classes_of_another_size_are_compared_in_percent():
    visits = [
        seen(week, ("sweep", 1_000, {"measure": "on_task", "value": 10, "out_of": of}), measures=[SWEEP])
        for week, of in enumerate((20, 25))
    ]
    series = series_of(visits, "on_task:on_task")
    assert series.numbers(totals=False) == [50.0, 40.0]
    assert series.unit(totals=False).top == 100


def test_an_option_added_later_makes_another_definition_of_the_others():
    wider = PRAISE | {"options": [*PRAISE["options"], {"key": "gesture", "label": "Gesture"}]}
    visits = [seen(0, *marks(1)), seen(1, *marks(2), measures=(wider, REDIRECTION), version=2)]
    assert series_of(visits).changes() == [(0, 1)]
    assert series_of(visits, "redirection:redirection").changes() == []
    assert series_of(visits, "praise:gesture").numbers(totals=True) == [None, 0]


def test_a_definition_is_compared_with_the_one_before_a_gap():
    worded = PRAISE | {"definition": "Says what."}
    visits = [seen(0), seen(1, measures=(REDIRECTION,)), seen(2, measures=(worded,), version=2)]
    assert series_of(visits).changes() == [(0, 2)]


def test_the_newest_forms_order_comes_first_and_what_is_collected_no_longer_last():
    visits = [seen(0, measures=(TALK, PRAISE)), seen(1, measures=(REDIRECTION, PRAISE), version=2)]
    keys = [series.key for series in all_series(visits)]
    assert keys == ["redirection:redirection", "praise:specific", "praise:general", "talk:talk"]


def test_the_same_key_collected_in_another_way_is_another_series():
    visits = [seen(0, measures=(TALK,)), seen(1, measures=(TALK | {"kind": "count"},), version=2)]
    assert [(series.key, series.numbers(False)) for series in all_series(visits)] == [
        ("talk:talk", [None, 0.0]),
        ("duration.talk:talk", [0.0, None]),
    ]
