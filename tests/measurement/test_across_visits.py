"""Across visits, before and after a change line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.measurement.across_visits import level, nap, pooled, pooled_rate_per_10_min, split_middle, tau

BEFORE = [20, 20, 26, 25, 22, 23]
AFTER = [28, 25, 24, 27, 30, 30, 29]
PHASE = st.lists(st.none() | st.integers(0, 9), max_size=12)


def test_parkers_own_example():
    assert nap(BEFORE, AFTER) == pytest.approx(38.5 / 42)
    assert nap(BEFORE, AFTER) == pytest.approx(0.917, abs=0.0005)
    assert tau(BEFORE, AFTER) == pytest.approx(35 / 42)


def test_when_less_is_hoped_for_smaller_is_what_counts():
    assert nap(BEFORE, AFTER, hoped="less") == pytest.approx(3.5 / 42)
    assert tau(BEFORE, AFTER, hoped="less") == pytest.approx(-35 / 42)
    with pytest.raises(ValueError, match="hoped"):
        nap(BEFORE, AFTER, hoped="better")


def test_ties_count_half():
    assert (nap([3], [3]), tau([3], [3])) == (0.5, 0)


def test_a_phase_without_visits_is_undefined_and_an_uncollected_visit_is_not_zero():
    assert [nap([], AFTER), tau(BEFORE, []), nap([None], AFTER), level([None])] == [None] * 4
    assert nap([*BEFORE, None], [None, *AFTER]) == nap(BEFORE, AFTER)


@settings(max_examples=80, deadline=None)
@given(PHASE, PHASE, st.sampled_from(["more", "less"]))
def test_tau_is_twice_nap_less_one_and_both_are_what_comparing_every_pair_gives(before, after, hoped):
    pairs = [(x, y) for x in before for y in after if x is not None and y is not None]
    if not pairs:
        assert nap(before, after, hoped) is None
        return
    sign = 1 if hoped == "more" else -1
    wins = sum(1.0 if (y - x) * sign > 0 else 0.5 if x == y else 0 for x, y in pairs)
    assert nap(before, after, hoped) == pytest.approx(wins / len(pairs))
    assert tau(before, after, hoped) == pytest.approx(2 * wins / len(pairs) - 1)


def test_a_phases_level_is_its_median():
    assert (level([1, 9, None, 2]), level([1, 2])) == (2, 1.5)


def test_the_split_middle_line_goes_through_the_halves_and_splits_the_values():
    assert split_middle([1, 2, 3, 4, 5]) == {"slope": 1, "intercept": 1}
    assert split_middle([4, 7, 5, 8, 6, 9]) == {"slope": pytest.approx(1), "intercept": pytest.approx(4)}
    assert split_middle([1, None, 3, 4, 5]) == {"slope": 1, "intercept": 1}
    assert split_middle([1, 2, 3, None]) is None


def test_ratios_and_rates_across_visits_are_taken_of_pooled_counts():
    assert pooled([{"praise": 12, "redirection": 0}, {"praise": 8, "redirection": 9}]) == {
        "praise": 20,
        "redirection": 9,
    }
    assert pooled_rate_per_10_min([(10, 600_000), (0, 1_200_000)]) == pytest.approx(10 / 3)
    assert pooled_rate_per_10_min([]) is None
