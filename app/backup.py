"""Copies of the whole database: written while the server runs, put back under a new epoch."""

import os
import shutil
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from app.accounts.models import Person
from app.clock import new_id
from app.database import sqlite, transaction
from app.log.models import Installation
from app.migrate import migrate
from app.words import _


class Impossible(Exception):
    """Said to whoever typed the command."""


def write(engine: sa.Engine, target: Path) -> None:
    """A consistent copy at one moment. An existing file is never overwritten."""
    if target.exists():
        raise Impossible(_("%(file)s exists. Choose another name.") % {"file": target})
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    if engine.dialect.name == "sqlite":
        _copy_sqlite(_file_of(engine), unfinished)
    else:
        _run("pg_dump", engine, "--format=custom", "--no-owner", "--file", str(unfinished))
    unfinished.chmod(0o600)
    unfinished.rename(target)


def restore(engine: sa.Engine, source: Path, replace: bool = False, keep_in: Path | None = None) -> Path | None:
    """Put `source` in the database's place. What was there is kept in a backup, whose path comes back: in `keep_in`, or
    beside SQLite's file, or else here."""
    if not source.is_file():
        raise Impossible(_("There is no file %(file)s.") % {"file": source})
    kept = _keep_present(engine, replace, keep_in)
    if engine.dialect.name == "sqlite":
        _check_sqlite(source)
        engine.dispose()
        _copy_sqlite(source, _file_of(engine))
    else:
        _run("pg_restore", engine, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))
    migrate(engine)
    _begin_epoch(engine)
    return kept


def _keep_present(engine: sa.Engine, replace: bool, keep_in: Path | None) -> Path | None:
    with transaction(engine, writes=False) as db:
        used = db.exec(select(Person.id).limit(1)).first() is not None
    if not used:
        return None
    if not replace:
        raise Impossible(_("This database has people in it. Add --replace; what is there will be kept beside it."))
    folder = keep_in or (_file_of(engine).parent if engine.dialect.name == "sqlite" else Path.cwd())
    kept = folder / f"before-restore-{datetime.now():%Y%m%d-%H%M%S}.backup"
    write(engine, kept)
    return kept


def _begin_epoch(engine: sa.Engine) -> None:
    """Devices see the new epoch and send again all they hold, so that nothing after the backup is lost."""
    with transaction(engine) as db:
        installation = db.get(Installation, 1)
        assert installation is not None
        installation.epoch = new_id()


def _file_of(engine: sa.Engine) -> Path:
    return Path(str(engine.url.database))


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's online backup: consistent although others write, and atomic for those who have the target open."""
    with closing(sqlite.connect(source)) as reading, closing(sqlite.connect(target)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _check_sqlite(source: Path) -> None:
    try:
        with closing(sqlite.connect(f"file:{source}?mode=ro", uri=True)) as reading:
            whole = reading.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = reading.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone()
    except sqlite.DatabaseError:
        whole, ours = False, None
    if not (whole and ours):
        raise Impossible(_("%(file)s is not a whole backup of Alongside.") % {"file": source})


def _run(program: str, engine: sa.Engine, *arguments: str) -> None:
    """PostgreSQL's own tools. The password goes through the environment: others can read a command line."""
    found = shutil.which(program)
    if found is None:
        raise Impossible(_("%(program)s is not here. Install PostgreSQL's client programs.") % {"program": program})
    url = engine.url.set(drivername="postgresql", password=None)
    environment: dict[str, Any] = os.environ | ({"PGPASSWORD": engine.url.password} if engine.url.password else {})
    ran = subprocess.run(  # noqa: S603 - a fixed program, no shell
        [found, "--dbname", url.render_as_string(hide_password=False), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise Impossible(_("%(program)s failed: %(why)s") % {"program": program, "why": ran.stderr.strip()[-500:]})
