"""A visit on paper: one document by itself, with what both have shared and nothing of what is private."""

import re

import pytest
from weasyprint import HTML

from app.database import transaction
from app.debrief.print_page import printed_visit
from app.debrief.queries import debrief_of, read_visit
from tests.cast import entry

ELSEWHERE = re.compile(r"""(?:src|href)="(?!#|/api|\?)[^"]|url\((?!data:|#)|@import|<script|<link""")


@pytest.fixture
def printed(engine):
    def html(visit, person):
        with transaction(engine, writes=False) as db:
            return printed_visit(debrief_of(db, read_visit(db, visit.seen_by(db, person))))

    return html


def test_it_needs_nothing_from_elsewhere(looked, people, printed):
    html = re.sub(r"<a [^>]*>|hx-\w+=\"[^\"]*\"", "", printed(looked, people.dana))
    assert not ELSEWHERE.search(html)
    assert "Praise" in html


def test_words_not_yet_shared_are_left_out_even_of_the_writers_own(looked, people, printed):
    looked.record(
        entry("draft", n=1, prompt="What do you notice?", text="A secret"),
        entry("reflection", n=2, prompt="What would you change?", text="More probing questions"),
        by=people.dana,
        device="phone",
    )
    html = printed(looked, people.dana)
    assert "A secret" not in html
    assert "More probing questions" in html


def test_every_drawing_has_the_shapes_it_uses(looked, people, printed):
    for drawing in re.findall(r"<svg\b.*?</svg>", printed(looked, people.dana), re.DOTALL):
        for shape in re.findall(r'href="#([\w-]+)"', drawing):
            assert f'id="{shape}"' in drawing


def test_it_makes_a_pdf(looked, people, printed):
    pdf = HTML(string=printed(looked, people.dana)).write_pdf()
    assert pdf.startswith(b"%PDF")


def test_what_the_teacher_said_about_the_whole_lesson_is_on_paper_too(looked, people, printed):
    about = entry("annotation", n=1, text="Fire drill that morning", on={"span": [0, 600_000]})
    looked.record(about, by=people.dana, device="phone")
    html = printed(looked, people.marcus)
    assert "Fire drill that morning" in html
    assert HTML(string=html).render().pages
