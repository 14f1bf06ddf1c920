"""A visit as a workbook: three sheets, real dates and numbers, and no text that a spreadsheet would run."""

import io
from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.cast import entry
from tests.exchange.lessons import story


def book(client, visit):
    answer = client.get(f"{visit.api}/export.xlsx")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    return load_workbook(io.BytesIO(answer.content))


def rows(sheet):
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_it_has_marks_summary_and_definitions(full, people, signed_in):
    assert book(signed_in(people.dana), full).sheetnames == ["marks", "summary", "definitions"]


def test_times_are_dates_and_numbers_are_numbers(full, people, signed_in):
    marks = rows(book(signed_in(people.dana), full)["marks"])
    sweep = next(row for row in marks if row["kind"] == "sweep")
    assert isinstance(sweep["at"], datetime)
    assert isinstance(sweep["received_at"], datetime)
    assert (sweep["value"], sweep["out_of"], sweep["at_ms"]) == (19, 24, 121_000)
    assert len(marks) == len(story())


def test_what_was_typed_never_becomes_a_formula_or_a_link(visit, people, signed_in):
    said = ["=1+1", "+1", "@SUM(A1)", "https://example.test", "1234", "\t=1"]
    visit.record(entry("begin", 0), *(entry("note", 5 + n, n=n, text=text) for n, text in enumerate(said, 2)))
    sheet = book(signed_in(people.dana), visit)["marks"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value in said]
    assert [cell.value for cell in cells] == said
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_the_summary_is_the_summarys(full, people, signed_in):
    dana = signed_in(people.dana)
    lines = rows(book(dana, full)["summary"])
    told = dana.get(f"{full.api}/summary").json()
    found = {(line["measure"], line["option"] or "", line["number"]): line["value"] for line in lines}
    assert found["", "", "observed time"] == told["observed_ms"] / 1000
    kinds = {measure["key"]: measure for measure in told["measures"]}
    assert found["praise", "a", "total"] == kinds["praise"]["options"][0]["total"]
    assert found["talk", "b", "total"] == kinds["talk"]["options"][1]["total_ms"] / 1000
    assert found["music", "music", "total"] == kinds["music"]["options"][0]["total_ms"] / 1000
    assert found["wait", "", "median"] == kinds["wait"]["median_ms"] / 1000
    assert found["on_task", "", "share"] == pytest.approx(kinds["on_task"]["share"])
    assert found["doing", "b", "share of all codes"] == pytest.approx(kinds["doing"]["codes"][1]["share_of_codes"])
    assert found["steps", "a", "value"] == "seen"
    assert found["flow", "a", "seat 5"] == 2
    assert ("redirection", "redirection", "total") not in found


def test_the_forms_words_are_the_definitions(full, people, signed_in):
    told = rows(book(signed_in(people.dana), full)["definitions"])
    assert {"about": "praise:b", "kind": "option", "label": "Second", "what it says": "The other one."} in told
    assert {row["label"] for row in told if row["kind"] == "column"} > {"at_ms", "voided"}


def test_nobody_elses_drafts(visit, people, signed_in):
    draft = entry("draft", n=2, prompt="What do you notice?", text="mine alone")
    visit.record(entry("begin", 0), draft, by=people.dana)
    for person, there in ((people.marcus, False), (people.dana, True)):
        notes = [row["text"] for row in rows(book(signed_in(person), visit)["marks"])]
        assert ("mine alone" in notes) is there
