"""Agreement over intervals and in time, on the examples of the literature."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.measurement import agreement
from app.measurement.pairing import paired

REED_A = [1, 1, 1, 2] + [0] * 11
REED_B = [0, 0, 0, 1] + [0] * 10 + [4]
SEEN_A = [1, 0, 0, 0, 1, 1, 0]
SEEN_B = [0, 0, 0, 0, 1, 1, 1]
COUNTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30)
TIMES = st.lists(st.integers(0, 60), max_size=9)


def test_reed_and_azulays_fifteen_intervals():
    assert agreement.total_count(REED_A, REED_B) == 1
    assert agreement.mean_count_per_interval(REED_A, REED_B) == pytest.approx(10.5 / 15)
    assert agreement.exact_count_per_interval(REED_A, REED_B) == pytest.approx(10 / 15)


def test_reed_and_azulays_seven_intervals():
    assert agreement.interval_by_interval(SEEN_A, SEEN_B) == pytest.approx(5 / 7)
    assert agreement.scored_interval(SEEN_A, SEEN_B) == pytest.approx(2 / 4)
    assert agreement.unscored_interval(SEEN_A, SEEN_B) == pytest.approx(3 / 5)


def test_what_is_undefined_is_none_and_neither_one_nor_zero():
    assert agreement.total_count([0, 0], [0, 0]) is None
    assert agreement.scored_interval([0, 0], [0, 0]) is None
    assert agreement.unscored_interval([1, 1], [1, 1]) is None
    assert agreement.within_tolerance([], [], 2) is None
    of_intervals = (
        agreement.mean_count_per_interval,
        agreement.exact_count_per_interval,
        agreement.interval_by_interval,
    )
    assert [measure([], []) for measure in of_intervals] == [None] * 3


def test_an_interval_in_which_both_counted_nothing_agrees():
    assert agreement.mean_count_per_interval([0, 0], [0, 0]) == 1
    assert agreement.mean_count_per_interval([0], [3]) == 0


def test_total_count_takes_totals_too():
    assert agreement.total_count(8, 10) == 0.8
    assert agreement.total_count(0, 10) == 0


def test_of_counts_interval_by_interval_compares_some_with_none():
    assert agreement.interval_by_interval([2, 0, True], [1, 0, False]) == pytest.approx(2 / 3)
    assert agreement.interval_by_interval(["lec", "pq"], ["lec", "mg"]) == 0.5


def test_both_observers_need_the_same_intervals():
    with pytest.raises(ValueError, match="same intervals"):
        agreement.exact_count_per_interval([1, 2], [1])


def test_events_are_matched_one_to_one_within_the_tolerance():
    assert agreement.within_tolerance([1000, 5000], [2000, 9000], 2000) == pytest.approx(1 / 3)
    assert agreement.within_tolerance([1000, 1000], [1000], 2000) == 0.5
    assert agreement.within_tolerance([1000], [3000], 2000) == 1
    assert agreement.within_tolerance([1000], [3001], 2000) == 0
    assert agreement.within_tolerance([1000], [], 2000) == 0


def test_the_earliest_feasible_partner_is_taken_so_that_most_find_one():
    assert agreement.within_tolerance([2000, 4000], [0, 3000], 2000) == 1
    assert paired([10, 20], [21, 12], 2) == ([(0, 1), (1, 0)], [], [])


@settings(max_examples=80, deadline=None)
@given(COUNTS)
def test_agreement_is_the_same_from_either_side_and_between_none_and_full(counts):
    a, b = [x for x, _ in counts], [y for _, y in counts]
    for measure in (
        agreement.total_count,
        agreement.mean_count_per_interval,
        agreement.exact_count_per_interval,
        agreement.interval_by_interval,
        agreement.scored_interval,
        agreement.unscored_interval,
    ):
        assert measure(a, b) == measure(b, a)
        assert measure(a, b) is None or 0 <= measure(a, b) <= 1
        assert measure(a, a) in (1, None)


@settings(max_examples=80, deadline=None)
@given(TIMES, TIMES, st.integers(0, 10))
def test_no_other_matching_finds_more_pairs(times_a, times_b, tolerance):
    pairing = paired(times_a, times_b, tolerance)
    assert all(abs(times_a[i] - times_b[j]) <= tolerance for i, j in pairing.pairs)
    assert sorted([i for i, _ in pairing.pairs] + pairing.only_a) == list(range(len(times_a)))
    assert sorted([j for _, j in pairing.pairs] + pairing.only_b) == list(range(len(times_b)))
    assert len(pairing.pairs) == most_pairs(times_a, times_b, tolerance)


def most_pairs(times_a: list[int], times_b: list[int], tolerance: int) -> int:
    """By augmenting paths, which try everything."""
    partner: dict[int, int] = {}

    def finds_partner(i: int, tried: set[int]) -> bool:
        for j, time_b in enumerate(times_b):
            if abs(times_a[i] - time_b) <= tolerance and j not in tried:
                tried.add(j)
                if j not in partner or finds_partner(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    return sum(finds_partner(i, set()) for i in range(len(times_a)))
