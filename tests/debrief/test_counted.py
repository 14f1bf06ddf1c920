"""What was counted, in words: every number with what it is out of; small numbers as marks; gaps are said."""

from app.debrief.counted import counted
from app.debrief.observed_time import observed_time
from app.debrief.tally import tally
from tests.debrief.readings import PRAISE, QUESTIONS, SWEEP, TALK, marks, reading


def rows(*args, **kwargs):
    return {row.name: row for group in counted(reading(*args, **kwargs)).groups for row in group.rows}


def test_counts_with_their_rate_on_observed_time():
    row = rows([PRAISE], *marks("praise", "specific", *range(1, 15)))["Specific praise"]
    assert (row.value, row.under, row.shape, row.pencil) == ("14", "3.1 in 10 min", "circle", "slate")


def test_a_pause_is_not_in_the_denominator():
    story = [*marks("praise", "general", 1, 2, 3), ("pause", 10, {}), ("resume", 15, {})]
    assert rows([PRAISE], *story, minutes=35)["General praise"].under == "1.0 in 10 min"


def test_nothing_observed_has_no_rate():
    assert rows([PRAISE], minutes=None)["Redirection"].under == "no time observed"


def test_time_with_its_share_of_the_observed_time():
    story = [("start", 0, {"measure": "talk"}), ("stop", 9, {"measure": "talk"})]
    story += [("start", 20, {"measure": "talk"}), ("stop", 31.25, {"measure": "talk"})]
    row = rows([TALK], *story)["Teacher talk"]
    assert (row.value, row.under, row.detail) == ("20:15", "45% of 45 min", "2 stretches, longest 11:15")


def test_sweeps_as_a_range_out_of_the_class():
    values = [22, 21, 19, 18, 22, 21, 20, 22]
    story = [("sweep", 5 * (i + 1), {"measure": "on_task", "value": v, "out_of": 24}) for i, v in enumerate(values)]
    row = rows([SWEEP], *story)["On-task sweep"]
    assert (row.value, row.under, row.detail) == ("18 to 22", "of 24 students", "8 sweeps, middle value 21")
    assert row.also == "165 of 192 in all, 86%"


def test_a_missed_sweep_is_said():
    row = rows([SWEEP], ("sweep", 5, {"measure": "on_task", "value": 20, "out_of": 24}), minutes=14)["On-task sweep"]
    assert (row.value, row.detail, row.also) == ("20", "1 sweep", "1 missed")


def test_fewer_than_five_sweeps_are_listed_and_have_no_percentage():
    story = [("sweep", 5 * i, {"measure": "on_task", "value": 17 + i, "out_of": 24}) for i in range(1, 5)]
    assert rows([SWEEP], *story, minutes=21)["On-task sweep"].also == "18, 19, 20, 21"


def test_without_a_sweep_nothing_is_made_up():
    row = rows([SWEEP], minutes=4)["On-task sweep"]
    assert (row.value, row.under) == ("0", "none taken")


def test_a_form_without_a_mark_is_still_listed():
    groups = counted(reading([PRAISE, QUESTIONS, TALK, SWEEP], minutes=None)).groups
    assert [group.title for group in groups] == ["Praise and redirection", "Questions", "Time and attention"]
    assert [row.value for row in groups[0].rows] == ["0", "0", "0"]


def test_only_notes():
    (group,) = counted(reading([], ("note", 3, {"text": "a"}), ("note", 4, {"text": "b"}))).groups
    assert [(row.name, row.value) for row in group.rows] == [("Notes", "2")]


def test_pauses_and_what_could_not_be_seen_are_said():
    story = [
        ("pause", 10, {}),
        ("resume", 14, {}),
        ("unseen", 20, {"measure": "talk"}),
        ("seen", 25, {"measure": "talk"}),
        ("unseen", 30, {}),
        ("seen", 31, {}),
    ]
    assert observed_time(reading([TALK], *story)) == [
        "Rates are per 10 minutes of the 40 min observed.",
        "Paused 10:00 to 14:00.",
        "The lesson could not be seen 30:00 to 31:00.",
        "Teacher talk could not be seen 20:00 to 25:00, so it is out of 35 min.",
    ]


def test_tally_marks_are_bundled_in_fives_and_always_look_the_same():
    fourteen = tally(14, "praise specific")
    assert fourteen.path.count("M") == 14
    assert fourteen == tally(14, "praise specific")
    assert tally(0, "x") is None
    assert tally(5000, "x") is None
    assert tally(60, "x").height > tally(25, "x").height


def test_a_lesson_recorded_from_a_video_says_so():
    shown = reading([TALK], ("mark", 1, {"measure": "talk"}))
    begin = next(entry for entry in shown.recording.entries if entry["kind"] == "begin")
    assert "Recorded from a video." not in observed_time(shown)
    begin["clock"] = "video"
    assert observed_time(shown)[0] == "Recorded from a video."
