"""The chart keeps to its conventions at any number of visits: from zero, never across a change, nothing run together."""

from itertools import pairwise

import pytest

from app.across_visits.drawing import chart, point_shapes
from app.across_visits.margins import least_px
from app.across_visits.phases import phases
from app.across_visits.placing import apart, fitting
from app.across_visits.scales import BOTTOM, TOP, up_to
from app.across_visits.small import small
from tests.across_visits.seen import after, counted, line, marks, seen, series_of


def drawn(visits, *lines, keys=("praise:specific",), trend=False):
    divided = phases([each.day for each in visits], lines)
    return chart([series_of(visits, key) for key in keys], visits, divided, True, trend)


@pytest.mark.parametrize(
    ("values", "given", "top", "steps"),
    [
        ([3.3], None, 4, 5),
        ([0, 0], None, 1, 6),
        ([], None, 1, 6),
        ([57], 100, 100, 5),
        ([18], 24, 24, 5),
        ([130], None, 150, 4),
    ],
)
def test_the_axis_starts_at_zero_and_has_round_numbers(values, given, top, steps):
    end, ticks = up_to(values, given)
    assert (end, ticks[0], ticks[-1], len(ticks)) == (pytest.approx(top), 0, pytest.approx(top), steps)


def test_more_than_the_given_end_is_never_cut_off():
    assert up_to([130], 100)[0] >= 130


def test_zero_lies_on_the_axis_and_the_greatest_below_the_names():
    points = drawn(counted(0, 4)).lines[0].points
    assert points[0].y == BOTTOM
    assert points[1].y >= TOP


def test_visits_stand_in_their_order_at_equal_steps_with_a_gap_at_a_change():
    xs = [point.x for point in drawn(counted(1, 1, 1, 1)).lines[0].points]
    assert [round(b - a, 1) for a, b in pairwise(xs)] == [25, 25, 25]
    apart_by_line = drawn(counted(1, 1, 1, 1), line("tried", after(2)))
    a, b, c, d = (point.x for point in apart_by_line.lines[0].points)
    assert c - b > b - a == pytest.approx(d - c, abs=0.02)
    assert b < apart_by_line.dividers[0].x < c


def test_no_stroke_crosses_a_change_line():
    figure = drawn(counted(1, 2, 3, 4), line("tried", after(2)))
    x = figure.dividers[0].x
    assert len(figure.lines[0].strokes) == 2
    assert all((stroke.x1 < x) == (stroke.x2 < x) for stroke in (*figure.lines[0].strokes, *figure.lines[0].levels))


def test_one_visit_alone_is_a_point_without_lines():
    figure = drawn(counted(3))
    assert len(figure.lines[0].points) == 1
    assert (figure.lines[0].strokes, figure.lines[0].levels, figure.dividers) == ([], [], [])


def test_many_visits_lose_their_numbers_not_their_points_and_the_newest_keeps_its_date():
    figure = drawn(counted(*range(60)))
    assert figure.labels == []
    assert len(figure.lines[0].points) == 60
    assert figure.days[-1].on == "all"
    assert sum(day.on == "all" for day in figure.days) < 30
    assert figure.least_px == least_px(60, 60) == 1560


def test_two_series_of_one_shape_get_two():
    both = [series_of(counted(1)), series_of(counted(1))]
    assert len(set(point_shapes(both))) == 2


def test_names_at_the_end_do_not_run_into_each_other():
    assert apart([100.0, 90.0, 95.0]) == [138.0, 90.0, 114.0]


def test_a_long_name_is_shortened_to_its_room_and_left_out_without_any():
    assert fitting("Three praise sentences", 400) == "Three praise sentences"
    assert fitting("Three praise sentences", 100) == "Three pr…"
    assert fitting("Three praise sentences", 30) == ""


def test_the_chart_says_in_words_what_it_shows():
    visits = [*counted(1, 3), *counted(None)]
    assert "Specific praise: 1, 3, not collected. Middle value 2." in drawn(visits).described


def test_where_a_definition_became_another_one_the_chart_has_a_mark():
    worded = {
        "key": "praise",
        "kind": "count",
        "label": "Praise",
        "options": [{"key": "specific", "label": "Named praise"}],
    }
    figure = drawn([seen(0, *marks(1)), seen(1, *marks(1), measures=(worded,), version=2)])
    assert len(figure.unlike) == 1
    assert figure.lines[0].strokes == []


def test_a_small_chart_says_where_it_was_not_collected_yet():
    visits = counted(None, None, None, 4, 5, 6)
    little = small(series_of(visits), visits, phases([v.day for v in visits], [line("tried", after(3))]), True)
    assert [text for _x, text in little.missing] == ["Not collected yet"]
    assert little.middle == "Middle value 5"
    assert len(little.paths) == 1
