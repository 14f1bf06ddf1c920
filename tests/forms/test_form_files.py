"""Forms as files: carried out and brought in again unchanged; what is wrong with a file is said at its place."""

import io
import json
import zipfile

import pytest
import xlsxwriter

from app.forms.form_file import FileRefused, from_json
from app.forms.kinds import KINDS
from app.forms.starters import every_starter
from app.forms.workbook import MOST_INSIDE
from app.forms.xlsform_read import from_xlsform
from app.forms.xlsform_write import NO_QUESTION, WRITERS, left_behind, xlsform_of
from tests.forms.forms import EVERY_KIND, count
from tests.forms.test_draft import drafts, started

STARTERS = every_starter()


def workbook(survey, choices=(), settings=(), names=("survey", "choices", "settings")):
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        for name, rows in zip(names, (survey, choices, settings), strict=True):
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                sheet.write_row(y, 0, row)
    return body.getvalue()


def asked(*rows, choices=()):
    """A survey sheet whose first question is in row 2."""
    return workbook([("type", "name", "label", "hint"), *rows], [("list_name", "name", "label"), *choices])


def refusals(read, body):
    with pytest.raises(FileRefused) as refused:
        read(body)
    return refused.value.sentences


def test_every_kind_is_either_asked_or_named_as_left_behind():
    assert {*WRITERS, *NO_QUESTION} == {*KINDS}
    assert left_behind(EVERY_KIND) == ["Wait time 1", "Verbal flow"]


@pytest.mark.parametrize("key", [key for key in STARTERS if key not in ("wait_time", "verbal_flow")])
def test_an_xlsform_comes_back_as_the_same_measures(key):
    starter = STARTERS[key]
    form = from_xlsform(xlsform_of(starter.title, "0-1", 1, starter.measures))
    assert (form.title, form.measures, form.left_out) == (starter.title, starter.measures, [])


def test_an_xlsform_asks_whole_numbers_and_select_questions():
    sheets = openpyxl_rows(xlsform_of("All", "0-1", 3, EVERY_KIND))
    types = [(row["type"], row["name"]) for row in sheets["survey"]]
    assert types == [
        ("begin_group", "praise"), ("integer", "specific"), ("integer", "general"), ("end_group", None),
        ("integer", "alone"),
        ("begin_group", "talk"), ("integer", "teacher"), ("integer", "student"), ("end_group", None),
        ("begin_repeat", "on_task"), ("integer", "value"), ("integer", "out_of"), ("end_repeat", None),
        ("begin_repeat", "students"), ("select_multiple codes_students", "codes"), ("end_repeat", None),
        ("begin_group", "steps"), ("select_one seen_or_not", "s1"), ("end_group", None),
    ]  # fmt: skip
    assert {row["list_name"] for row in sheets["choices"]} == {"codes_students", "seen_or_not"}
    assert sheets["settings"] == [{"form_title": "All", "form_id": "alongside_0_1", "version": "3"}]


def openpyxl_rows(body):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    read = {}
    for sheet in book:
        header, *rows = list(sheet.iter_rows(values_only=True))
        read[sheet.title] = [dict(zip(header, row, strict=False)) for row in rows]
    return read


def test_words_that_a_spreadsheet_would_run_stay_words():
    measure = count(label="=1+1", definition="=HYPERLINK(1)")
    body = xlsform_of("=2+2", "0-1", 1, [measure])
    assert from_xlsform(body).measures == [measure]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_name_in_xml_never_begins_with_a_digit():
    body = xlsform_of("T", "0-1", 1, [count("1o1", "One on one")])
    assert openpyxl_rows(body)["survey"][0]["name"] == "_1o1"
    assert from_xlsform(body).measures[0]["key"] == "1o1"


def test_somebody_elses_form_brings_what_can_be_counted_and_names_the_rows_that_stay():
    body = asked(
        ("start", "start", ""),
        ("text", "teacher", "Name of the teacher"),
        ("begin group", "g", "In class", "Everything"),
        ("int", "Praise Count", "Praise"),
        ("note", "n", "Look closely"),
        ("select one yesno", "board", "Is the board in use?"),
        ("select_multiple acts", "acts", "What do students do?"),
        ("end group", ""),
        ("end", "end", ""),
        choices=[("yesno", "yes", "Yes"), ("yesno", "no", "No"), ("acts", "a b", "Listen"), ("acts", 2, "Write")],
    )
    form = from_xlsform(body)
    assert form.title == "What we will collect"
    assert form.left_out == [2, 3, 6, 10]
    assert form.measures == [
        {"key": "praise_count", "kind": "count", "label": "Praise", "group": "In class"},
        {
            "key": "board", "kind": "interval", "label": "Is the board in use?", "every_ms": 120_000, "method": "partial",
            "several": False, "group": "In class", "options": [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}],
        },
        {
            "key": "acts", "kind": "interval", "label": "What do students do?", "every_ms": 120_000, "method": "partial",
            "several": True, "group": "In class",
            "options": [{"key": "a_b", "label": "Listen"}, {"key": "2", "label": "Write"}],
        },
    ]  # fmt: skip


