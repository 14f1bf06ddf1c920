"""Each kind of measure says its own numbers, with what they are out of; a lesson with all kinds can be read and used."""

import pytest
from sqlmodel import select
from weasyprint import HTML

from app.database import transaction
from app.debrief.counted import counted
from app.debrief.print_page import printed_visit
from app.debrief.queries import debrief_of, read_visit
from app.debrief.timeline import timeline
from app.forms.models import FormVersion
from tests.cast import entry
from tests.debrief import every_kind
from tests.debrief.readings import MINUTE, reading
from tests.debrief.test_budget import LIMIT_QUERIES, counting

WAIT = {"key": "wait", "kind": "latency", "label": "Wait time"}
STEPS = {
    "key": "steps",
    "kind": "checklist",
    "label": "Steps",
    "options": [{"key": key, "label": key.capitalize()} for key in ("model", "guide", "check", "alone")],
}
CODES = {
    "key": "codes",
    "kind": "interval",
    "label": "Doing",
    "every_ms": 2 * MINUTE,
    "method": "partial",
    "options": [
        {"key": "lec", "label": "Lecturing"},
        {"key": "mg", "label": "Guiding"},
        {"key": "w", "label": "Waiting"},
    ],
}
SEATS = {
    "key": "flow",
    "kind": "seats",
    "label": "Verbal flow",
    "rows": 5,
    "columns": 6,
    "options": [{"key": "asked", "label": "Asked"}, {"key": "asks", "label": "Asks"}],
}


def waits(*seconds, unanswered=0):
    for i, length in enumerate([*seconds, *[None] * unanswered]):
        yield "cue", i + 1, {"measure": "wait"}
        if length is not None:
            yield "response", i + 1 + length / 60, {"measure": "wait"}


def only_row(*args, **kwargs):
    return counted(reading(*args, **kwargs)).groups[0].rows[0]


def test_a_wait_is_its_median_with_quartiles_and_how_many_there_were():
    row = only_row([WAIT], *waits(1, 2, 3, 4, 5, unanswered=2))
    assert (row.value, row.under) == ("3.0 s", "middle of 5 waits")
    assert row.also == "Half lie from 2.0 s to 4.0 s. 2 with no answer"
    assert (list(row.strip.places), row.strip.middle, row.strip.box) == (
        [20.0, 40.0, 60.0, 80.0, 100.0],
        60.0,
        (40.0, 80.0),
    )


def test_fewer_than_five_waits_are_listed_without_quartiles():
    row = only_row([WAIT], *waits(1, 2.5, 4))
    assert (row.value, row.also, row.strip.box) == ("2.5 s", "1.0 s, 2.5 s, 4.0 s", None)


def test_cues_that_nobody_answered_are_no_zeros():
    row = only_row([WAIT], *waits(unanswered=3))
    assert (row.value, row.under, row.also, row.strip) == ("0", "answered", "3 with no answer", None)


def test_each_wait_stands_in_the_table():
    (table,) = counted(reading([WAIT], *waits(1.5, unanswered=1))).groups[0].tables
    assert table.rows == [["1:00", "1.5 s"], ["2:00", "no answer"]]


def test_steps_that_there_was_no_chance_to_see_are_not_in_the_denominator():
    said = [("model", "seen"), ("guide", "not_seen"), ("check", "no_chance")]
    story = [("check", i, {"measure": "steps", "option": key, "value": value}) for i, (key, value) in enumerate(said)]
    (group,) = counted(reading([STEPS], *story)).groups
    assert [(row.name, row.value) for row in group.rows] == [
        ("Steps seen", "1 of 2"),
        ("Model", "seen"),
        ("Guide", "not seen"),
        ("Check", "no chance"),
        ("Alone", "nothing recorded"),
    ]


def intervals(*codes):
    return [
        ("interval", 2 * k + 1.9, {"measure": "codes", "k": k, "codes": seen})
        for k, seen in enumerate(codes)
        if seen is not None
    ]


def test_intervals_have_their_share_of_the_scored_ones_and_apart_their_share_of_codes():
    story = intervals(*[["lec"]] * 6, ["lec", "mg"], ["lec", "mg"], None, [])
    (chart,) = counted(reading([CODES], *story, minutes=20)).intervals
    assert (chart.under, chart.of_intervals, chart.of_codes) == (
        "9 intervals of 2 min, 1 missed", "of 9 intervals", "of 10 codes",
    )  # fmt: skip
    assert [(row.name, row.count, row.of_intervals, row.of_codes) for row in chart.rows] == [
        ("Lecturing", 8, "89%", "80%"),
        ("Guiding", 2, "", ""),
    ]
    assert chart.not_seen == "Not seen: Waiting."


@pytest.mark.parametrize(
    ("method", "said"), [("partial", "overstates"), ("whole", "understates"), ("momentary", "moment when")]
)
def test_what_the_method_does_to_the_numbers_is_said_beside_them(method, said):
    (chart,) = counted(reading([CODES | {"method": method}], *intervals(["lec"]), minutes=2)).intervals
    assert said in chart.notes[0]


def at_seats(*seats):
    return [
        ("mark", i / 2, {"measure": "flow", "option": option, "seat": seat}) for i, (seat, option) in enumerate(seats)
    ]


