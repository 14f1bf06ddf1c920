"""A real server process that a journey can start, stop and kill."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.orphans import ends_with_parent

ALONGSIDE = str(Path(sys.executable).parent / "alongside")
READY_S = 60.0


class Server:
    """`alongside serve` on a port of its own, with its own SQLite file (or the database at `url`)."""

    def __init__(self, folder: Path, database_url: str | None = None, **settings: str) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = database_url or f"sqlite:///{folder / 'server.db'}"
        self.said = folder / f"server-{self.port}.log"
        self.settings = {f"ALONGSIDE_{name.upper()}": value for name, value in settings.items()}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> "Server":
        if self.running:
            return self
        environment = os.environ | self.settings | {"ALONGSIDE_DATABASE_URL": self.database_url}
        with self.said.open("ab") as log:
            self.process = subprocess.Popen(
                [ALONGSIDE, "serve", "--port", str(self.port)],
                env=environment,
                stdout=log,
                stderr=log,
                preexec_fn=ends_with_parent(signal.SIGKILL),
            )
        self._wait_until_ready()
        return self

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(15)
            self.process = None

    def _wait_until_ready(self) -> None:
        give_up = time.monotonic() + READY_S
        while time.monotonic() < give_up:
            if not self.running:
                break
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/api/me", timeout=2).status_code == 401:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self.said.read_text()[-4000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
