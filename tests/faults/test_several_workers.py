"""Pages on any worker hear what any worker has stored, without a gap, through a stop and a new start."""

import contextlib
import json
import threading
from typing import Any

import httpx
import pytest

from tests.faults.crowd import Coach, crowd
from tests.faults.nursery import Nursery
from tests.faults.test_busy import send
from tests.faults.world import World, world

PAGES = 8


class Page(threading.Thread):
    """Follows a visit as EventSource does, but for coming back by itself."""

    def __init__(self, here: World, coach: Coach, last: int = 0) -> None:
        super().__init__(daemon=True)
        self.url = f"http://127.0.0.1:{here.port}{coach.entries_path(coach.visit_ids[0])[: -len('entries')]}live"
        self.headers = {"Authorization": f"Bearer {coach.token}", "Last-Event-ID": str(last)}
        self.heard: list[int] = []
        self.open = threading.Event()
        self.ended_well = False
        self.some = threading.Condition()
        self.start()

    def run(self) -> None:
        with contextlib.suppress(httpx.RemoteProtocolError):
            self._follow()
            self.ended_well = True

    def _follow(self) -> None:
        with httpx.stream("GET", self.url, headers=self.headers, timeout=30) as answer:
            self.open.set()
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    self._hear(json.loads(line.removeprefix("data: ")))

    def _hear(self, entry: dict[str, Any]) -> None:
        with self.some:
            self.heard.append(entry["seq"])
            self.some.notify_all()

    def until(self, seq: int) -> list[int]:
        with self.some:
            self.some.wait_for(lambda: seq in self.heard, 10)
        return self.heard


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_page_hears_every_entry_once_and_the_server_stops_in_three_seconds(nursery: Nursery, kind: str) -> None:
    with world(nursery, kind, workers=2) as here:
        coach = crowd(here.engine, 1)[0]
        here.start()
        pages = [Page(here, coach) for _ in range(PAGES)]
        assert all(page.open.wait(10) for page in pages)
        for n in range(1, 11):
            assert send(here, coach, n).json()["stored"] == 1
        assert [page.until(10) for page in pages] == [list(range(1, 11))] * PAGES

        assert here.stop() < 3
        for page in pages:
            page.join(5)
            assert page.ended_well

        here.start()
        send(here, coach, 11)
        assert Page(here, coach, last=10).until(11) == [11]
