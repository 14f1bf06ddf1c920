"""How two clocks are brought together, how an arrangement stands, what may be typed."""

import pytest

from app.observers.rules import NotANumber, milliseconds, offset_that_counts, standing_of


@pytest.mark.parametrize(
    ("offset_ms", "moved"),
    [(0, 0), (2_000, 0), (-2_000, 0), (2_001, 2_001), (-30_500, -30_500), (600_000, 0), (-86_400_000, 0)],
)
def test_clocks_are_moved_by_what_can_be_known_and_not_by_days(offset_ms, moved):
    assert offset_that_counts(offset_ms, longest_ms=600_000) == moved


@pytest.mark.parametrize(
    ("agreed", "accepted", "answered", "ended", "standing"),
    [
        (False, False, False, False, "proposed"),
        (True, False, False, False, "agreed"),
        (True, True, True, False, "observing"),
        (True, False, True, True, "declined"),
        (True, True, True, True, "ended"),
        (False, False, False, True, "ended"),
    ],
)
def test_how_an_arrangement_stands(agreed, accepted, answered, ended, standing):
    assert standing_of(agreed, accepted, answered, ended) == standing


@pytest.mark.parametrize(("typed", "found"), [("", 2_000), (" 3 ", 3_000), ("0,5", 500), ("0.5", 500), ("60", 60_000)])
def test_seconds_as_people_type_them(typed, found):
    assert milliseconds(typed, 2_000, 0, 60) == found


@pytest.mark.parametrize("typed", ["-1", "61", "1e3", "nan", "٣", "1.55", "ten", "0x1"])
def test_anything_else_is_no_number_of_seconds(typed):
    with pytest.raises(NotANumber):
        milliseconds(typed, 2_000, 0, 60)
