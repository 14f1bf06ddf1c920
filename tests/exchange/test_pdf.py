"""The debrief as a PDF: three pages or so, made without fetching anything, by the debrief's own rules."""

import re
import socket
import sys
import zlib

import pytest
from sqlmodel import select

from app.database import transaction
from app.exchange.pdf_file import laid_out
from app.partnerships.models import Access
from app.problems import Problem
from tests.cast import entry, lesson


def pages(body):
    return len(re.findall(rb"/Type\s*/Page\b", inflated(body)))


def inflated(body):
    """The file with its compressed streams laid open."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return body + b"\n".join(opened)


def test_a_lesson_is_a_few_pages(visit, people, signed_in):
    visit.record(*lesson())
    answer = signed_in(people.dana).get(f"{visit.api}/export.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].endswith('.pdf"')
    assert answer.content.startswith(b"%PDF-")
    assert 1 <= pages(answer.content) <= 4


def test_every_kind_can_be_printed(full, people, signed_in):
    answer = signed_in(people.dana).get(f"{full.api}/export.pdf")
    assert answer.status_code == 200, answer.text


def test_nothing_is_fetched_whatever_was_typed(visit, people, signed_in, monkeypatch):
    visit.record(*lesson())
    words = '<img src="http://192.0.2.1/x.png"><link rel=stylesheet href="file:///etc/passwd">'
    visit.record(entry("note", 360_000, n=50, text=words))

    def refuse(*_args, **_more):
        raise AssertionError("something was fetched")

    dana = signed_in(people.dana)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert dana.get(f"{visit.api}/export.pdf").status_code == 200


def test_the_coach_waits_for_the_teacher(visit, people, signed_in):
    visit.record(*lesson())
    marcus, dana = signed_in(people.marcus), signed_in(people.dana)
    answer = marcus.get(f"{visit.api}/export.pdf")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/teacher-first")
    assert dana.get(f"{visit.api}/export.pdf").status_code == 200
    assert marcus.get(f"{visit.api}/export.pdf").status_code == 200


def test_taking_it_is_listed(visit, people, signed_in, engine):
    visit.record(*lesson())
    signed_in(people.dana).get(f"{visit.api}/export.pdf")
    with transaction(engine, writes=False) as db:
        assert {access.what for access in db.exec(select(Access)).all()} == {"exported", "opened"}


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_without_pango_it_is_said_what_to_do(visit, people, signed_in, monkeypatch, accept):
    """Importing WeasyPrint opens the libraries; where they are missing that is an OSError."""

    class NoLibraries:
        def find_spec(self, name, path=None, target=None):
            if name.split(".")[0] == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoLibraries(), *sys.meta_path])
    visit.record(*lesson())
    answer = signed_in(people.dana).get(f"{visit.api}/export.pdf", headers={"accept": accept})
    assert (answer.status_code, answer.json()["type"]) == (501, "/problems/no-pdf-here")
    assert "libpango" in answer.json()["detail"]


class Breaking:
    """Lays out nothing as long as it is asked to with grids, as WeasyPrint does where some meet the end of a page."""

    def __init__(self, times):
        self.asked, self.times = [], times

    def write_pdf(self, stylesheets):
        self.asked += stylesheets
        if len(self.asked) <= self.times:
            raise ValueError("max() arg is an empty sequence")
        return b"%PDF-"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_pages_that_can_not_be_laid_out_are_laid_out_more_plainly(times):
    document = Breaking(times)
    assert laid_out(document, CSS=lambda string: string) == b"%PDF-"
    assert len(document.asked) == times + 1
    assert "display: block" in document.asked[-1] or times == 0


def test_pages_that_can_not_be_laid_out_at_all_are_a_problem():
    with pytest.raises(Problem, match="no-pdf-here"):
        laid_out(Breaking(99), CSS=lambda string: string)


def test_an_outsider_finds_nothing(visit, people, signed_in):
    assert signed_in(people.ellen).get(f"{visit.api}/export.pdf").status_code == 404
