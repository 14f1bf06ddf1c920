"""A visit as CSV: one row per entry, safe to open in a spreadsheet, nobody else's private words."""

import csv
import io

import pytest
from sqlmodel import select

from app.database import transaction
from app.partnerships.models import Access
from tests.cast import entry, lesson

pytestmark = pytest.mark.both_databases
COLUMNS = [
    "visit",
    "at",
    "minute",
    "at_ms",
    "kind",
    "measure",
    "option",
    "value",
    "out_of",
    "seat",
    "codes",
    "text",
    "author",
    "device",
    "recorded_at",
    "received_at",
    "voided",
    "amended",
]


def exported(client, visit):
    answer = client.get(f"{visit.api}/export.csv")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_the_columns_are_the_contracts(visit, people, signed_in):
    visit.record(*lesson())
    answer = signed_in(people.dana).get(f"{visit.api}/export.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="visit-')
    assert answer.text.splitlines()[0].split(",") == COLUMNS


def test_one_row_per_entry_in_lesson_order(visit, people, signed_in):
    story = lesson()
    visit.record(*reversed(story))
    rows = exported(signed_in(people.marcus), visit)
    assert [row["at_ms"] for row in rows] == [str(e["at_ms"]) for e in story]
    sweep = next(row for row in rows if row["kind"] == "sweep")
    assert (sweep["measure"], sweep["value"], sweep["out_of"], sweep["minute"]) == ("on_task", "19", "24", "5")
    assert (sweep["visit"], sweep["author"], sweep["device"]) == (visit.id, "Marcus Bell", "tablet")
    assert (sweep["voided"], sweep["amended"]) == ("false", "false")


def test_the_moment_is_on_the_wall_clock_of_the_begin(visit, people, signed_in):
    begin = entry("begin", 0) | {"noted_at": "2026-11-19T10:05:00+01:00"}
    mark = entry("mark", 1_452_000, n=2, measure="praise", option="general")
    visit.record(begin, mark)
    rows = exported(signed_in(people.dana), visit)
    assert rows[1]["at"] == "2026-11-19T10:29:12.000+01:00"
    assert rows[1]["recorded_at"] == mark["noted_at"]


def test_what_was_undone_and_what_was_corrected_is_marked(visit, people, signed_in):
    story = lesson()
    first, second = [e for e in story if e["kind"] == "mark" and e["measure"] == "praise"][:2]
    visit.record(
        *story,
        entry("void", n=20, target=first["id"]),
        entry("amend", n=21, target=second["id"], option="specific", text="I heard it again"),
    )
    rows = {row["at_ms"]: row for row in exported(signed_in(people.dana), visit) if row["kind"] == "mark"}
    assert (rows["62000"]["voided"], rows["62000"]["amended"]) == ("true", "false")
    assert (rows["190000"]["voided"], rows["190000"]["amended"], rows["190000"]["option"]) == (
        "false",
        "true",
        "specific",
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1+1", " =1+1", "\n@x", "|x", "%x", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_quoted(visit, people, signed_in, text):
    visit.record(entry("begin", 0), entry("note", 5, n=2, text=text))
    note = exported(signed_in(people.dana), visit)[1]["text"]
    assert note[0] == "'"
    assert note[1:].replace("\\|", "|") == text


def test_ordinary_words_stay_as_they_are(visit, people, signed_in):
    said = 'She said "a, b; c" - twice\nand smiled'
    visit.record(entry("begin", 0), entry("note", 5, n=2, text=said))
    assert exported(signed_in(people.dana), visit)[1]["text"] == said


def test_nobody_elses_drafts(visit, people, signed_in):
    visit.record(
        entry("begin", 0), entry("draft", n=2, prompt="What do you notice?", text="mine alone"), by=people.dana
    )
    assert "mine alone" not in signed_in(people.marcus).get(f"{visit.api}/export.csv").text
    assert "mine alone" in signed_in(people.dana).get(f"{visit.api}/export.csv").text


def test_taking_it_away_is_listed(visit, people, signed_in, engine):
    signed_in(people.dana).get(f"{visit.api}/export.csv")
    with transaction(engine, writes=False) as db:
        assert [a.what for a in db.exec(select(Access)).all()] == ["exported"]


def test_an_outsider_finds_nothing(visit, people, signed_in):
    assert signed_in(people.ellen).get(f"{visit.api}/export.csv").status_code == 404
