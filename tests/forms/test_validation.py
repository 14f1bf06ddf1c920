"""What a measure may say: every refusal is one sentence with the place of the fault."""

import pytest

from tests.forms.forms import count, sweep

OPTIONS = [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]
INTERVAL = {"key": "i", "kind": "interval", "label": "I", "every_ms": 120_000, "options": OPTIONS}
SEATS = {"key": "s", "kind": "seats", "label": "S", "rows": 4, "columns": 5}
CASES = [
    ([], "/measures"),
    ([count(key=f"k{i}") for i in range(25)], "/measures"),
    ("praise", "/measures"),
    (["praise"], "/measures/0"),
    ([count(kind="rating")], "/measures/0/kind"),
    ([{"key": "a", "label": "A"}], "/measures/0/kind"),
    ([count(), count()], "/measures/1/key"),
    ([count(key="Praise")], "/measures/0/key"),
    ([count(key="")], "/measures/0/key"),
    ([count(key="a" * 41)], "/measures/0/key"),
    ([count(key="a\n")], "/measures/0/key"),
    ([count(label="")], "/measures/0/label"),
    ([count(label=" ")], "/measures/0/label"),
    ([count(label="x" * 61)], "/measures/0/label"),
    ([count(label="two\nlines")], "/measures/0/label"),
    ([count(label="zero\x00")], "/measures/0/label"),
    ([count(label=7)], "/measures/0/label"),
    ([count(definition="x" * 601)], "/measures/0/definition"),
    ([count(counts="\x1b[2J")], "/measures/0/counts"),
    ([count(does_not_count=["x"])], "/measures/0/does_not_count"),
    ([count(student="A. B.")], "/measures/0/student"),
    ([count(every_ms=300_000)], "/measures/0/every_ms"),
    ([count(exclusive=True)], "/measures/0/exclusive"),
    ([count(shape="star")], "/measures/0/shape"),
    ([count(options={})], "/measures/0/options"),
    ([count(options=[{"key": f"k{i}", "label": "x"} for i in range(41)])], "/measures/0/options"),
    ([count(options=[*OPTIONS, {"key": "a", "label": "C"}])], "/measures/0/options/2/key"),
    ([count(options=[OPTIONS[0], {"key": "b", "label": "x" * 61}])], "/measures/0/options/1/label"),
    ([count(options=[{"key": "a", "label": "A", "name": "A. B."}])], "/measures/0/options/0/name"),
    ([count(options=[{"key": "a", "label": "A", "definition": "x" * 301}])], "/measures/0/options/0/definition"),
    ([sweep(every_ms=None)], "/measures/0/every_ms"),
    ([sweep(every_ms=0)], "/measures/0/every_ms"),
    ([sweep(every_ms=1.5)], "/measures/0/every_ms"),
    ([sweep(every_ms="300000")], "/measures/0/every_ms"),
    ([sweep(every_ms=10**12)], "/measures/0/every_ms"),
    ([sweep(options=OPTIONS)], "/measures/0/options"),
    ([INTERVAL | {"method": "often"}], "/measures/0/method"),
    ([INTERVAL | {"several": "yes"}], "/measures/0/several"),
    ([INTERVAL | {"options": []}], "/measures/0/options"),
    ([{"key": "c", "kind": "checklist", "label": "C"}], "/measures/0/options"),
    ([SEATS | {"rows": 0}], "/measures/0/rows"),
    ([SEATS | {"columns": 41}], "/measures/0/columns"),
    ([SEATS | {"rows": True}], "/measures/0/rows"),
]


@pytest.mark.parametrize(("measures", "pointer"), CASES)
def test_each_fault_is_named_where_it_is(partners, people, signed_in, measures, pointer):
    answer = signed_in(people.dana).post(f"{partners.api}/forms", json={"title": "T", "measures": measures})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["pointer"] == pointer
    assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": "x" * 121}, "/title"),
        ({"title": None}, "/title"),
        ({"why": "x" * 601}, "/why"),
        ({"what_changed": "x" * 201}, "/what_changed"),
        ({"agreed_by": ["teacher"]}, "/agreed_by"),
    ],
)
def test_so_is_each_fault_around_the_measures(partners, people, signed_in, said, pointer):
    body = {"title": "T", "measures": [count()]} | said
    answer = signed_in(people.dana).post(f"{partners.api}/forms", json=body)
    assert (answer.status_code, answer.json()["pointer"]) == (422, pointer)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"title":"\\ud800","measures":[]}', b"[" * 50_000, b"\xff"]
)
def test_what_is_not_a_form_is_refused_too(partners, people, signed_in, body):
    headers = {"content-type": "application/json"}
    answer = signed_in(people.dana).post(f"{partners.api}/forms", content=body, headers=headers)
    assert answer.status_code == 422


def test_a_broken_name_of_a_field_is_refused_like_any_other(partners, people, signed_in):
    body = b'{"title":"T","measures":[{"key":"a","kind":"count","label":"A","\\ud800":1}]}'
    headers = {"content-type": "application/json"}
    answer = signed_in(people.dana).post(f"{partners.api}/forms", content=body, headers=headers)
    assert answer.status_code == 422


def test_all_measures_together_are_bounded(partners, people, signed_in):
    options = [{"key": f"o{i}", "label": "x", "definition": "y" * 300} for i in range(40)]
    measures = [count(key=f"k{i}", options=options) for i in range(24)]
    answer = signed_in(people.dana).post(f"{partners.api}/forms", json={"title": "T", "measures": measures})
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/measures")


def test_words_are_kept_as_they_were_written_but_for_their_edges(partners, people, signed_in):
    said = [count(label="  Größe 数 🙂 ", definition=" “You found\na unit.” ", counts="", options=[])]
    dana = signed_in(people.dana)
    form = dana.post(f"{partners.api}/forms", json={"title": "T", "measures": said}).json()
    (version,) = dana.get(f"{partners.api}/forms/{form['id']}").json()["versions"]
    assert version["measures"] == [count(label="Größe 数 🙂", definition="“You found\na unit.”")]
