"""The debrief as a PDF: three pages or so, made without fetching anything, by the debrief's own rules."""

import re
import socket
import subprocess
import sys
import zlib

import pytest
from sqlmodel import select

from app.database import transaction
from app.exchange import api, pdf_file
from app.exchange.pdf_file import laid_out, made_here
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
    monkeypatch.setattr(api, "pdf_of", lambda html: made_here(html, 0))
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
    monkeypatch.setattr(api, "pdf_of", lambda html: made_here(html, 0))
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


def test_what_would_take_for_ever_is_ended_and_laid_out_plainly(monkeypatch):
    """Words of eight thousand letters in some grids do that to WeasyPrint; here it is asked to wait."""
    monkeypatch.setattr(pdf_file, "LONGEST_S", 0.05)
    with pytest.raises(Problem, match="no-pdf-here"):
        pdf_file.pdf_of("<p>Hello</p>")
    tried = []

    def plainly(html, plainness):
        tried.append(plainness)
        if plainness == 0:
            raise subprocess.TimeoutExpired("python", 1)
        return b"%PDF-"

    monkeypatch.setattr(pdf_file, "_made", plainly)
    assert pdf_file.pdf_of("<p>Hello</p>") == b"%PDF-"
    assert tried == [0, len(pdf_file.BLOCKS) - 1]


def test_why_not_is_told_by_the_process_that_could_not(monkeypatch, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(Problem) as refused:
        pdf_file.pdf_of("<p>Hello</p>")
    assert "libpango" in refused.value.detail


def test_eight_thousand_letters_in_a_note_are_printed(visit, people, signed_in):
    visit.record(*lesson())
    words = " ".join(["word"] * 1590)
    visit.record(entry("annotation", n=1, text=words, on={"span": [0, 500]}), by=people.dana, device="phone")
    answer = signed_in(people.dana).get(f"{visit.api}/export.pdf")
    assert answer.status_code == 200, answer.text
    assert pages(answer.content) > 2
