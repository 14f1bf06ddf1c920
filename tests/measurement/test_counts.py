"""Counts, rates, shares and bins."""

import pytest

from app.measurement.counts import MOST_BINS
from app.measurement.summary import summarise
from tests.measurement.lesson import MINUTE, PRAISE, REDIRECTION, Lesson


def count(lesson: Lesson, measure=PRAISE, **how):
    return summarise([measure], lesson.entries, **how)["measures"][0]


def test_marks_are_counted_per_option_with_rates_and_shares():
    lesson = Lesson().lasting(20)
    for at_ms, option in ((1000, "specific"), (2000, "specific"), (3000, "specific"), (4000, "general")):
        lesson.mark(at_ms, option=option)
    praise = count(lesson)
    assert (praise["total"], praise["rate_per_10_min"]) == (4, 2.0)
    assert praise["options"] == [
        {"key": "specific", "total": 3, "rate_per_10_min": 1.5, "share": 0.75},
        {"key": "general", "total": 1, "rate_per_10_min": 0.5, "share": 0.25},
    ]


def test_a_count_without_options_has_one_named_by_its_key():
    lesson = Lesson().lasting(10)
    lesson.mark(1000, "redirection", None)
    redirection = count(lesson, REDIRECTION)
    assert [(option["key"], option["total"]) for option in redirection["options"]] == [("redirection", 1)]
    assert redirection["bins"][0]["counts"] == {"redirection": 1}


def test_a_mark_without_one_of_the_options_is_still_counted():
    lesson = Lesson().lasting(10)
    lesson.mark(1000, option=None)
    praise = count(lesson)
    assert praise["total"] == sum(option["total"] for option in praise["options"]) == 1
    assert praise["options"][-1]["key"] == "praise"


def test_the_rate_divides_by_the_time_in_which_that_measure_was_observed():
    lesson = Lesson().lasting(30)
    lesson.add("pause", 0)
    lesson.add("resume", 5 * MINUTE)
    lesson.add("unseen", 10 * MINUTE, measure="praise")
    lesson.add("seen", 15 * MINUTE, measure="praise")
    lesson.mark(20 * MINUTE)
    praise = count(lesson)
    assert (praise["observed_ms"], praise["rate_per_10_min"]) == (20 * MINUTE, 0.5)


def test_rates_and_shares_are_undefined_where_there_is_nothing_to_divide_by():
    lesson = Lesson()
    assert count(lesson)["rate_per_10_min"] is None
    assert count(lesson)["options"][0]["share"] is None
    lesson.mark(1000)
    assert (count(lesson)["total"], count(lesson)["rate_per_10_min"]) == (1, None)


def test_a_mark_in_a_pause_counts_as_recorded():
    lesson = Lesson().lasting(10)
    lesson.add("pause", 1000)
    lesson.mark(2000)
    assert count(lesson)["total"] == 1


def test_bins_are_half_open_and_five_minutes_long():
    lesson = Lesson().lasting(12)
    for at_ms in (0, 5 * MINUTE - 1, 5 * MINUTE, 10 * MINUTE):
        lesson.mark(at_ms)
    bins = count(lesson)["bins"]
    assert [(b["from_ms"], b["to_ms"]) for b in bins] == [(0, 300_000), (300_000, 600_000), (600_000, 900_000)]
    assert [b["counts"]["specific"] for b in bins] == [2, 1, 1]
    assert len(count(lesson, bin_ms=MINUTE)["bins"]) == 12


def test_a_visit_of_whole_bins_has_no_empty_one_after_it():
    assert len(count(Lesson().lasting(45))["bins"]) == 9


def test_bins_go_on_to_marks_outside_the_visit():
    lesson = Lesson()
    lesson.add("begin", 10 * MINUTE)
    lesson.add("end", 15 * MINUTE)
    lesson.mark(9 * MINUTE)
    lesson.mark(16 * MINUTE)
    bins = count(lesson)["bins"]
    assert [(b["from_ms"] // MINUTE, b["counts"]["specific"]) for b in bins] == [(5, 1), (10, 0), (15, 1)]


def test_a_mark_absurdly_late_makes_no_million_bins():
    lesson = Lesson().lasting(10)
    lesson.mark(10**12)
    bins = count(lesson)["bins"]
    assert len(bins) == MOST_BINS
    assert bins[-1]["counts"]["specific"] == 1


def test_bins_have_some_length():
    with pytest.raises(ValueError, match="bin_ms"):
        count(Lesson().lasting(10), bin_ms=0)


def test_marks_of_another_measure_are_not_counted():
    lesson = Lesson().lasting(10)
    lesson.mark(1000, "redirection", None)
    assert count(lesson)["total"] == 0
