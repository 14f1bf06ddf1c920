"""Real server processes, born in milliseconds: one process has imported everything and forks whenever it is asked.

`Nursery` is the door to it; the other side of the door runs as `python -m tests.faults.nursery`, and answers each line
"FACTORY PORT WORKERS DATABASE_URL FOLDER" on its input with the pids of the new server's workers.
"""

import importlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import uvicorn

from app.config import settings
from tests.orphans import ends_with_parent

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    def __init__(self) -> None:
        command, pipe = [sys.executable, "-m", "tests.faults.nursery"], subprocess.PIPE
        orphaned = ends_with_parent(signal.SIGKILL)
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, preexec_fn=orphaned)

    def birth(self, factory: str, port: int, workers: int, database_url: str, folder: Path) -> list[int]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{factory} {port} {workers} {database_url} {folder}\n")
        self.process.stdin.flush()
        return [int(pid) for pid in self.process.stdout.readline().split()]

    def close(self) -> None:
        self.process.communicate(timeout=10)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no zombies
    importlib.import_module("tests.faults.hooked_app")
    for line in sys.stdin:
        factory, port, workers, database_url, folder = line.split()
        os.environ |= {"ALONGSIDE_DATABASE_URL": database_url, "FAULTS_FOLDER": folder}
        print(*_born(factory, int(port), int(workers)), flush=True)


def _born(factory: str, port: int, workers: int) -> list[int]:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(256)
    pids = [_fork(factory, listening) for _ in range(workers)]
    listening.close()
    return pids


def _fork(factory: str, listening: socket.socket) -> int:
    pid = os.fork()
    if pid:
        return pid
    ends_with_parent(signal.SIGKILL)()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    settings.cache_clear()
    said = os.open(f"{os.environ['FAULTS_FOLDER']}/server.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, to in ((0, os.open(os.devnull, os.O_RDONLY)), (1, said), (2, said)):
        os.dup2(to, stream)
    config = uvicorn.Config(
        factory, factory=True, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run(sockets=[listening])
    os._exit(0)


if __name__ == "__main__":
    main()
