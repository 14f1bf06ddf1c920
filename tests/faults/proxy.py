"""A small TCP proxy that does to requests what networks do: loses, cuts, repeats, delays and mixes them up."""

import contextlib
import socket
import socketserver
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BufferedReader

PATIENCE_S = 15.0
COPIES = 20
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>Welcome to our wireless</h1>"
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>502</h1>"
SOMEONE_ELSES = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    b'{"head": 7, "stored": 0, "known": 0, "refused": []}'
)
NETWORK = (
    "drop_answer",
    "cut_answer",
    "cut_request",
    "reset",
    "silence_before",
    "silence_after",
    "trickle",
    "twenty_at_once",
    "late",
    "portal",
    "bad_gateway",
    "someone_elses",
)


class FaultProxy(socketserver.ThreadingTCPServer):
    """One request a connection. Each POST takes the next fault in line, if there is one."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 100

    def __init__(self, upstream: int, hold_s: float = 2.0) -> None:
        super().__init__(("127.0.0.1", 0), Connection)
        self.port: int = self.server_address[1]
        self.upstream, self.hold_s = upstream, hold_s
        self.faults: deque[str] = deque()
        self.held: list[bytes] = []

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, args=(0.05,), name="fault-proxy", daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def next_fault(self) -> str:
        try:
            return self.faults.popleft()
        except IndexError:
            return "nothing"

    def handle_error(self, request: object, client_address: object) -> None:
        """Connections break here all the time; that is what the proxy is for."""


class Connection(socketserver.BaseRequestHandler):
    server: FaultProxy
    request: socket.socket

    def handle(self) -> None:
        self.request.settimeout(PATIENCE_S)
        with contextlib.suppress(OSError, ValueError):
            asked = _request_from(self.request)
            fault = self.server.next_fault() if asked.startswith(b"POST") else "nothing"
            getattr(self, f"_{fault}")(asked)

    def _nothing(self, asked: bytes) -> None:
        with self._upstream() as there:
            there.sendall(asked)
            while data := there.recv(65536):
                self.request.sendall(data)
        held, self.server.held = self.server.held, []
        for late in held:
            self._ask(late)

    def _drop_answer(self, asked: bytes) -> None:
        self._ask(asked)
        self._reset(asked)

    def _cut_answer(self, asked: bytes) -> None:
        answer = self._ask(asked)
        self.request.sendall(answer[: -max(1, len(answer) // 20)])

    def _cut_request(self, asked: bytes) -> None:
        with self._upstream() as there:
            there.sendall(asked[: -max(1, len(asked) // 3)])
        self._reset(asked)

    def _reset(self, _asked: bytes) -> None:
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()

    def _silence_before(self, _asked: bytes) -> None:
        time.sleep(self.server.hold_s)

    def _silence_after(self, asked: bytes) -> None:
        self._ask(asked)
        time.sleep(self.server.hold_s)

    def _trickle(self, asked: bytes) -> None:
        for byte in self._ask(asked)[: int(4 * self.server.hold_s)]:
            self.request.sendall(bytes([byte]))
            time.sleep(0.25)

    def _twenty_at_once(self, asked: bytes) -> None:
        with ThreadPoolExecutor(COPIES) as together:
            answers = list(together.map(self._ask, [asked] * COPIES))
        self.request.sendall(answers[-1])

    def _late(self, asked: bytes) -> None:
        """Arrives after requests that were sent later, when its sender has long given up."""
        self.server.held.append(asked)
        self._reset(asked)

    def _portal(self, _asked: bytes) -> None:
        self.request.sendall(PORTAL)

    def _bad_gateway(self, _asked: bytes) -> None:
        self.request.sendall(BAD_GATEWAY)

    def _someone_elses(self, _asked: bytes) -> None:
        self.request.sendall(SOMEONE_ELSES)

    def _ask(self, asked: bytes) -> bytes:
        answer = b""
        with self._upstream() as there:
            there.sendall(asked)
            while data := there.recv(65536):
                answer += data
        return answer

    @contextmanager
    def _upstream(self) -> Iterator[socket.socket]:
        with socket.create_connection(("127.0.0.1", self.server.upstream), timeout=PATIENCE_S) as there:
            yield there


def _head_of(reading: BufferedReader) -> Iterator[bytes]:
    while (line := reading.readline()) not in (b"\r\n", b""):
        yield line.rstrip()


def _request_from(client: socket.socket) -> bytes:
    """Headers and body; what goes upstream asks for the connection to end with the answer."""
    with client.makefile("rb") as reading:
        lines = [line for line in _head_of(reading) if not line.lower().startswith(b"connection:")]
        lengths = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")]
        body = reading.read(lengths[0]) if lengths else b""
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body
