"""The teacher may guess before the numbers; then the count stands beside the guess, without comment."""

from dataclasses import replace

import pytest

from app.debrief.guesses import UNITS, asked, beside
from app.forms.kinds import KINDS
from app.forms.look import with_look
from tests.cast import entry
from tests.debrief.readings import MINUTE, PRAISE, SWEEP, TALK, marks, reading

pytestmark = pytest.mark.both_databases
MEASURES = [
    PRAISE,
    TALK,
    SWEEP,
    {"key": "wait", "kind": "latency", "label": "Wait time"},
    {
        "key": "codes",
        "kind": "interval",
        "label": "Codes",
        "every_ms": MINUTE,
        "options": [{"key": "lec", "label": "Lecturing"}, {"key": "grp", "label": "Groups"}],
    },
    {
        "key": "steps",
        "kind": "checklist",
        "label": "Steps",
        "options": [{"key": "a", "label": "Opens"}, {"key": "b", "label": "Closes"}],
    },
    {"key": "seats", "kind": "seats", "label": "Who spoke", "rows": 4, "columns": 6},
]


def guess(measure, value, option=None):
    return (
        "prediction",
        0,
        {"measure": measure, "value": value, "author": "dana"} | ({"option": option} if option else {}),
    )


def rows(*story):
    return [(row.ask.name, row.guessed, row.counted) for row in beside(reading(MEASURES, *story))]


def test_every_kind_of_measure_has_a_unit_to_guess_in():
    assert UNITS.keys() == set(KINDS)
    units = [ask.unit for _label, asks in asked(with_look(MEASURES)) for ask in asks]
    assert units == [
        *["times"] * 3,
        "minutes",
        "of 100 students",
        "seconds, usually",
        *["of 100 intervals"] * 2,
        "of 2 steps",
        "of 24 seats",
    ]


def test_a_measure_with_many_options_is_no_questionnaire():
    many = [{"key": f"o{i}", "label": f"Kind {i}"} for i in range(13)]
    count = {"key": "q", "kind": "count", "label": "Questions", "options": many}
    codes = {"key": "c", "kind": "interval", "label": "Codes", "every_ms": MINUTE, "options": many}
    assert [(label, len(asks)) for label, asks in asked(with_look([count, codes]))] == [("Questions", 1)]


def test_each_guess_stands_beside_what_was_counted_in_the_same_unit():
    story = [
        *marks("praise", "specific", 1, 2, 3),
        ("start", 5, {"measure": "talk"}),
        ("stop", 25, {"measure": "talk"}),
        ("sweep", 10, {"measure": "on_task", "value": 18, "out_of": 24}),
        ("cue", 30, {"measure": "wait"}),
        ("response", 30.05, {"measure": "wait"}),
        ("interval", 1, {"measure": "codes", "k": 0, "codes": ["lec"]}),
        ("interval", 2, {"measure": "codes", "k": 1, "codes": []}),
        ("check", 3, {"measure": "steps", "option": "a", "value": "seen"}),
        ("mark", 4, {"measure": "seats", "seat": 3}),
        guess("praise", 10, "specific"),
        guess("talk", 15),
        guess("on_task", 90),
        guess("wait", 2),
        guess("codes", 40, "lec"),
        guess("steps", 2),
        guess("seats", 12),
    ]
    assert rows(*story) == [
        ("Specific praise", "10", "3"),
        ("Teacher talk", "15 min", "20 min"),
        ("On-task sweep", "90%", "75%"),
        ("Wait time", "2 s", "3.0 s"),
        ("Lecturing", "40%", "50%"),
        ("Steps", "2", "1"),
        ("Who spoke", "12", "1"),
    ]


def test_nothing_recorded_is_said_and_is_not_zero():
    told = rows(guess("on_task", 90), guess("wait", 2), guess("codes", 40, "grp"), guess("praise", 3, "general"))
    assert [counted for _name, _guessed, counted in told] == ["0", *["not recorded"] * 3]


def test_the_newest_guess_holds_and_one_taken_back_is_gone():
    seen = reading(MEASURES, guess("talk", 5), guess("talk", 9))
    assert [row.guessed for row in beside(seen)] == ["9 min"]
    newest = [e["id"] for e in seen.entries if e["kind"] == "prediction"][-1]
    void = entry("void", n=99, target=newest) | {"seq": 99, "author": "dana", "device": "phone"}
    assert [row.guessed for row in beside(replace(seen, entries=[*seen.entries, void]))] == ["5 min"]


def test_the_page_asks_before_the_numbers_and_says_who_reads_it(ended, both):
    page = both.dana.get(ended.page).text
    assert "Guess first, if you like" in page
    assert "Marcus can read your guesses too." in page
    assert page.count("data-guess data-measure") == 6
    assert "What was counted" not in page


def test_both_see_the_guess_beside_the_count_once_it_is_open(ended, both, people):
    ended.record(entry("prediction", n=1, measure="praise", option="specific", value=8), by=people.dana, device="phone")
    assert "beside the counts</h2>" not in both.marcus.get(ended.page).text
    both.dana.post(f"{ended.page}/opening")
    assert "Your guesses, beside the counts" in both.dana.get(ended.page).text
    assert "Dana’s guesses, beside the counts" in both.marcus.get(ended.page).text
    fragment = both.marcus.get(f"{ended.page}/guesses", headers={"hx-request": "true"}).text
    assert "<td>8</td><td>3</td>" in fragment


def test_a_guess_is_kept_in_its_field_until_the_visit_is_opened(ended, both, people):
    ended.record(entry("prediction", n=1, measure="redirection", value=4), by=people.dana, device="phone")
    assert 'data-said="4"' in both.dana.get(ended.page).text


def test_the_coach_guesses_nothing(looked, both, people):
    looked.record(entry("prediction", n=1, measure="redirection", value=4), by=people.marcus, device="laptop")
    assert "beside the counts</h2>" not in both.dana.get(looked.page).text
