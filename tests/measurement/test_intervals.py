"""Interval recording, as in COPUS."""

import pytest

from app.measurement.summary import summarise
from tests.measurement.lesson import CODES, MINUTE, Lesson


def score(lesson: Lesson, intervals: dict[int, str], measure=CODES):
    for k, codes in intervals.items():
        lesson.add("interval", (k + 1) * 2 * MINUTE, measure="codes", k=k, codes=codes.split())
    return summarise([measure], lesson.entries)["measures"][0]


def shares(summary, share):
    return {code["key"]: code[share] for code in summary["codes"]}


def test_share_of_intervals_and_share_of_codes_are_two_numbers():
    codes = score(Lesson().lasting(8), {0: "lec", 1: "lec pq", 2: "lec pq mg", 3: ""})
    assert (codes["scored"], codes["missed"]) == (4, 0)
    assert [code["intervals"] for code in codes["codes"]] == [3, 2, 1]
    assert shares(codes, "share_of_intervals") == {"lec": 0.75, "pq": 0.5, "mg": 0.25}
    assert shares(codes, "share_of_codes") == {"lec": 3 / 6, "pq": 2 / 6, "mg": 1 / 6}


def test_a_missed_interval_is_out_of_the_denominator_and_none_seen_is_in_it():
    codes = score(Lesson().lasting(8), {0: "lec", 1: ""})
    assert (codes["scored"], codes["missed"]) == (2, 2)
    assert shares(codes, "share_of_intervals")["lec"] == 0.5


def test_a_trailing_part_is_dropped():
    codes = score(Lesson().lasting(7), {0: "lec", 1: "lec", 2: "lec", 3: "pq"})
    assert (codes["scored"], codes["missed"]) == (3, 0)
    assert shares(codes, "share_of_intervals")["pq"] == 0


def test_of_two_entries_about_one_interval_the_later_id_holds():
    lesson = Lesson().lasting(2)
    score(lesson, {0: "lec"})
    codes = score(lesson, {0: "pq pq"})
    assert shares(codes, "share_of_intervals") == {"lec": 0, "pq": 1, "mg": 0}


def test_the_interval_clock_stands_still_in_a_pause():
    lesson = Lesson().lasting(8)
    lesson.add("pause", 2 * MINUTE)
    lesson.add("resume", 6 * MINUTE)
    codes = score(lesson, {0: "lec"})
    assert (codes["scored"], codes["missed"]) == (1, 1)


@pytest.mark.parametrize(("scored", "missed"), [({0: "lec"}, 1), ({0: "lec", 1: "lec"}, 1), ({0: "", 1: "", 3: ""}, 0)])
def test_an_interval_in_which_it_could_not_be_seen_is_not_missed(scored, missed):
    """Of four intervals the second and third are touched."""
    lesson = Lesson().lasting(8)
    lesson.add("unseen", 3 * MINUTE, measure="codes")
    lesson.add("seen", 3 * MINUTE + 1000)
    lesson.add("unseen", 3 * MINUTE + 2000, measure="codes")
    lesson.add("seen", 5 * MINUTE)
    assert score(lesson, scored)["missed"] == missed


def test_in_a_visit_that_has_not_ended_a_scored_interval_is_complete():
    lesson = Lesson()
    lesson.add("begin", 0)
    lesson.add("interval", 1000, measure="codes", k=0, codes=["lec"])
    assert score(lesson, {})["scored"] == 1


def test_without_scores_shares_are_undefined():
    assert set(shares(score(Lesson().lasting(8), {}), "share_of_intervals").values()) == {None}
    assert set(shares(score(Lesson().lasting(8), {0: ""}), "share_of_codes").values()) == {None}


def test_a_measure_without_a_length_counts_what_was_scored():
    bare = {"key": "codes", "kind": "interval"}
    codes = score(Lesson(), {0: "lec", 2: "lec"}, bare)
    assert (codes["scored"], codes["missed"]) == (2, 1)


def test_a_copus_lesson_gives_the_percentages_worked_out_by_hand():
    """Fifty minutes, 25 intervals of two minutes; instructor: 15 with Lec, 10 with RtW, 8 with PQ, 7 with MG: 40 codes."""
    instructor = "Lec RtW DV FUp PQ CQ AnQ MG 1o1 Adm W O".lower().split()
    copus = {
        "key": "codes",
        "kind": "interval",
        "every_ms": 2 * MINUTE,
        "several": True,
        "options": [{"key": f"i_{code}"} for code in instructor],
    }
    lesson = dict.fromkeys(range(10), "i_lec i_rtw")
    lesson |= dict.fromkeys(range(10, 15), "i_lec i_pq")
    lesson |= dict.fromkeys(range(15, 18), "i_pq i_mg")
    lesson |= dict.fromkeys(range(18, 22), "i_mg")
    lesson |= dict.fromkeys(range(22, 25), "")
    summary = score(Lesson().lasting(50), lesson, copus)
    of_intervals = {key: share for key, share in shares(summary, "share_of_intervals").items() if share}
    of_codes = {key: share for key, share in shares(summary, "share_of_codes").items() if share}
    assert summary["scored"] == 25
    assert of_intervals == {"i_lec": 0.6, "i_rtw": 0.4, "i_pq": 0.32, "i_mg": 0.28}
    assert of_codes == {"i_lec": 0.375, "i_rtw": 0.25, "i_pq": 0.2, "i_mg": 0.175}
