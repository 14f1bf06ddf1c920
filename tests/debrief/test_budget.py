"""A debrief of 300 entries takes at most 12 queries and 80 KB compressed; a form of any size can be read."""

import gzip
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.database import transaction
from app.forms.models import FormVersion
from tests.cast import entry

pytestmark = pytest.mark.both_databases
LIMIT_QUERIES, LIMIT_BYTES = 12, 80_000


@contextmanager
def counting(engine):
    said = []

    def hear(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            said.append(statement)

    sa.event.listen(engine, "before_cursor_execute", hear)
    yield said
    sa.event.remove(engine, "before_cursor_execute", hear)


@pytest.fixture
def full(visit, people, both):
    """300 entries: marks, talk, sweeps, notes, threads and drafts."""
    story = [
        entry("begin", 0, 1),
        entry("segment", 1, 2, text="Warm-up"),
        entry("segment", 900_000, 3, text="Practice"),
    ]
    for i in range(200):
        option = ("specific", "general")[i % 2]
        story.append(entry("mark", 13_000 * i, 4 + i, measure="praise", option=option))
    for i in range(40):
        story.append(entry(("start", "stop")[i % 2], 60_000 * i, 204 + i, measure="talk", option="teacher"))
    story += [entry("sweep", 300_000 * i, 244 + i, measure="on_task", value=20, out_of=24) for i in range(8)]
    story += [entry("note", 70_000 * i, 252 + i, text=f"“What do you notice about number {i}?”") for i in range(15)]
    story.append(entry("end", 2_700_000, 267))
    visit.record(*story)
    said = [
        entry("annotation", n=i, text=f"A thought about this, {i}", on={"span": [60_000 * i, 60_000 * i + 90_000]})
        for i in range(1, 21)
    ]
    visit.record(*said, by=people.dana, device="phone")
    replies = [entry("reply", n=i, text="And what did they say?", target=a["id"]) for i, a in enumerate(said[:13], 1)]
    assert visit.record(*replies, by=people.marcus, device="laptop").head == 300
    both.dana.post(f"{visit.page}/opening")
    return visit


def test_the_page_takes_at_most_twelve_queries(full, both, engine):
    for client in (both.dana, both.marcus):
        with counting(engine) as said:
            assert client.get(full.page).status_code == 200
        assert len(said) <= LIMIT_QUERIES, "\n".join(said)


@pytest.mark.parametrize("fragment", ["lesson", "lesson/table", "moment", "reflections", "steps"])
def test_so_does_every_fragment(full, both, engine, fragment):
    with counting(engine) as said:
        assert both.dana.get(f"{full.page}/{fragment}").status_code == 200
    assert len(said) <= LIMIT_QUERIES


def test_the_page_is_light(full, both):
    page = both.dana.get(full.page, headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(page.content, 5)) <= LIMIT_BYTES


def test_twenty_four_measures_can_be_read(visit, both, engine):
    with transaction(engine) as db:
        version = db.exec(select(FormVersion)).one()
        version.measures = [
            {
                "key": f"m{i}",
                "kind": "count",
                "label": f"Measure {i}",
                "options": [{"key": f"o{j}", "label": f"Kind {j}"} for j in range(4)],
            }
            for i in range(24)
        ]
    visit.record(entry("begin", 0, 1), entry("mark", 5_000, 2, measure="m7", option="o2"), entry("end", 600_000, 3))
    both.dana.post(f"{visit.page}/opening")
    page = both.dana.get(visit.page)
    assert page.status_code == 200
    assert page.text.count('class="lane') >= 96


@pytest.mark.parametrize("story", [[("begin", 0), ("end", 0)], [("begin", 0), ("end", 1)], [("end", 5_000)]])
def test_an_empty_visit_can_be_read(visit, both, story):
    visit.record(*[entry(kind, at, n) for n, (kind, at) in enumerate(story, 1)])
    both.dana.post(f"{visit.page}/opening")
    page = both.dana.get(visit.page)
    assert page.status_code == 200
    assert "Look at a moment together" in page.text
    assert both.dana.get(f"{visit.page}/lesson/table").status_code == 200


def test_a_visit_with_only_notes_can_be_read(visit, both):
    visit.record(entry("begin", 0, 1), entry("note", 5_000, 2, text="Just <watching>"), entry("end", 600_000, 3))
    both.dana.post(f"{visit.page}/opening")
    assert "Just &lt;watching&gt;" in both.dana.get(f"{visit.page}/lesson/table").text
    assert "Notes" in both.dana.get(visit.page).text
