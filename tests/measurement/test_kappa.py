"""Cohen's kappa, against his own example and scikit-learn."""

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.measurement.agreement import cohens_kappa

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from sklearn.metrics import cohen_kappa_score

COHEN_1960 = [[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]]


def test_cohens_own_example():
    assert cohens_kappa(COHEN_1960) == pytest.approx(0.492, abs=0.0005)
    assert cohens_kappa([[round(cell * 200) for cell in row] for row in COHEN_1960]) == pytest.approx(0.492, abs=0.0005)


def test_full_agreement_is_one_and_chance_is_zero():
    assert cohens_kappa([[5, 0], [0, 5]]) == 1
    assert cohens_kappa([[4, 4], [4, 4]]) == 0
    assert cohens_kappa([[0, 5], [5, 0]]) == -1


@pytest.mark.parametrize("table", [[], [[7]], [[7, 0], [0, 0]], [[0, 0], [0, 0]]])
def test_one_category_throughout_is_undefined(table):
    assert [cohens_kappa(table, weights) for weights in (None, "linear", "quadratic")] == [None] * 3


def test_kappa_falls_with_rare_behaviour_though_agreement_does_not():
    common, rare = [[45, 5], [5, 45]], [[0, 5], [5, 90]]
    assert cohens_kappa(common) == pytest.approx(0.8)
    assert cohens_kappa(rare) < 0


def test_a_table_that_is_not_square_and_unknown_weights_are_refused():
    with pytest.raises(ValueError, match="square"):
        cohens_kappa([[1, 2]])
    with pytest.raises(ValueError, match="weights"):
        cohens_kappa([[1, 2], [2, 1]], "cubic")


@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
@settings(max_examples=40, deadline=None)
@given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40))
def test_it_is_what_scikit_learn_says(weights, pairs):
    table = [[pairs.count((i, j)) for j in range(4)] for i in range(4)]
    ours = cohens_kappa(table, weights)
    if ours is None:
        assert len({rating for pair in pairs for rating in pair}) == 1
        return
    theirs = cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs], weights=weights, labels=[0, 1, 2, 3])
    assert ours == pytest.approx(theirs)
