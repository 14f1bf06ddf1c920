"""A real server in processes of its own, started, killed and stopped as the world does it."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

from tests.orphans import ends_with_parent

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """`uvicorn` as `alongside serve` runs it, on a factory of the caller's choice."""

    def __init__(
        self,
        database_url: str,
        port: int,
        factory: str = "app.main:served",
        workers: int = 1,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.database_url, self.port, self.factory, self.workers = database_url, port, factory, workers
        self.environment = dict(environment or {})
        self.process: subprocess.Popen[bytes] | None = None
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the server

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        uvicorn = [sys.executable, "-m", "uvicorn", self.factory, "--factory", "--port", str(self.port)]
        quiet = ["--log-level", "warning", "--no-access-log", "--no-server-header"]
        stopping = ["--timeout-graceful-shutdown", "2", "--workers", str(self.workers)]
        environment = os.environ | {"ALONGSIDE_DATABASE_URL": self.database_url} | self.environment
        self.process = subprocess.Popen(
            uvicorn + quiet + stopping,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=self.said,
            start_new_session=True,  # so that a kill reaches its workers and nobody else
            preexec_fn=ends_with_parent(signal.SIGTERM),
        )
        self._wait()
        return self

    def kill(self) -> None:
        """SIGKILL to every process of it, as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> float:
        """SIGTERM, and the seconds it took to go."""
        before = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        self._signal(signal.SIGKILL)
        return time.monotonic() - before

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _signal(self, number: int) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        self.process.wait(10)

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not self.running:
                break
            try:
                httpx.get(f"{self.url}/api/me", timeout=1)
                return
            except httpx.TransportError:
                time.sleep(0.03)
        self.kill()
        self.said.seek(0)
        raise RuntimeError(f"the server did not start: {self.said.read()[-2000:].decode()}")
