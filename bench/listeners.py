"""What 1,000 open pages on one worker cost in memory, and how soon all of them are told."""

import argparse
import contextlib
import json
import selectors
import socket
import time
from pathlib import Path

import httpx

from bench import ground
from tests.faults.crowd import Coach, crowd
from tests.faults.server import Server

PORT = 8171
ROUNDS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=1000)
    listeners = parser.parse_args().listeners
    rows = [_measured(kind, listeners) for kind in ("sqlite", "postgresql")]
    head = ["database", "listeners", "KB each", "append ms", "first told ms", "all told ms", "spread ms"]
    ground.report("listeners", "Live listeners on one worker", ground.table(head, rows))


def _measured(kind: str, listeners: int) -> list[str]:
    with ground.database(kind) as (url, engine), contextlib.ExitStack() as open_pages:
        coach = crowd(engine, 1)[0]
        server = Server(url, PORT).start()
        open_pages.callback(server.kill)
        selector = open_pages.enter_context(selectors.DefaultSelector())
        _follow(selector, open_pages, coach, 20)  # what the first ones load belongs to the server
        before = _memory(server)
        _follow(selector, open_pages, coach, listeners)
        kilobytes = (_memory(server) - before) / listeners
        rounds = [_tell(selector, coach, n, listeners + 20) for n in range(1, ROUNDS + 1)]
        median = [f"{1000 * ground.percentile(column, 0.5):.0f}" for column in zip(*rounds[1:], strict=True)]
    return [kind, str(listeners), f"{kilobytes:.1f}", *median]


def _follow(selector: selectors.BaseSelector, pages: contextlib.ExitStack, coach: Coach, count: int) -> None:
    path = coach.entries_path(coach.visit_ids[0]).replace("/entries", "/live")
    asking = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {coach.token}\r\n\r\n".encode()
    for _ in range(count):
        page = pages.enter_context(socket.create_connection(("127.0.0.1", PORT)))
        page.sendall(asking)
        heard = b""
        while b"retry" not in heard:
            heard += page.recv(4096)
        page.setblocking(False)
        selector.register(page, selectors.EVENT_READ)
    time.sleep(1)


def _tell(selector: selectors.BaseSelector, coach: Coach, n: int, listeners: int) -> tuple[float, float, float, float]:
    """Seconds from sending: until acknowledged, the first page told, all told; and from the first to the last."""
    body = json.dumps({"device": "tablet", "entries": ground.marks(1, n, seed=n)}).encode()
    headers = {"Authorization": f"Bearer {coach.token}", "Content-Type": "application/json"}
    began = time.perf_counter()
    url = f"http://127.0.0.1:{PORT}{coach.entries_path(coach.visit_ids[0])}"
    assert httpx.post(url, content=body, headers=headers).json()["stored"] == 1
    appended = time.perf_counter() - began
    told: list[float] = []
    while len(told) < listeners:
        for key, _events in selector.select(20):
            assert isinstance(key.fileobj, socket.socket)
            if b"data: " in key.fileobj.recv(65536):
                told.append(time.perf_counter() - began)
    return appended, told[0], told[-1], told[-1] - told[0]


def _memory(server: Server) -> float:
    """Resident kilobytes of the server's process."""
    assert server.process is not None
    lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


if __name__ == "__main__":
    main()
