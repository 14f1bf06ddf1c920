"""COPUS tables come in as people keep them: with titles above, ranges or numbers of minutes, crosses or ones."""

import pytest

from app.forms.starters import every_starter
from tests.exchange.bringing import agree, bring, numbers_of

STUDENTS = "L,Ind,CG,WG,OG,AnQ,SQ,WC,Prd,SP,T/Q,W,O"
INSTRUCTOR = "Lec,RtW,FUp,PQ,CQ,AnQ,MG,1o1,D/V,Adm,W,O"
HEAD = f"min,{STUDENTS},{INSTRUCTOR}"


def row(label, *seen, mark="1"):
    """Codes of students as they are, of the instructor with i: before them."""
    students = [mark if code in seen else "" for code in STUDENTS.split(",")]
    teacher = [mark if f"i:{code}" in seen else "" for code in INSTRUCTOR.split(",")]
    return ",".join([label, *students, *teacher])


LESSON = [
    row("0 - 2", "L", "i:Lec", "i:RtW"),
    row("2 - 4", "L", "AnQ", "i:Lec", "i:PQ", "i:AnQ"),
    row("4 - 6", "WG", "W", "i:MG"),
    row("6 - 8", "L", "i:Lec", "i:W"),
]


@pytest.fixture
def copus(partners, people, signed_in):
    """Marcus brings tables in, and a form of COPUS has been agreed to by both."""
    marcus = signed_in(people.marcus)
    measures = every_starter()["copus"].measures
    form = marcus.post(f"{partners.api}/forms", json={"title": "COPUS", "measures": measures}).json()
    agree(signed_in(people.dana), partners, form)

    def brought(*lines, name="copus.csv", encoding="utf-8"):
        return bring(marcus, partners, name, "\r\n".join(lines).encode(encoding))

    brought.form = form
    brought.numbers = lambda answer: numbers_of(marcus, partners, answer.json()["visits"][0]["id"])
    brought.client = marcus
    return brought


def shares(numbers, key):
    (measure,) = [m for m in numbers["measures"] if m["key"] == key]
    return measure, {code["key"]: code["intervals"] for code in measure["codes"] if code["intervals"]}


def test_the_codes_of_both_sides_are_told_apart(copus):
    answer = copus(HEAD, *LESSON)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["kind"], answer.json()["visits"][0]["form_id"]) == ("copus", copus.form["id"])
    numbers = copus.numbers(answer)
    assert numbers["observed_ms"] == 8 * 60_000
    students, seen = shares(numbers, "copus_students")
    assert (students["scored"], students["missed"]) == (4, 0)
    assert seen == {"s_l": 3, "s_anq": 1, "s_wg": 1, "s_w": 1}
    teacher, seen = shares(numbers, "copus_instructor")
    assert seen == {"i_lec": 3, "i_rtw": 1, "i_pq": 1, "i_anq": 1, "i_mg": 1, "i_w": 1}
    lecture = next(code for code in teacher["codes"] if code["key"] == "i_lec")
    assert (lecture["share_of_intervals"], lecture["share_of_codes"]) == (0.75, 0.375)


@pytest.mark.parametrize(
    "labels",
    [
        ["2", "4", "6", "8"],
        ["0", "2", "4", "6"],
        ["1", "2", "3", "4"],
        ["0:00", "2:00", "4:00", "6:00"],
        ["0:00:00", "0:02:00", "0:04:00", "0:06:00"],
        ["0-2 min", "2-4 min", "4-6 min", "6-8 min"],
        ["", "", "", ""],
    ],
)
def test_rows_may_be_labelled_in_many_ways(copus, labels):
    lines = [label + line[line.index(",") :] for label, line in zip(labels, LESSON, strict=True)]
    assert copus.numbers(copus(HEAD, *lines)) == copus.numbers(copus(HEAD, *LESSON))


def test_titles_headings_and_another_order_above(copus):
    title = "COPUS observation form" + "," * 25
    groups = "," + "1. Students doing" + "," * 13 + "2. Instructor doing" + "," * 11
    assert copus.numbers(copus(title, "", groups, HEAD, *LESSON)) == copus.numbers(copus(HEAD, *LESSON))
    turned = [",".join([c[0], *c[14:], *c[1:14]]) for c in (line.split(",") for line in (HEAD, *LESSON))]
    assert copus.numbers(copus(*turned)) == copus.numbers(copus(HEAD, *LESSON))


def test_semicolons_crosses_and_a_byte_order_mark(copus):
    lines = [line.replace("1", "x") if i else line for i, line in enumerate((HEAD, *LESSON))]
    lines = [line.replace(",", ";") for line in lines]
    assert copus.numbers(copus(*lines, encoding="utf-8-sig")) == copus.numbers(copus(HEAD, *LESSON))
    assert copus.numbers(copus(*lines, encoding="utf-16")) == copus.numbers(copus(HEAD, *LESSON))


