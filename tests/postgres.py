"""A PostgreSQL cluster of our own for one test run: temporary folder, socket only, nothing kept."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.orphans import ends_with_parent


@contextmanager
def cluster() -> Iterator[str]:
    """The SQLAlchemy URL of a fresh cluster's database, which ends with the block, or with this process."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    try:
        _own(folder)
        initdb = [program("initdb"), "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--locale=C", "--no-sync"], check=True, cwd="/", **_quiet(), **_as_owner())
        with _serving(folder):
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _serving(folder: Path) -> Iterator[None]:
    settings = ["listen_addresses=", "fsync=off", "full_page_writes=off", f"unix_socket_directories={folder}"]
    command = [program("postgres"), "-D", f"{folder}/data", *(part for each in settings for part in ("-c", each))]
    server = subprocess.Popen(command, cwd="/", preexec_fn=ends_with_parent(signal.SIGQUIT), **_quiet(), **_as_owner())
    try:
        _wait_until_ready(folder, server)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(30)


def _wait_until_ready(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < give_up:
        try:
            psycopg.connect(f"host={folder} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not start.")


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


def _quiet() -> dict[str, Any]:
    return {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _as_owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    owner = pwd.getpwnam("postgres")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