LONG = [("long", f"c{i}", f"Choice {i}") for i in range(41)]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (asked(("integer", "a", "")), "Sheet survey, row 2, column label: Write something here."),
        (asked(("integer", "a", "A"), ("integer", "b", "x" * 61)), "Sheet survey, row 3, column label: Use at most 60 characters."),
        (asked(("integer", "a", "A", "x" * 601)), "Sheet survey, row 2, column hint: Use at most 600 characters."),
        (asked(("select_one l", "a", "A"), choices=[("l", "x", "y" * 61)]), "Sheet choices, row 2, column label: Use at most 60 characters."),
        (asked(("select_one l", "a", "A")), "Sheet survey, row 2, column type: sheet choices has no list named l."),
        (asked(("select_one long", "a", "A"), choices=LONG), "Sheet survey, row 2, column options: At most 40 fit here."),
        (asked(*[("integer", f"a{i}", "A") for i in range(25)]), "Sheet survey: At most 24 fit here."),
        (asked(("text", "a", "A")), "Sheet survey: there is no integer and no select question in it."),
        (asked(("begin_group", "a", "A"), ("integer", "b", "B")), "Sheet survey, row 2, column type: this group or repeat is never ended."),
        (asked(("end_group", "")), "Sheet survey, row 2, column type: this ends something that was not begun."),
        (asked(*[("begin group", f"g{i}", "G") for i in range(20)]), "Sheet survey, row 14, column type: groups are nested too deeply."),
        (asked(*[("note", f"n{i}", "N") for i in range(2100)]), "Sheet survey has more than 2000 rows."),
        (workbook([("type",)], names=("Sheet1", "choices", "settings")), "There is no sheet named survey in this workbook."),
        (workbook([("type", "name", "label"), ("integer", "a", "A")], settings=[("form_title",), ("x" * 121,)]), "Sheet settings, column form_title: Use at most 120 characters."),
        (b"PK\x03\x04 not really", "This is not an .xlsx workbook."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_workbook_is_said_with_its_place(body, sentence):
    assert refusals(from_xlsform, body) == [sentence]


def packed(**parts):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(f"xl/{name}.xml", text)
    return body.getvalue()


ENTITIES = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbbbbbbb'>]><a>&b;</a>"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (packed(bomb=" " * (MOST_INSIDE + 1)), "There is too much in this workbook. A form needs less than 8 MB."),
        (packed(**{f"p{i}": "<a/>" for i in range(201)}), "There is too much in this workbook. A form needs less than 8 MB."),
        (packed(a=ENTITIES), "This workbook holds more than a form needs. Copy the sheets into a new one."),
        (packed(a=ENTITIES.encode("utf-16")), "This workbook holds more than a form needs. Copy the sheets into a new one."),
        (packed(styles="<styleSheet>" + "<xf/>" * 5_001), "This workbook holds more than a form needs. Copy the sheets into a new one."),
        (packed(a="<a/>" * 60_001), "This workbook holds more than a form needs. Copy the sheets into a new one."),
        (packed(a="<a/>"), "This workbook can not be read. Save it again as .xlsx."),
    ],
)  # fmt: skip
def test_a_workbook_made_to_hurt_is_refused_before_it_is_read(body, sentence):
    assert refusals(from_xlsform, body) == [sentence]


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        (b'{"title": "T",\n "measures": }', ["Line 2, column 14: this is not JSON."]),
        (b"[" * 100_000, ["This is not a JSON file."]),
        (b"\xff\xfe", ["This is not a JSON file."]),
        (b"[]", ["The file: An object is expected here."]),
        (b'{"title": "T"}', ["Measures: This field is missing."]),
        (b'{"title": "", "measures": [{"key": "a", "kind": "count", "label": "A"}]}', ["Title: Write something here."]),
        (
            b'{"title": "T", "measures": [{"key": "a", "kind": "count", "label": "A"}, {"key": "b", "kind": "count",'
            b' "label": "Praise", "options": [{"key": "x", "label": "y"}, {"key": "x", "label": "z"}]}], "why": "W"}',
            [
                "Measure 2, button 2, key (in “Praise”): This key is used twice; each needs its own.",
                "Why: This field does not belong here.",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_json_file_is_said_with_its_place(body, sentences):
    assert refusals(from_json, body) == sentences


def sent(client, address, body, name="form.json"):
    return client.post(address, files={"file": (name, body)})


@pytest.mark.both_databases
def test_json_comes_back_as_a_draft_of_ones_own(partners, agreed_form, people, signed_in, marcus, dana, engine):
    file = signed_in(people.dana).get(f"{agreed_form.api}/versions/1/export.json")
    assert 'attachment; filename="form-' in file.headers["content-disposition"]
    assert file.json() == {"title": "Praise and questions", "measures": agreed_form.measures}
    answer = sent(marcus, f"{partners.page}/forms/imports", file.content)
    (draft,) = drafts(engine)
    assert answer.headers["location"] == f"{partners.page}/forms/{draft.form_id}/draft"
    assert (draft.author, draft.content["measures"]) == (people.marcus.id, agreed_form.measures)
    assert dana.get(answer.headers["location"]).status_code == 404


def test_an_xlsform_is_carried_out_and_brought_in_on_the_pages(partners, marcus, people, signed_in, engine):
    body = {"title": "All", "measures": EVERY_KIND}
    form = signed_in(people.marcus).post(f"{partners.api}/forms", json=body).json()["id"]
    page = marcus.get(f"{partners.page}/forms/{form}").text
    assert "Nor do: Wait time 1, Verbal flow." in page
    file = marcus.get(f"{partners.api}/forms/{form}/versions/1/export.xlsx")
    assert file.status_code == 200
    answer = sent(marcus, f"{partners.page}/forms/imports", file.content, "form.xlsx")
    assert answer.status_code == 303
    (draft,) = drafts(engine)
    assert [m["key"] for m in draft.content["measures"]] == ["praise", "alone", "talk", "on_task", "students", "steps"]


def test_a_form_without_a_question_has_no_xlsform(partners, marcus, people, signed_in):
    body = {"title": "Wait", "measures": STARTERS["wait_time"].measures}
    form = signed_in(people.marcus).post(f"{partners.api}/forms", json=body).json()["id"]
    refused = marcus.get(f"{partners.api}/forms/{form}/versions/1/export.xlsx")
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unprocessable")
    assert "export.xlsx" not in marcus.get(f"{partners.page}/forms/{form}").text


def test_a_file_takes_the_place_of_a_drafts_measures_and_its_rows_are_told(partners, marcus, engine):
    draft = started(marcus, partners, "who_talks")
    body = asked(("text", "a", "A"), ("integer", "praise", "Praise"))
    answer = sent(marcus, f"{draft}/import", body, "form.xlsx")
    assert answer.headers["location"] == f"{draft}?left_out=2"
    assert "Sheet survey, row 2: nothing here is recorded like that." in marcus.get(answer.headers["location"]).text
    (kept,) = drafts(engine)
    assert (kept.content["title"], kept.content["measures"]) == ("Who talks", [count()])
    assert marcus.get(f"{draft}?left_out=<b>,99999999,x").status_code == 200


def test_a_file_that_is_no_form_changes_nothing_and_is_told_why(partners, marcus, engine):
    draft = started(marcus, partners, "who_talks")
    for address in (f"{partners.page}/forms/imports", f"{draft}/import"):
        for body, sentence in (
            (json.dumps({"title": "T", "measures": [{}]}).encode(), "Measure 1, kind: The kind is one of"),
            (b" " * (1024 * 1024 + 1), "The file is larger than 1 MB"),
            (b"", "Choose a file first"),
        ):
            answer = sent(marcus, address, body)
            assert answer.status_code == 422
            assert sentence in answer.text
        assert marcus.post(address).status_code == 422
    (kept,) = drafts(engine)
    assert [m["key"] for m in kept.content["measures"]] == ["who_talks"]


def test_an_outsider_takes_and_brings_nothing(agreed_form, ellen):
    assert ellen.get(f"{agreed_form.api}/versions/1/export.json").status_code == 404
    assert ellen.get(f"{agreed_form.api}/versions/1/export.xlsx").status_code == 404
    assert sent(ellen, f"{agreed_form.partners.page}/forms/imports", b"{}").status_code == 404
    assert sent(ellen, f"{agreed_form.page}/draft/import", b"{}").status_code == 404
