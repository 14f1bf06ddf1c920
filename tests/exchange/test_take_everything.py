"""Everything of a partnership as one archive: what its reader may read, nothing else, and that it was taken is listed."""

import csv
import io
import json
import zipfile

import pytest
from sqlmodel import SQLModel, select

from app.clock import new_id, now
from app.database import transaction
from app.exchange.everything import write_for_operator
from app.exchange.everything_rows import ELSEWHERE, SECRETS, TABLES
from app.forms.models import FormDraft
from app.measurement.summary import summarise
from app.partnerships.models import Access
from tests.cast import add_visit, entry, lesson

pytestmark = pytest.mark.both_databases


def archive(client, partners):
    answer = client.get(f"{partners.api}/export.zip")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def everything_in(zipped):
    return "\n".join(zipped.read(name).decode() for name in zipped.namelist())


def test_each_visit_is_there_as_a_table_and_as_json_that_can_be_read_without_us(full, partners, people, signed_in):
    other = add_visit(full.form)
    other.record(entry("begin", 0), entry("mark", 5, n=2, measure="redirection"), entry("end", 600_000, n=3))
    dana = signed_in(people.dana)
    zipped = archive(dana, partners)
    names = sorted(name for name in zipped.namelist() if name.endswith(".json") and name.startswith("visits/"))
    assert len(names) == 2
    for name in names:
        told = json.loads(zipped.read(name))
        summary = summarise(told["form"]["measures"], told["entries"], students=told["visit"]["students"])
        assert summary == dana.get(f"{partners.api}/visits/{told['visit']['id']}/summary").json()
        rows = list(csv.DictReader(io.StringIO(zipped.read(name.replace(".json", ".csv")).decode(), newline="")))
        assert len(rows) == len(told["entries"])


def test_the_readme_explains_every_column_and_every_table(full, partners, people, signed_in):
    zipped = archive(signed_in(people.dana), partners)
    told = zipped.read("README.txt").decode()
    columns = {
        column
        for name in zipped.namelist()
        if name.endswith(".csv")
        for column in zipped.read(name).decode().splitlines()[0].split(",")
    }
    explained = {line.split("  ")[0] for line in told.splitlines()}
    assert columns | TABLES.keys() <= explained
    assert set(TABLES) <= json.loads(zipped.read("partnership.json")).keys()


def test_nobody_elses_drafts(visit, partners, people, signed_in, engine):
    visit.record(entry("begin", 0), entry("draft", n=2, prompt="?", text="mine alone"), by=people.dana)
    said = {"title": "half a thought"}
    with transaction(engine) as db:
        db.add(
            FormDraft(partnership_id=partners.id, form_id=new_id(), author=people.dana.id, content=said, saved_at=now())
        )
    theirs = everything_in(archive(signed_in(people.marcus), partners))
    own = everything_in(archive(signed_in(people.dana), partners))
    for words in ("mine alone", "half a thought"):
        assert words not in theirs
        assert words in own


def test_taking_it_is_listed_and_opens_no_visit_to_the_coach(visit, partners, people, signed_in, engine):
    visit.record(*lesson())
    archive(signed_in(people.dana), partners)
    with transaction(engine, writes=False) as db:
        assert [(a.what, a.person_id) for a in db.exec(select(Access)).all()] == [("took_everything", people.dana.id)]
    page = signed_in(people.marcus, browser=True).get(f"{partners.page}/looks").text
    assert "took everything away as a file" in page


def test_an_outsider_finds_nothing(partners, people, signed_in):
    assert signed_in(people.ellen).get(f"{partners.api}/export.zip").status_code == 404
    assert signed_in(people.ellen, browser=True).get(f"{partners.page}/everything").status_code == 404


def test_the_page_leads_to_it(partners, people, signed_in):
    page = signed_in(people.dana, browser=True).get(f"{partners.page}/everything").text
    assert f'href="{partners.api}/export.zip"' in page


def test_every_table_of_a_partnership_is_taken_or_named_as_being_elsewhere():
    ours = {table.name for table in SQLModel.metadata.sorted_tables if "partnership_id" in table.c}
    assert {table.__tablename__ for table, _says in TABLES.values()} | ELSEWHERE == ours


def test_no_secret_is_taken(full, partners, people, signed_in):
    told = json.loads(archive(signed_in(people.dana), partners).read("partnership.json"))
    assert not SECRETS & {column for rows in told.values() if isinstance(rows, list) for row in rows for column in row}


def test_what_the_teacher_withholds_is_in_the_teachers_archive_alone(
    visit, partners, people, signed_in, engine, tmp_path
):
    visit.record(*lesson(), entry("note", 360_000, n=30, text="a hard day"))
    dana = signed_in(people.dana)
    assert dana.post(f"{visit.api}/withholding").status_code == 200
    theirs = archive(signed_in(people.marcus), partners)
    assert not any(name.startswith("visits/") for name in theirs.namelist())
    assert "a hard day" not in everything_in(theirs)
    assert "1 more" in theirs.read("README.txt").decode()
    assert "a hard day" in everything_in(archive(dana, partners))
    with transaction(engine) as db:
        write_for_operator(db, partners.id, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as operators:
        assert "a hard day" not in everything_in(operators)
    for ending in ("csv", "json", "xlsx", "boris", "pdf"):
        answer = signed_in(people.marcus).get(f"{visit.api}/export.{ending}")
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/visit-withheld")


def test_pages_and_archive_ask_the_database_a_bounded_number_of_times(full, partners, people, signed_in, count_queries):
    dana, browser = signed_in(people.dana), signed_in(people.dana, browser=True)
    for page in ("everything", "imports"):
        with count_queries() as asked:
            assert browser.get(f"{partners.page}/{page}").status_code == 200
        assert len(asked) <= 6, asked
    with count_queries() as asked:
        archive(dana, partners)
    assert len(asked) <= 40, len(asked)
