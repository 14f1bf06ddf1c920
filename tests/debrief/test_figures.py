"""The geometry of the lesson's line: percent of its length, from its begin to its end."""

import pytest

from app.debrief.figures import bands, scale_of, ticks
from app.debrief.moments import span
from app.debrief.timeline import timeline
from tests.debrief.readings import MINUTE, PRAISE, SWEEP, TALK, marks, reading


def test_a_mark_lies_where_it_was_made():
    figure = timeline(reading([PRAISE], *marks("praise", "specific", 9, 22.5, 45)))
    assert [lane.name for lane in figure.lanes] == ["Specific praise", "General praise", "Redirection"]
    assert (figure.lanes[0].marks, figure.lanes[0].total) == ([20.0, 50.0, 100.0], "3")
    assert (figure.lanes[1].marks, figure.lanes[1].total) == ([], "0")


def test_durations_are_bars_and_sweeps_are_values():
    story = [("start", 9, {"measure": "talk"}), ("stop", 18, {"measure": "talk"})]
    story.append(("sweep", 22.5, {"measure": "on_task", "value": 18, "out_of": 24}))
    talk, sweep = timeline(reading([TALK, SWEEP], *story)).lanes
    assert [(bar.x, bar.width) for bar in talk.bars] == [(20.0, 20.0)]
    assert (talk.total, sweep.total) == ("9:00", "of 24")
    assert [(value.x, value.text, value.height) for value in sweep.values] == [(50.0, "18", 0.75)]


def test_pauses_and_unseen_spans_are_drawn_where_they_were():
    story = [
        ("pause", 9, {}),
        ("resume", 18, {}),
        ("unseen", 36, {"measure": "talk"}),
        ("seen", 45, {"measure": "talk"}),
    ]
    figure = timeline(reading([TALK], *story))
    assert [(s.x, s.width) for s in figure.paused] == [(20.0, 20.0)]
    assert [(s.x, s.width) for s in figure.lanes[0].unseen] == [(80.0, 20.0)]
    assert figure.unseen == []


def test_what_was_marked_after_the_end_is_still_on_the_line():
    figure = timeline(reading([PRAISE], *marks("praise", "specific", 60)))
    assert figure.scale.to_ms == 60 * MINUTE
    assert figure.lanes[0].marks == [100.0]


@pytest.mark.parametrize("minutes", [None, 0, 0.5, 3, 45, 95, 600])
def test_any_length_has_an_axis_that_can_be_read(minutes):
    figure = timeline(reading([PRAISE], minutes=minutes))
    places = [tick.x for tick in figure.ticks]
    assert places == sorted(places)
    assert len(places) <= 11
    assert figure.ticks[-1].text.endswith("min")


def test_round_minutes_on_the_axis():
    assert [tick.text for tick in ticks(scale_of(0, 45 * MINUTE, []), "45 min")] == [
        "0", "5", "10", "15", "20", "25", "30", "35", "40", "45 min",
    ]  # fmt: skip


def test_names_of_short_segments_get_out_of_each_others_way():
    scale = scale_of(0, 45 * MINUTE, [])
    names = [("Warm-up", 0), ("Mini lesson", 2), ("Group work", 4), ("Share-out", 40)]
    segments = [{"text": t, "from_ms": m * MINUTE, "to_ms": 45 * MINUTE} for t, m in names]
    found = bands(scale, segments)
    assert [band.phone_row for band in found] == [0, 1, 2, 0]
    assert [band.odd for band in found] == [False, True, False, True]
    assert found[3].at_end


def test_a_crowded_lane_thins_out():
    figure = timeline(reading([PRAISE], *marks("praise", "specific", *(i * 0.009 for i in range(5000)))))
    lane = figure.lanes[0]
    assert (lane.total, list(lane.marks)) == ("5000", [])
    assert lane.crowd.count("M") == 240
    assert len(lane.crowd) < 4000


def test_the_frame_is_around_the_moment_and_never_too_thin_to_see():
    seen = reading([PRAISE])
    assert (timeline(seen, span(9 * MINUTE, 18 * MINUTE)).frame.x, timeline(seen).frame) == (20.0, None)
    thin = timeline(seen, span(45 * MINUTE, 45 * MINUTE)).frame
    assert thin.x + thin.width == 100.0
    assert thin.width > 1


def test_the_figure_says_what_it_shows():
    figure = timeline(reading([PRAISE], *marks("praise", "specific", 1, 2)))
    assert figure.label.startswith("Lesson timeline, 45 min")
    assert "Specific praise: 2; General praise: 0" in figure.described


def test_an_option_that_does_not_say_of_what_gets_its_measures_name():
    who = {"key": "who", "kind": "duration", "label": "Who talks", "options": [{"key": "teacher", "label": "Teacher"}]}
    assert timeline(reading([who])).lanes[0].name == "Who talks: Teacher"
