"""How long reading a visit of 1,500 entries takes over HTTP, from the beginning and from the last seq on."""

import argparse
import time

import httpx

from bench import ground
from tests.faults.crowd import Coach, crowd
from tests.faults.server import Server

PORT, ENTRIES = 8174, 1500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reads", type=int, default=40)
    reads = parser.parse_args().reads
    rows = [row for kind in ("sqlite", "postgresql") for row in _measured(kind, reads)]
    head = ["database", "read", "p50 ms", "p99 ms", "KB on the wire"]
    ground.report("catch-up", "Catching up with a visit", ground.table(head, rows))


def _measured(kind: str, reads: int) -> list[list[str]]:
    with ground.database(kind) as (url, engine):
        coach = crowd(engine, 1)[0]
        server = Server(url, PORT).start()
        try:
            with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {coach.token}"}) as client:
                _fill(client, coach)
                return [[kind, *_read(client, coach, after, reads)] for after in (0, ENTRIES - 10)]
        finally:
            server.kill()


def _fill(client: httpx.Client, coach: Coach) -> None:
    for first in range(1, ENTRIES + 1, 500):
        sent = {"device": "tablet", "entries": ground.marks(500, first)}
        client.post(coach.entries_path(coach.visit_ids[0]), json=sent).raise_for_status()


def _read(client: httpx.Client, coach: Coach, after: int, reads: int) -> list[str]:
    times, answer = [], None
    asked = {"after": after, "limit": ENTRIES}
    for _ in range(reads):
        began = time.perf_counter()
        answer = client.get(coach.entries_path(coach.visit_ids[0]), params=asked)
        times.append(1000 * (time.perf_counter() - began))
        assert len(answer.json()["entries"]) == ENTRIES - after
    assert answer is not None
    wire = f"{answer.num_bytes_downloaded / 1024:.0f}"
    p50, p99 = ground.percentile(times, 0.5), ground.percentile(times, 0.99)
    return [f"{ENTRIES - after} entries", f"{p50:.0f}", f"{p99:.0f}", wire]


if __name__ == "__main__":
    main()
