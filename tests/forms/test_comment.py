"""Comments: about a measure or the whole form, read by both, never lost when a version is replaced."""

import pytest

from tests.forms.forms import sweep

pytestmark = pytest.mark.both_databases


def test_both_read_what_either_said(agreed_form, people, signed_in):
    address = f"{agreed_form.api}/versions/1/comments"
    said = signed_in(people.dana).post(address, json={"measure": "on_task", "text": "Does talk count?"})
    assert said.status_code == 201
    assert said.json()["author"] == "teacher"
    signed_in(people.marcus).post(address, json={"text": "Yes.\nIf it is about the task."})
    signed_in(people.marcus).post(f"{agreed_form.api}/versions", json={"measures": [sweep()]})
    comments = signed_in(people.dana).get(agreed_form.api).json()["comments"]
    assert [(c["measure"], c["text"], c["version"]) for c in comments] == [
        ("on_task", "Does talk count?", 1),
        (None, "Yes.\nIf it is about the task.", 1),
    ]


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"text": ""}, "/text"),
        ({"text": "  "}, "/text"),
        ({"text": "x" * 2001}, "/text"),
        ({"text": "bell\x07"}, "/text"),
        ({"text": "Hm", "measure": "nothing"}, "/measure"),
        ({"text": "Hm", "student": "A. B."}, "/student"),
        ({}, "/text"),
    ],
)
def test_what_can_not_be_said_is_refused_with_its_place(agreed_form, people, signed_in, said, pointer):
    answer = signed_in(people.dana).post(f"{agreed_form.api}/versions/1/comments", json=said)
    assert (answer.status_code, answer.json()["pointer"]) == (422, pointer)


def test_an_outsider_neither_speaks_nor_listens(agreed_form, people, signed_in):
    address = f"{agreed_form.api}/versions/1/comments"
    assert signed_in(people.ellen).post(address, json={"text": "Hello"}).status_code == 404
