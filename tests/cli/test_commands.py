"""Each command does what it says, against a file of its own."""

import json
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlmodel import select

from app.cli import main
from app.config import settings
from app.database import make_engine, transaction
from app.log.models import Entry
from app.log.queries import epoch
from app.models import metadata
from app.partnerships.models import Access, Partnership


@pytest.fixture
def alongside(tmp_path, monkeypatch, capsys):
    """Runs a command; gives back its exit code and what it said."""
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", f"sqlite:///{tmp_path}/it.db")
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["alongside", *arguments])
        with _exit_code() as exited:
            main()
        said = capsys.readouterr()
        return exited.code, said.out + said.err + exited.said

    yield run
    settings.cache_clear()


@contextmanager
def _exit_code():
    exited = SimpleNamespace(code=0, said="")
    try:
        yield exited
    except SystemExit as left:
        exited.code, exited.said = (left.code, "") if isinstance(left.code, int) else (1, f"{left.code}\n")


@pytest.fixture
def database(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/it.db")
    yield engine
    engine.dispose()


def test_demo_token_verify_and_export(alongside, database, tmp_path):
    code, said = alongside("demo")
    assert code == 0, said
    assert "correct horse battery staple" in said
    assert alongside("demo") == (1, "The example can only fill an empty database.\n")
    assert alongside("verify") == (0, "Every log is whole and every entry unchanged.\n")
    code, said = alongside("token", "Dana@larkspur.example")
    assert code == 0
    assert len(said.split("\n")[0]) == 43
    assert alongside("token", "nobody@larkspur.example")[0] == 1
    with transaction(database, writes=False) as db:
        partnership = db.exec(select(Partnership.id)).one()
    code, said = alongside("export", partnership, "--file", "all.zip")
    assert code == 0, said
    _whole_zip(tmp_path / "all.zip")
    with transaction(database, writes=False) as db:
        assert db.exec(select(Access.person_id).where(Access.what == "took_everything")).all() == ["operator"]
    assert alongside("export", "nowhere")[0] == 1


def _whole_zip(path):
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert {"README.txt", "partnership.json", "summary.csv"} < set(names)
        assert len(names) == 3 + 2 * 9
        everything = json.loads(archive.read("partnership.json"))
        assert len(everything["form_versions"]) == 3
        visits = [json.loads(archive.read(name)) for name in names if name.startswith("visits/") and "json" in name]
        kinds = {entry["kind"] for visit in visits for entry in visit["entries"]}
        assert "mark" in kinds
        assert "draft" not in kinds


def test_a_backup_comes_back_under_a_new_epoch(alongside, database, tmp_path):
    alongside("demo")
    with transaction(database, writes=False) as db:
        before = epoch(db)
    assert before
    assert alongside("backup", "safe.backup")[0] == 0
    assert alongside("backup", "safe.backup")[0] == 1, "an existing file is never overwritten"
    with transaction(database) as db:
        db.connection().execute(Entry.__table__.delete())
    database.dispose()
    code, said = alongside("verify")
    assert code == 1
    assert "8 faults" in said
    assert alongside("restore", "safe.backup")[0] == 1, "people are in it: only with --replace"
    code, said = alongside("restore", "safe.backup", "--replace")
    assert code == 0, said
    assert alongside("verify")[0] == 0
    with transaction(database, writes=False) as db:
        assert epoch(db) != before
    assert list(tmp_path.glob("before-restore-*.backup"))


def test_verify_finds_a_changed_entry(alongside, database):
    alongside("demo")
    with transaction(database) as db:
        entry = db.exec(select(Entry).where(Entry.kind == "mark").limit(1)).one()
        entry.body = entry.body.replace("praise", "prize")
        changed = entry.id
    database.dispose()
    code, said = alongside("verify")
    assert code == 1
    assert changed in said


@pytest.mark.parametrize("broken", ["nowhere.backup", "text.backup"])
def test_restore_refuses_what_is_no_backup(alongside, tmp_path, broken):
    (tmp_path / "text.backup").write_text("hello")
    code, said = alongside("restore", broken)
    assert code == 1
    assert "Traceback" not in said


def test_a_wrong_setting_is_one_sentence(alongside, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_SMTP_PORT", "many")
    code, said = alongside("migrate")
    assert code == 1
    assert said.startswith("ALONGSIDE_SMTP_PORT: ")


def test_an_unreachable_database_is_one_sentence(alongside, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql+psycopg://nobody@/nothing?host=/nowhere")
    code, said = alongside("migrate")
    assert code == 1
    assert said.startswith("The database can not be used: ")


def test_on_postgresql_too(alongside, monkeypatch, postgresql_url, tmp_path):
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", postgresql_url)
    engine = make_engine(postgresql_url)
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    assert alongside("demo")[0] == 0
    code, said = alongside("backup", "safe.backup")
    assert code == 0, said
    with engine.begin() as connection:
        connection.execute(Entry.__table__.delete())
    code, said = alongside("restore", "safe.backup", "--replace")
    assert code == 0, said
    assert alongside("verify") == (0, "Every log is whole and every entry unchanged.\n")
    engine.dispose()


def test_the_command_itself_is_installed():
    ran = subprocess.run(
        [Path(sys.executable).parent / "alongside", "--help"], capture_output=True, text=True, check=True
    )
    for name in ("serve", "demo", "migrate", "token", "backup", "restore", "verify", "export"):
        assert name in ran.stdout
