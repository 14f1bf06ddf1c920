"""A PostgreSQL cluster of our own for one test run: temporary folder, socket only, nothing kept."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def cluster() -> Iterator[str]:
    """The SQLAlchemy URL of a fresh cluster's database, which ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    data = str(folder / "data")
    try:
        _own(folder)
        _run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = f"-c listen_addresses='' -c fsync=off -c full_page_writes=off -k {folder}"
        _run("pg_ctl", "-D", data, "-w", "-o", settings, "-l", str(folder / "log"), "start")
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        _run("pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def program(name: str) -> str:
    """The newest installed one; Debian keeps them off the PATH."""
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[4]))
    found = str(beside[-1]) if beside else shutil.which(name)
    if found is None:
        raise RuntimeError(f"{name} is not installed. `make test` installs PostgreSQL.")
    return found


def _own(folder: Path) -> None:
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _run(name: str, *arguments: str, check: bool = True) -> None:
    # PostgreSQL refuses to run as root, and its server would keep a captured stdout open.
    who: dict[str, Any] = {}
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    subprocess.run(
        [program(name), *arguments], check=check, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who
    )