def test_marks_by_seat_and_code_and_how_many_of_the_filled_seats_were_reached():
    story = [
        *at_seats((7, "asked"), (7, "asked"), (7, "asks"), (30, "asks")),
        ("mark", 9, {"measure": "flow", "option": "asks"}),
    ]
    (chart,) = counted(reading([SEATS], *story)).seats
    assert chart.under == "5 marks. 2 of 24 filled seats reached"
    assert chart.notes == ["1 mark has no seat."]
    assert [(seat.number, seat.marks) for seat in chart.seats if seat.marks] == [("7", 3), ("30", 1)]
    assert [(code[0], code[1]) for code in chart.seats[6].codes] == [("circle", 2), ("ring", 1)]
    assert chart.table.rows == [["7", "2", "1"], ["30", "0", "1"]]
    assert [(code.name, code.count, code.seats) for code in chart.codes] == [
        ("Asked", "2", "at 1 seat"), ("Asks", "2", "at 2 seats"),
    ]  # fmt: skip


def test_a_seat_that_the_chart_does_not_have_gets_a_row_of_its_own():
    (chart,) = counted(reading([SEATS], *at_seats((1600, "asked")))).seats
    assert chart.seats[-1].number == "1602"


def test_stretches_have_their_mean_and_spread_in_the_table():
    talk = {"key": "talk", "kind": "duration", "label": "Teacher talk"}
    times = [(3.3, 7.75), (9.9, 16.2), (18.35, 24.475)]
    story = [
        (kind, at / 60, {"measure": "talk"}) for pair in times for kind, at in zip(("start", "stop"), pair, strict=True)
    ]
    (table,) = counted(reading([talk], *story, minutes=1)).groups[0].tables
    assert table.rows == [["Teacher talk", "3", "5.6 s", "1.0 s", "6.3 s", "2.1 s"]]


def test_a_wait_on_the_line_is_a_bar_and_an_open_cue_a_ring():
    (lane,) = timeline(
        reading(
            [WAIT],
            ("cue", 9, {"measure": "wait"}),
            ("response", 18, {"measure": "wait"}),
            ("cue", 36, {"measure": "wait"}),
        )
    ).lanes
    assert [(bar.x, bar.width) for bar in lane.bars] == [(20.0, 20.0)]
    assert lane.others == [("ring", 80.0)]


def test_intervals_on_the_line_are_cells_and_stand_still_in_a_pause():
    story = [
        ("pause", 2, {}),
        ("resume", 6, {}),
        *intervals(["lec"]),
        ("interval", 7.9, {"measure": "codes", "k": 1, "codes": ["lec"]}),
    ]
    lane = timeline(reading([CODES], *story, minutes=10)).lanes[0]
    assert [cell.x for cell in lane.bars] == [0.0, 60.0]
    assert [cell.x for cell in lane.missed] == [80.0]


def test_steps_on_the_line_are_told_apart_by_shape():
    said = [("model", "seen"), ("guide", "not_seen"), ("check", "no_chance")]
    story = [("check", 9, {"measure": "steps", "option": key, "value": value}) for key, value in said]
    lanes = timeline(reading([STEPS], *story)).lanes
    assert [(lane.label, lane.others, lane.total) for lane in lanes[:3]] == [
        ("Model", [("circle", 20.0)], "seen"),
        ("Guide", [("ring", 20.0)], "not seen"),
        ("Check", [("tick", 20.0)], "no chance"),
    ]


@pytest.fixture
def whole(visit, engine, both):
    with transaction(engine) as db:
        db.exec(select(FormVersion)).one().measures = every_kind.measures()
    visit.record(*(entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(every_kind.story(), 1)))
    both.dana.post(f"{visit.page}/opening")
    return visit


def test_a_lesson_recorded_in_every_way_can_be_read(whole, both):
    page = both.dana.get(whole.page).text
    for said in (
        "14", "3.3 in 10 min", "middle of 12 waits", "2 with no answer", "3 of 4", "of those that could be",
        "20 intervals of 2 min, 1 missed", "13 of 24 filled seats reached", "Paused 20:00 to 22:00.",
        "Verbal flow could not be seen 30:00 to 33:00, so it is out of 39 min.", "overstates",
    ):  # fmt: skip
        assert said in page, said


def test_lanes_can_be_chosen_and_the_address_remembers_them(whole, both):
    page = both.dana.get(f"{whole.page}?bin=10&lane=wait_time_1&lane=copus_students.s_cg&from=60000&to=150000").text
    assert page.count('<div class="lane ') == 3
    assert "Clicker group" in page
    assert "every 10 minutes" in page
    assert '<option value="10" selected>' in page
    assert page.count("&amp;bin=10&amp;lane=copus_students.s_cg&amp;lane=wait_time_1") > 4


def test_without_a_choice_the_empty_lanes_of_a_long_list_are_left_out(whole, both):
    page = both.dana.get(f"{whole.page}/lesson").text
    assert "lanes are left out" in page
    assert page.count('<div class="lane ') < 35


@pytest.mark.parametrize("query", ["bin=7", "bin=x", "bin=-1", "lane=nothing", "lane=", "bin=60&lane=notes"])
def test_any_choice_can_be_asked_for(whole, both, query):
    for place in ("", "/lesson", "/moment"):
        assert both.dana.get(f"{whole.page}{place}?{query}").status_code == 200


@pytest.mark.parametrize("number", [100, 1500])
def test_the_page_takes_at_most_twelve_queries_for_a_visit_of_any_length(whole, both, engine, number):
    extra = [
        entry("mark", 1000 * i, 1000 + i, measure="praise_and_redirection", option="redirection") for i in range(number)
    ]
    for start in range(0, number, 500):
        whole.record(*extra[start : start + 500])
    with counting(engine) as said:
        assert both.dana.get(whole.page).status_code == 200
    assert len(said) <= LIMIT_QUERIES, "\n".join(said)


def test_a_lesson_recorded_in_every_way_is_three_to_six_pages_of_paper(whole, people, engine):
    with transaction(engine, writes=False) as db:
        html = printed_visit(debrief_of(db, read_visit(db, whole.seen_by(db, people.dana))))
    assert 3 <= len(HTML(string=html).render().pages) <= 6
