"""Latencies: wait time."""

from app.measurement.summary import summarise
from tests.measurement.lesson import WAIT_TIME, Lesson


def wait(lesson: Lesson, *taps: tuple[str, int]):
    for kind, at_ms in taps:
        lesson.add(kind, at_ms, measure="wait")
    summary = summarise([WAIT_TIME], lesson.entries)["measures"][0]
    return {key: summary[key] for key in ("n", "missed", "median_ms", "q1_ms", "q3_ms", "values_ms")}


def test_each_response_belongs_to_the_cue_before_it():
    taps = []
    for start, latency in ((0, 1000), (10_000, 2000), (20_000, 3000), (30_000, 5000)):
        taps += [("cue", start), ("response", start + latency)]
    assert wait(Lesson().lasting(1), *taps) == {
        "n": 4,
        "missed": 0,
        "median_ms": 2500,
        "q1_ms": 1750,
        "q3_ms": 3500,
        "values_ms": [1000, 2000, 3000, 5000],
    }


def test_a_cue_without_a_response_is_counted_apart_and_never_as_zero():
    latencies = wait(Lesson().lasting(1), ("cue", 1000), ("cue", 5000), ("response", 6500), ("cue", 20_000))
    assert (latencies["n"], latencies["missed"], latencies["values_ms"]) == (1, 2, [1500])


def test_a_response_without_a_cue_and_a_second_response_say_nothing():
    taps = (("response", 500), ("cue", 1000), ("response", 2000), ("response", 9000))
    assert wait(Lesson().lasting(1), *taps)["values_ms"] == [1000]


def test_one_latency_is_its_own_median_and_quartiles():
    latencies = wait(Lesson().lasting(1), ("cue", 1000), ("response", 2000))
    assert [latencies[key] for key in ("q1_ms", "median_ms", "q3_ms")] == [1000] * 3


def test_without_latencies_nothing_is_defined():
    empty = {"n": 0, "missed": 0, "median_ms": None, "q1_ms": None, "q3_ms": None, "values_ms": []}
    assert wait(Lesson().lasting(1)) == empty
    assert wait(Lesson().lasting(1), ("cue", 1000)) == {**empty, "missed": 1}


def test_a_pause_between_the_two_is_taken_off():
    lesson = Lesson().lasting(1)
    lesson.add("pause", 2000)
    lesson.add("resume", 12_000)
    assert wait(lesson, ("cue", 1000), ("response", 14_000))["values_ms"] == [3000]


def test_a_latency_needs_no_begin():
    assert wait(Lesson(), ("cue", 1000), ("response", 3000))["values_ms"] == [2000]
