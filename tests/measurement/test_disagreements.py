"""Where two observers differ: named in time order, kind by kind, and never where they only differ within the tolerance."""

from app.measurement.agreement import for_measure
from tests.measurement.lesson import CODES, MINUTE, ON_TASK, PRAISE, SEATS, STEPS, WAIT_TIME, WHO_TALKS, Lesson


def two_lessons(minutes: float = 10) -> tuple[Lesson, Lesson]:
    return Lesson().lasting(minutes), Lesson().lasting(minutes)


def differ(measure, lessons, **how):
    places = for_measure(measure, lessons[0].entries, lessons[1].entries, **how)["disagreements"]
    return [(place["at_ms"], place["until_ms"], place["a"], place["b"]) for place in places]


def test_marks_that_only_one_made_and_marks_read_as_something_else():
    lessons = a, b = two_lessons()
    a.mark(10_000, option="specific")
    b.mark(11_000, option="specific")
    a.mark(60_000, option="specific")
    b.mark(61_000, option="general")
    b.mark(30_000, option="general")
    a.mark(90_000, option="general")
    assert differ(PRAISE, lessons) == [
        (30_000, None, None, {"option": "general"}),
        (60_000, None, {"option": "specific"}, {"option": "general"}),
        (90_000, None, {"option": "general"}, None),
    ]
    assert len(differ(PRAISE, lessons, tolerance_ms=500)) == 6


def test_the_same_mark_at_another_seat():
    lessons = a, b = two_lessons()
    a.mark(10_000, "seats", "asks", seat=3)
    b.mark(10_500, "seats", "asks", seat=4)
    assert differ(SEATS, lessons) == [(10_000, None, {"option": "asks", "seat": 3}, {"option": "asks", "seat": 4})]


def test_stretches_in_which_another_state_was_on_longer_than_the_tolerance():
    lessons = a, b = two_lessons(1)
    a.states("who_talks", (0, 30_000), option="teacher")
    b.states("who_talks", (1_000, 20_000), option="teacher")
    b.states("who_talks", (20_000, 40_000), option="student")
    teacher, student = {"options": ["teacher"]}, {"options": ["student"]}
    assert differ(WHO_TALKS, lessons) == [(20_000, 30_000, teacher, student), (30_000, 40_000, None, student)]
    assert differ(WHO_TALKS, lessons, tolerance_ms=500)[0] == (0, 1_000, teacher, None)


def test_a_pause_of_one_observer_is_no_disagreement():
    lessons = a, b = two_lessons(1)
    for lesson in lessons:
        lesson.states("who_talks", (0, 50_000), option="teacher")
    b.add("pause", 20_000)
    b.add("resume", 40_000)
    a.mark(30_000)
    assert differ(WHO_TALKS, lessons) == []
    assert differ(PRAISE, lessons) == []


def test_latencies_sweeps_codes_and_steps():
    lessons = a, b = two_lessons()
    for lesson, wait, value, codes, step in (
        (a, 1_000, 20, ["lec"], "seen"),
        (b, 4_000, 18, ["lec", "pq"], "not_seen"),
    ):
        lesson.add("cue", 10_000, measure="wait")
        lesson.add("response", 10_000 + wait, measure="wait")
        lesson.add("sweep", 5 * MINUTE, measure="on_task", value=value, out_of=24)
        lesson.add("interval", 4 * MINUTE, measure="codes", k=1, codes=codes)
        lesson.add("check", 9_000, measure="steps", option="model", value=step)
    assert differ(WAIT_TIME, lessons) == [(10_000, None, {"latency_ms": 1_000}, {"latency_ms": 4_000})]
    sweeps = ({"value": 20, "out_of": 24}, {"value": 18, "out_of": 24})
    assert differ(ON_TASK, lessons) == [(5 * MINUTE, None, *sweeps)]
    assert differ(CODES, lessons) == [(2 * MINUTE, 4 * MINUTE, {"codes": ["lec"]}, {"codes": ["lec", "pq"]})]
    said = ({"option": "model", "value": "seen"}, {"option": "model", "value": "not_seen"})
    assert differ(STEPS, lessons) == [(9_000, None, *said)]


def test_an_observer_never_disagrees_with_themself():
    a = Lesson().lasting(10)
    a.mark(5_000)
    a.states("who_talks", (0, 20_000), (30_000, 40_000), option="student")
    for measure in (PRAISE, WHO_TALKS, ON_TASK, CODES):
        assert differ(measure, (a, a), tolerance_ms=0) == []
