"""FILL+ tables come in as their authors share them: time and code, NA where nothing is coded, END at the end."""

import pytest

from app.forms.starters import every_starter
from tests.exchange.bringing import agree, bring, numbers_of

LESSON = """time,code,Comments
00:00:00,NA,
00:00:30,AD,late start
00:01:00,LT,
00:03:10,LQ,
00:03:15,SR,
00:03:20,LQ,
00:03:30,LQ,
00:03:40,LT,
00:05:00,END,
"""


@pytest.fixture
def fill(partners, people, signed_in):
    marcus = signed_in(people.marcus)
    starter = every_starter()["fill_plus"]
    form = marcus.post(f"{partners.api}/forms", json={"title": starter.title, "measures": starter.measures}).json()
    agree(signed_in(people.dana), partners, form)

    def brought(text, name="ILA_L1-2018_09_24-Ross.csv", **more):
        return bring(marcus, partners, name, text.encode(), **more)

    brought.numbers = lambda answer: numbers_of(marcus, partners, answer.json()["visits"][0]["id"])
    return brought


def totals(numbers):
    return {o["key"]: (o["total_ms"] // 1000, o["bouts"]) for o in numbers["measures"][0]["options"] if o["bouts"]}


def test_each_code_lasts_until_the_next(fill):
    answer = fill(LESSON)
    assert answer.status_code == 201, answer.text
    numbers = fill.numbers(answer)
    assert totals(numbers) == {"ad": (30, 1), "lt": (210, 2), "lq": (25, 3), "sr": (5, 1)}
    assert (numbers["observed_ms"], numbers["measures"][0]["observed_ms"]) == (300_000, 270_000)
    assert sum(o["share"] for o in numbers["measures"][0]["options"]) == pytest.approx(1)


def test_the_day_is_in_the_files_name(fill):
    assert fill(LESSON).json()["visits"][0]["planned_for"] == "2018-09-24T12:00:00.000Z"


def test_the_sender_says_when_it_was(fill):
    answer = fill(LESSON, begun_at="2026-03-02T09:15:00+01:00")
    assert answer.json()["visits"][0]["planned_for"] == "2026-03-02T08:15:00.000Z"


@pytest.mark.parametrize(
    "text",
    [
        "0:00,NA\n0:30,AD\n1:00,lt \n3:10,LQ\n3:15,SR\n3:20,LQ\n3:30,LQ\n3:40,LT\n5:00,END\n",
        "Time (s);Code\n0;NA\n30;AD\n60;LT\n190;LQ\n195;SR\n200;LQ\n210;LQ\n220;LT\n300;END\n",
        "start,duration,code\n30,30,AD\n60,130,LT\n190,5,LQ\n195,5,SR\n200,10,LQ\n210,10,LQ\n220,80,LT\n",
        "start,end,code\n0:30,1:00,AD\n1:00,3:10,LT\n3:10,3:15,LQ\n3:15,3:20,SR\n3:20,3:30,LQ\n3:30,3:40,LQ\n3:40,5:00,LT\n",
    ],
)
def test_other_ways_to_write_the_same(fill, text):
    assert fill.numbers(fill(text)) == fill.numbers(fill(LESSON))


def test_time_between_two_stretches_is_not_coded(fill):
    numbers = fill.numbers(fill("start,duration,code\n0,60,LT\n120,60,SD\n"))
    assert totals(numbers) == {"lt": (60, 1), "sd": (60, 1)}
    assert (numbers["observed_ms"], numbers["measures"][0]["observed_ms"]) == (180_000, 120_000)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (LESSON.replace("LQ", "QQ", 1), 5, "QQ"),
        (LESSON.replace("00:03:15", "a while", 1), 6, "a while"),
        (LESSON.replace("00:03:15", "00:00:10", 1), 6, "goes back"),
        (LESSON.replace("00:05:00,END,\n", ""), 9, "END"),
        (LESSON + "00:06:00,LT,\n", 11, "after END"),
        ("start,duration,code\n0,90,LT\n60,60,SD\n", 2, "next row"),
        ("when,what\n1,2\n", 1, "known here"),
        ("time,code\n", None, "no coded row"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(fill, text, line, says):
    answer = fill(text)
    assert answer.status_code == 422, answer.text
    assert (answer.json()["faults"][0]["line"], says in answer.json()["faults"][0]["says"]) == (line, True), answer.text


def test_windows_letters_are_read_and_told(partners, people, signed_in):
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "a.csv", LESSON.replace("late start", "später").encode("cp1252"))
    assert any("Windows-1252" in line for line in answer.json()["comes"])
