"""Signs that Unicode calls digits and Python can not read as a number break nothing."""

import pytest

ODD = ["²", "9" * 5000]


@pytest.mark.parametrize("seen", ODD)
def test_in_a_draft(visit, signed_in, people, seen):
    marcus = signed_in(people.marcus, browser=True)
    for _twice in range(2):
        answer = marcus.post(f"{visit.form.page}/draft", data={"title": "x", "seen": seen, "then": "keep"})
        assert answer.status_code == 303


@pytest.mark.parametrize("place", ODD)
def test_in_the_builder(visit, signed_in, people, place):
    marcus = signed_in(people.marcus, browser=True)
    typed = {"kind": "count", "label": "x", "then": f"up:{place}"}
    assert marcus.post(f"{visit.form.page}/draft/measure", data=typed).status_code == 200


@pytest.mark.parametrize("last", [b"\xb2", b"9" * 5000])
def test_in_the_last_event_seen(visit, signed_in, people, last):
    visit.record(
        {
            "id": "01a20173-0af3-71da-97d8-16cddbfa8203",
            "kind": "begin",
            "at_ms": 0,
            "n": 1,
            "noted_at": "2026-11-19T10:00:00Z",
        }
    )
    dana = signed_in(people.dana)
    with dana.stream("GET", f"{visit.api}/live", headers=[(b"last-event-id", last)]) as stream:
        assert stream.status_code == 200
