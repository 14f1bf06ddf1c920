"""A moment: what happened in it, and the nearest ones before and after in which something did."""

from app.debrief.happenings import happenings
from app.debrief.moments import first_place, moment_at, place_asked, span, window_of
from tests.debrief.readings import MINUTE, PRAISE, SWEEP, TALK, marks, reading


def texts(moment):
    return [thing.text for thing in moment.happened]


def test_what_happened_in_it_and_in_which_part():
    story = [
        ("segment", 0, {"text": "Warm-up"}),
        ("segment", 20, {"text": "Group work"}),
        *marks("praise", "specific", 24.2, 26),
        ("note", 24.3, {"text": "“You found a common unit.”"}),
        ("start", 25, {"measure": "talk"}),
        ("stop", 25.6, {"measure": "talk"}),
        ("sweep", 25.1, {"measure": "on_task", "value": 22, "out_of": 24}),
    ]
    moment = moment_at(reading([PRAISE, TALK, SWEEP], *story), span(23 * MINUTE, 25 * MINUTE + 20_000))
    assert moment.segment == "Group work"
    assert texts(moment) == [
        "Specific praise",
        "“You found a common unit.”",
        "Teacher talk starts, 0:36",
        "On-task sweep: 22 of 24",
    ]


def test_a_moment_ends_before_what_begins_the_next():
    seen = reading([PRAISE], *marks("praise", "specific", 1, 2))
    assert len(moment_at(seen, span(MINUTE, 2 * MINUTE)).happened) == 1


def test_earlier_and_later_skip_where_nothing_happened():
    seen = reading([PRAISE], *marks("praise", "specific", 5, 20, 40))
    moment = moment_at(seen, span(20 * MINUTE, 21 * MINUTE))
    assert (moment.earlier, moment.later) == (span(5 * MINUTE, 6 * MINUTE), span(40 * MINUTE, 41 * MINUTE))


def test_there_is_nothing_before_the_begin_and_after_the_end():
    seen = reading([PRAISE], *marks("praise", "specific", 5))
    assert moment_at(seen, span(0, MINUTE)).earlier is None
    assert moment_at(seen, span(45 * MINUTE, 46 * MINUTE)).later is None


def test_one_entry_and_its_neighbours():
    seen = reading([PRAISE], *marks("praise", "specific", 5, 20, 40))
    ids = [thing.id for thing in happenings(seen)]
    moment = moment_at(seen, place_asked(seen, None, None, ids[2], None))
    assert texts(moment) == ["Specific praise"]
    assert (moment.earlier.on, moment.later.on) == ({"entry": ids[1]}, {"entry": ids[3]})


def test_where_nobody_said_anything_it_begins_with_the_first_thing_recorded():
    seen = reading([PRAISE], *marks("praise", "specific", 5.1))
    assert place_asked(seen, None, None, None, None) is None
    assert first_place(seen) == span(5 * MINUTE, 5 * MINUTE + 100_000)


def test_an_empty_visit_has_a_first_place_too():
    assert first_place(reading([PRAISE], minutes=None)).from_ms == 0


def test_a_moment_is_a_27th_of_the_lesson():
    assert [window_of(m * MINUTE) for m in (0, 5, 45, 90)] == [20_000, 20_000, 100_000, 200_000]


def test_the_other_kinds_in_words():
    latency = {"key": "wait", "kind": "latency", "label": "Wait time"}
    steps = {"key": "steps", "kind": "checklist", "label": "Steps", "options": [{"key": "model", "label": "Model"}]}
    codes = {
        "key": "codes",
        "kind": "interval",
        "label": "Codes",
        "every_ms": 120_000,
        "options": [{"key": "lec", "label": "Lecture"}],
    }
    seats = {"key": "seats", "kind": "seats", "label": "Seats", "rows": 5, "columns": 6}
    story = [
        ("cue", 1, {"measure": "wait"}),
        ("response", 1.05, {"measure": "wait"}),
        ("interval", 2, {"measure": "codes", "k": 0, "codes": ["lec"]}),
        ("check", 3, {"measure": "steps", "option": "model", "value": "not_seen"}),
        ("mark", 5, {"measure": "seats", "seat": 7}),
        ("pause", 6, {}),
        ("resume", 7, {}),
        ("unseen", 8, {"measure": "wait"}),
        ("seen", 9, {}),
    ]
    assert [thing.text for thing in happenings(reading([latency, steps, codes, seats], *story, minutes=10))] == [
        "The visit begins",
        "Wait time: 3.0 s",
        "Codes, interval 1: Lecture",
        "Steps: Model: not seen",
        "Seats, seat 7",
        "Paused",
        "Resumed",
        "Could not see Wait time",
        "Could see the lesson again",
        "The visit ends",
    ]
