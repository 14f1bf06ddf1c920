"""Valid entries that nobody would make: every page of the visit opens, and neither partner loses the other's words."""

import pytest

from tests.cast import entry, lesson

DAY_MS = 24 * 3600 * 1000
PLACES = ("{page}", "{page}/lesson", "{page}/lesson/table", "{page}/moment", "{page}/reflections", "{page}/steps")
FILES = ("{api}/summary", "{api}/summary?bin_ms=600000", "{api}/export.csv", "{api}/export.json", "/")


def opens(visit, both):
    for there in (both.dana, both.marcus):
        for place in (*PLACES, *FILES):
            answer = there.get(place.format(page=visit.page, api=visit.api))
            assert answer.status_code == 200, place


def aimed_at(entries, kind, n, **fields):
    target = next(each["id"] for each in entries if each["kind"] == kind)
    return entry("amend", n=n, target=target, **fields)


def test_amends_that_make_one_kind_into_another(visit, both):
    entries = lesson()
    visit.record(
        *entries,
        aimed_at(entries, "sweep", 50, value="seen", out_of=0),
        aimed_at(entries, "sweep", 51, value=1_000_000),
        aimed_at(entries, "mark", 52, measure="on_task", value=1, out_of=0),
        aimed_at(entries, "start", 53, measure="praise"),
        aimed_at(entries, "begin", 54, measure="talk", text="x" * 8000),
        aimed_at(entries, "note", 55, text="\u202e" + "🦉" * 4000),
    )
    both.dana.post(f"{visit.page}/opening")
    opens(visit, both)


def test_a_visit_of_seven_days_that_ends_before_it_begins(visit, both):
    week = 7 * DAY_MS
    visit.record(
        entry("end", 0, 1),
        entry("begin", 5_000, 2),
        entry("pause", week, 3),
        entry("resume", 6_000, 4),
        entry("stop", 7_000, 5, measure="talk", option="teacher"),
        entry("segment", week, 6, text="</text><script>alert(1)</script>"),
        entry("unseen", 9_000, 7),
        entry("mark", week, 8, measure="praise", option="general"),
    )
    both.dana.post(f"{visit.page}/opening")
    opens(visit, both)
    assert "<script>alert" not in both.dana.get(visit.page).text


@pytest.mark.parametrize("kind", ["void", "amend"])
def test_neither_partner_takes_the_others_words_off_the_page(looked, both, people, kind):
    said = entry("annotation", n=1, text="I was proud of this", on={"span": [60_000, 70_000]})
    shared = entry("reflection", n=2, prompt="What do you notice?", text="It was calm in there")
    looked.record(said, shared, by=people.dana, device="phone")
    more = {"text": "I was wrong"} if kind == "amend" else {}
    looked.record(*(entry(kind, n=i, target=each["id"], **more) for i, each in enumerate((said, shared), 60)))
    for there in (both.dana, both.marcus):
        page = there.get(looked.page).text
        assert "I was proud of this" in page
        assert "It was calm in there" in page
        assert "I was wrong" not in page


def test_bins_by_the_ten_thousand_are_refused(visit, both):
    visit.record(entry("begin", 0, 1), entry("end", 7 * DAY_MS, 2))
    answer = both.marcus.get(f"{visit.api}/summary?bin_ms=1000")
    assert answer.status_code == 422
    assert answer.json()["pointer"] == "/bin_ms"
    assert len(both.marcus.get(f"{visit.api}/summary").json()["measures"][0]["bins"]) == 2016
