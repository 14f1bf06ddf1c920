"""An export by whoever runs the server is listed for both partners, under nobody's name."""

import zipfile

import pytest

from app.database import transaction
from app.exchange.everything import write_for_operator
from app.problems import Problem
from tests.cast import entry, lesson


def test_both_partners_see_that_the_operator_took_everything(visit, people, partners, engine, signed_in, tmp_path):
    visit.record(*lesson())
    with transaction(engine) as db:
        write_for_operator(db, partners.id, tmp_path / "all.zip")
    for person in (people.dana, people.marcus):
        page = signed_in(person, browser=True).get(f"{partners.page}/looks").text
        assert "Whoever runs this server" in page
        assert "took everything away as a file" in page


def test_nobodys_drafts_are_in_it(visit, people, partners, engine, tmp_path):
    draft = entry("draft", n=2, prompt="What do you notice?", text="mine alone")
    visit.record(entry("begin", 0), draft, by=people.dana)
    with transaction(engine) as db:
        write_for_operator(db, partners.id, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert not any("mine alone" in archive.read(name).decode() for name in archive.namelist())


def test_a_file_that_exists_is_left_alone(partners, engine, tmp_path):
    (tmp_path / "all.zip").write_text("mine")
    with pytest.raises(FileExistsError), transaction(engine) as db:
        write_for_operator(db, partners.id, tmp_path / "all.zip")
    assert (tmp_path / "all.zip").read_text() == "mine"


def test_a_partnership_that_does_not_exist(engine, tmp_path):
    with pytest.raises(Problem, match="not-found"), transaction(engine) as db:
        write_for_operator(db, "nowhere", tmp_path / "all.zip")