def test_the_names_that_analyzers_give(copus):
    head = (
        HEAD.replace("AnQ,SQ", "SAnQ,SQ")
        .replace("CQ,AnQ", "CQ,TAnQ")
        .replace("1o1", "OoO")
        .replace("Adm,W,O", "Adm,TW,TO")
    )
    assert copus.numbers(copus(head, *LESSON)) == copus.numbers(copus(HEAD, *LESSON))


def test_engagement_is_left_out_and_comments_are_notes(copus):
    lines = [
        f"{HEAD},L,M,H,Comments",
        *(f"{line},1,,,{'clickers: “why?”' if i == 1 else ''}" for i, line in enumerate(LESSON)),
    ]
    answer = copus(*lines)
    assert len(answer.json()["stays"]) == 3
    assert copus.numbers(answer) == copus.numbers(copus(HEAD, *LESSON))
    entries = copus.client.get(f"{copus.client.base_url}{visit_address(answer)}/entries").json()["entries"]
    assert [(e["text"], e["at_ms"]) for e in entries if e["kind"] == "note"] == [("clickers: “why?”", 240_000)]


def visit_address(answer):
    visit = answer.json()["visits"][0]
    return f"/api/partnerships/{visit['partnership_id']}/visits/{visit['id']}"


def test_a_row_without_marks_and_a_row_that_is_not_there_are_missed_intervals(copus):
    numbers = copus.numbers(copus(HEAD, LESSON[0], row("2 - 4"), row("6 - 8", "L"), row("8 - 10"), row("10 - 12")))
    students, _seen = shares(numbers, "copus_students")
    assert (students["scored"], students["missed"]) == (2, 2)
    teacher, seen = shares(numbers, "copus_instructor")
    assert (teacher["scored"], seen) == (2, {"i_lec": 1, "i_rtw": 1})


def test_sums_below_are_not_rows(copus):
    sums = "Total," + ",".join("4" for _ in range(25))
    assert copus.numbers(copus(HEAD, *LESSON, sums)) == copus.numbers(copus(HEAD, *LESSON))


def test_the_pairs_own_form_of_the_same_codes_will_do(partners, people, signed_in):
    options = [{"key": code, "label": code.upper()} for code in ("lec", "rtw", "pq", "anq", "mg", "w", "adm")]
    pupils = [{"key": f"x{i}", "label": code} for i, code in enumerate(("L", "AnQ", "WG", "W", "Ind"))]
    common = {"kind": "interval", "every_ms": 120_000, "several": True}
    measures = [
        {"key": "teacher_does", "label": "The teacher", "options": options, **common},
        {"key": "class_does", "label": "Students", "options": pupils, **common},
    ]
    marcus = signed_in(people.marcus)
    form = marcus.post(f"{partners.api}/forms", json={"title": "Ours", "measures": measures}).json()
    agree(signed_in(people.dana), partners, form)
    answer = bring(marcus, partners, "c.csv", "\n".join((HEAD, *LESSON)).encode())
    assert answer.status_code == 201, answer.text
    numbers = numbers_of(marcus, partners, answer.json()["visits"][0]["id"])
    assert shares(numbers, "class_does")[1] == {"x0": 3, "x1": 1, "x2": 1, "x3": 1}
    assert shares(numbers, "teacher_does")[1]["lec"] == 3


def test_without_an_agreed_form_the_starter_is_proposed(partners, people, signed_in):
    marcus = signed_in(people.marcus)
    answer = bring(marcus, partners, "c.csv", "\n".join((HEAD, *LESSON)).encode())
    assert answer.status_code == 202, answer.text
    agree(signed_in(people.dana), partners, answer.json()["waiting_for_form"])
    (visit,) = marcus.get(f"{partners.api}/visits").json()["visits"]
    assert (visit["imported_from"], visit["status"]) == ("copus", "ended")


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        ([HEAD, LESSON[0], LESSON[1].replace("1", "maybe", 1)], 3, "maybe"),
        ([HEAD, LESSON[0], row("soon", "L")], 3, "soon"),
        ([HEAD, LESSON[1], LESSON[0]], 3, "0 - 2"),
        ([HEAD, LESSON[0], LESSON[0]], 3, "0 - 2"),
        ([HEAD, LESSON[0], row("3 - 5", "L")], 3, "3 - 5"),
        ([HEAD.replace("Lec", "L,L,Lec")], 1, "twice"),
        ([HEAD], 1, "No code"),
    ],
)
def test_what_is_wrong_is_told_by_its_line_and_nothing_is_taken_in(copus, lines, line, says):
    answer = copus(*lines)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/import-unreadable")
    assert (answer.json()["faults"][0]["line"], says in answer.json()["faults"][0]["says"]) == (line, True), answer.text
    assert f"Line {line}" in answer.json()["detail"]
    assert copus.client.get(
        f"/api/partnerships/{copus.client.get('/api/partnerships').json()['partnerships'][0]['id']}/visits"
    ).json() == {"visits": []}


def test_every_wrong_line_is_told_at_once(copus):
    answer = copus(HEAD, *(line.replace(",1", ",?", 1) for line in LESSON))
    assert [fault["line"] for fault in answer.json()["faults"]] == [2, 3, 4, 5]
