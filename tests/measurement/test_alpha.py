"""Krippendorff's alpha, against his own example and the krippendorff package."""

import warnings
from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.measurement.agreement import krippendorffs_alpha

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import krippendorff

_ = None
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, _],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
LEVELS = ["nominal", "ordinal", "interval", "ratio"]


def test_krippendorffs_own_example():
    assert krippendorffs_alpha(FOUR_CODERS) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(("level", "published"), [("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)])
def test_the_same_example_at_the_other_levels(level, published):
    assert krippendorffs_alpha(FOUR_CODERS, level) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("ratings", [[], [[]], [[1, 2], [None, None]], [[3, 3], [3, 3]], [[0.1, 0.1], [0.1, nan]]])
def test_nothing_to_compare_and_one_value_throughout_are_undefined(level, ratings):
    assert krippendorffs_alpha(ratings, level) is None


def test_names_will_do_at_the_nominal_level():
    assert krippendorffs_alpha([["seen", "not"], ["seen", "not"]]) == 1


def test_unknown_levels_values_below_zero_and_ragged_rows_are_refused():
    with pytest.raises(ValueError, match="level"):
        krippendorffs_alpha(FOUR_CODERS, "cardinal")
    with pytest.raises(ValueError, match="below 0"):
        krippendorffs_alpha([[1, -1], [-1, 1]], "ratio")
    with pytest.raises(ValueError, match="argument 2"):
        krippendorffs_alpha([[1, 2], [1]])


@st.composite
def ratings(draw: st.DrawFn) -> list[list[int | None]]:
    units = draw(st.integers(2, 12))
    row = st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=units, max_size=units)
    return draw(st.lists(row, min_size=2, max_size=4))


@pytest.mark.parametrize("level", LEVELS)
@settings(max_examples=40, deadline=None)
@given(ratings=ratings())
def test_it_is_what_the_krippendorff_package_says(level, ratings):
    ours = krippendorffs_alpha(ratings, level)
    pairable = [unit for unit in zip(*ratings, strict=True) if sum(value is not None for value in unit) > 1]
    if ours is None:
        assert len({value for unit in pairable for value in unit if value is not None}) < 2
        return
    theirs = krippendorff.alpha(
        reliability_data=[[nan if value is None else float(value) for value in row] for row in ratings],
        level_of_measurement=level,
    )
    assert ours == pytest.approx(theirs)
