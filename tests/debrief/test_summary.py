"""GET .../summary gives each measure's numbers in the contract's shape, and says that somebody looked."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.partnerships.models import Access
from tests.cast import entry, lesson

pytestmark = pytest.mark.both_databases


def test_each_measure_of_the_form_in_its_own_shape(visit, people, signed_in):
    visit.record(*lesson())
    summary = signed_in(people.dana).get(f"{visit.api}/summary").json()
    praise, redirection, talk, on_task = summary["measures"]
    assert summary["observed_ms"] == 600_000
    assert (praise["key"], praise["kind"], praise["total"], praise["rate_per_10_min"]) == ("praise", "count", 4, 4.0)
    assert praise["options"][0] == {"key": "specific", "total": 3, "rate_per_10_min": 3.0, "share": 0.75}
    assert [b["counts"] for b in praise["bins"]] == [{"specific": 1, "general": 1}, {"specific": 2, "general": 0}]
    assert redirection["total"] == 2
    assert {"total_ms", "share", "bouts", "mean_ms", "sd_ms", "longest_ms", "mean_gap_ms"} <= talk["options"][0].keys()
    assert talk["options"][0]["total_ms"] == 240_000
    assert (on_task["taken"], on_task["value"], on_task["out_of"]) == (1, 19, 24)


def test_bins_are_as_wide_as_asked(visit, people, signed_in):
    visit.record(*lesson())
    summary = signed_in(people.dana).get(f"{visit.api}/summary?bin_ms=120000").json()
    assert [(b["from_ms"], b["to_ms"]) for b in summary["measures"][0]["bins"]][:2] == [
        (0, 120_000),
        (120_000, 240_000),
    ]


@pytest.mark.parametrize("width", ["0", "-5", "x", "999999999999"])
def test_an_impossible_width_is_refused_with_its_pointer(visit, people, signed_in, width):
    answer = signed_in(people.dana).get(f"{visit.api}/summary?bin_ms={width}")
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/bin_ms")


def test_an_empty_visit_has_zeros_and_no_rates(visit, people, signed_in):
    summary = signed_in(people.dana).get(f"{visit.api}/summary").json()
    assert summary["observed_ms"] == 0
    assert (summary["measures"][0]["total"], summary["measures"][0]["rate_per_10_min"]) == (0, None)


def test_what_was_undone_does_not_count(visit, people, signed_in):
    story = lesson()
    mark = next(e for e in story if e["kind"] == "mark")
    visit.record(*story, entry("void", n=20, target=mark["id"]))
    assert signed_in(people.dana).get(f"{visit.api}/summary").json()["measures"][0]["total"] == 3


def test_looking_is_listed_once_for_both(visit, people, signed_in, engine):
    for _again in range(3):
        signed_in(people.marcus).get(f"{visit.api}/summary")
    with transaction(engine, writes=False) as db:
        looks = db.exec(select(Access)).all()
    assert [(a.person_id, a.visit_id, a.what) for a in looks] == [(people.marcus.id, visit.id, "summary")]


def test_an_outsider_finds_nothing(visit, people, signed_in):
    assert signed_in(people.ellen).get(f"{visit.api}/summary").status_code == 404
