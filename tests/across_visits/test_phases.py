"""Parts between the teacher's change lines: their middle values, what a line joins, pairs before and after, counts added up."""

import pytest

from app.across_visits.phases import compared, joined, parts, phases, together
from tests.across_visits.seen import PRAISE, REDIRECTION, after, counted, line, marks, seen, series_of


def divided(visits, *lines):
    return phases([each.day for each in visits], lines)


def levels(visits, *lines):
    return [[part.level for part in phase] for phase in parts(series_of(visits), True, divided(visits, *lines))]


def test_each_part_has_its_own_middle_value():
    visits = counted(1, 3, 2, 8, 6, 7, 9)
    assert levels(visits) == [[6]]
    assert levels(visits, line("tried", after(3))) == [[2], [7.5]]
    assert levels(visits, line("tried", after(3)), line("and more", after(5))) == [[2], [7], [8]]


def test_a_line_before_the_first_visit_or_after_the_last_divides_nothing():
    visits = counted(1, 3)
    assert levels(visits, line("long ago", after(0))) == [[2]]
    assert levels(visits, line("from tomorrow", after(9))) == [[2], [None]]
    assert [phase.name for phase in divided(visits, line("long ago", after(0)))] == ["long ago"]


def test_two_lines_between_the_same_visits_make_one_phase_with_both_names():
    visits = counted(1, 3)
    assert [phase.name for phase in divided(visits, line("A", after(1)), line("B", after(1)))] == ["Before", "A and B"]


def test_a_line_joins_neighbors_and_never_crosses_a_change_a_gap_or_another_definition():
    worded = PRAISE | {"definition": "Says what."}
    visits = [*counted(1, 2, None, 3, 4, 5), seen(6, *marks(6), measures=(worded,), version=2)]
    assert joined(series_of(visits), True, divided(visits, line("tried", after(4)))) == [[0, 1], [3], [4, 5], [6]]


def test_a_middle_value_is_of_visits_counted_by_one_definition():
    worded = PRAISE | {"definition": "Says what."}
    visits = [*counted(1, 2, 3), *(seen(week, *marks(9), measures=(worded,), version=2) for week in (3, 4))]
    assert levels(visits) == [[2, 9]]


def test_the_published_example_of_non_overlap():
    """Parker 2011: 38.5 of 42 pairs."""
    visits = counted(20, 20, 26, 25, 22, 23, 28, 25, 24, 27, 30, 30, 29)
    (found,) = compared(series_of(visits), True, divided(visits, line("tried", after(6))), "more")
    assert (found.sizes, found.pairs, found.points) == ((6, 7), 42, 38.5)
    assert found.nap == pytest.approx(0.917, abs=0.001)


def test_the_direction_hoped_for_turns_it_round():
    visits = counted(9, 8, 2, 1)
    for hoped, share in (("more", 0), ("less", 1)):
        (found,) = compared(series_of(visits), True, divided(visits, line("tried", after(2))), hoped)
        assert found.nap == share


def test_what_was_counted_by_another_definition_is_not_compared():
    worded = PRAISE | {"definition": "Says what."}
    visits = [*counted(1, 2), seen(2, *marks(9), measures=(worded,), version=2)]
    (found,) = compared(series_of(visits), True, divided(visits, line("tried", after(2))), "more")
    assert found.redefined
    assert found.nap is None


def test_without_visits_on_one_side_there_is_no_pair():
    visits = counted(1, 2)
    (found,) = compared(series_of(visits), True, divided(visits, line("tried", after(9))), "more")
    assert (found.pairs, found.nap, found.redefined) == (0, None, False)


def test_counts_are_added_up_before_they_stand_beside_each_other():
    visits = [seen(week, *marks(a, b)) for week, (a, b) in enumerate([(12, 0), (1, 3), (2, 6)])]
    both = [series_of(visits), series_of(visits, "redirection:redirection")]
    assert [counts for _phase, counts in together(both, divided(visits))] == [[15, 9]]
    assert [counts for _phase, counts in together(both, divided(visits, line("tried", after(1))))] == [[12, 0], [3, 9]]


def test_a_visit_without_one_of_them_is_in_no_ratio_and_a_phase_of_two_definitions_neither():
    visits = [seen(0, *marks(5, 5)), seen(1, *marks(0, 9)[0:9], measures=(REDIRECTION,))]
    both = [series_of(visits), series_of(visits, "redirection:redirection")]
    assert [counts for _phase, counts in together(both, divided(visits))] == [[5, 5]]
    worded = PRAISE | {"definition": "Says what."}
    visits = [seen(0, *marks(5, 5)), seen(1, *marks(5, 5), measures=(worded, REDIRECTION), version=2)]
    both = [series_of(visits), series_of(visits, "redirection:redirection")]
    assert together(both, divided(visits)) == []


def test_a_trend_needs_four_visits_and_is_off_unless_asked_for():
    visits = counted(1, 2, 3, 4)
    (found,) = parts(series_of(visits), True, divided(visits), trend=True)[0]
    assert found.trend == pytest.approx((1, 4))
    assert parts(series_of(visits), True, divided(visits))[0][0].trend is None
    assert parts(series_of(visits[:3]), True, divided(visits[:3]), trend=True)[0][0].trend is None
