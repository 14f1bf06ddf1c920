"""The recorder as a coach holds it: pads by name, fingers, and what lies on the device."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.cast import PlannedVisit

ARRIVE = """async ({ person }) => {
  const { arrive } = await import("/static/x/device/people.js");
  const { refreshPack } = await import("/static/x/device/pack.js");
  await arrive(person);
  return refreshPack(person.id);
}"""
SEED = """async ({ person, partnership, visit, entries, began }) => {
  const { openStore } = await import("/static/x/device/store.js");
  const { notedAt } = await import("/static/x/device/visit_log.js");
  const { newId } = await import("/static/x/device/ids.js");
  const store = await openStore(person);
  await store.write(["entries", "outbox", "logs"], (tx) => {
    entries.forEach((fields, index) => {
      const entry = { id: newId(), ...fields, n: index + 1, noted_at: notedAt(new Date(Date.now() - began + fields.at_ms)) };
      tx.objectStore("entries").put(entry, [visit, index + 1]);
      tx.objectStore("outbox").put(partnership, [visit, index + 1]);
    });
    tx.objectStore("logs").put({ visit, partnership });
  });
}"""
HELD = """async ({ person, visit }) => {
  const { entriesOf } = await import("/static/x/device/visit_log.js");
  return entriesOf(person, visit);
}"""


class Tablet:
    def __init__(self, page: Page, visit: PlannedVisit) -> None:
        self.page = page
        self.visit = visit
        self._hands: Any = None

    @property
    def address(self) -> str:
        return f"/recorder#{self.visit.partners.id}/{self.visit.id}"

    @property
    def _ids(self) -> dict[str, str]:
        return {
            "person": self.visit.partners.coach.id,
            "partnership": self.visit.partners.id,
            "visit": self.visit.id,
        }

    def pack(self) -> "Tablet":
        """What Today does when it is opened: this device knows the person and holds the person's visits."""
        coach = self.visit.partners.coach
        self.page.goto("/recorder")
        person = {"id": coach.id, "name": coach.name, "email": coach.email}
        assert self.page.evaluate(ARRIVE, {"person": person})
        return self

    def seed(self, *entries: dict[str, Any], minutes: float) -> "Tablet":
        """A visit that began so many minutes ago, with these entries (a `begin` comes before them)."""
        story = [{"kind": "begin", "at_ms": 0}, *entries]
        self.page.evaluate(SEED, self._ids | {"entries": story, "began": round(minutes * 60_000)})
        return self

    def open(self) -> "Tablet":
        self.page.goto("about:blank")
        self.page.goto(self.address)
        self.page.locator("main").wait_for()
        return self

    def begin(self) -> "Tablet":
        self.page.get_by_role("button", name="Start the clock").click()
        self.page.locator("main.rec").wait_for()
        return self

    # what is on the screen

    def pad(self, key: str) -> Locator:
        return self.page.locator(f"[data-pad='{key}']")

    def counts(self, key: str, number: int) -> None:
        expect(self.pad(key).locator(".pc")).to_have_text(str(number))

    def clock_ms(self) -> int:
        minutes, seconds = self.page.locator(".ck").inner_text().split(":")
        return (int(minutes) * 60 + int(seconds)) * 1000

    # fingers

    def tap(self, key: str, times: int = 1) -> None:
        box = self._box(self.pad(key))
        for _ in range(times):
            self.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def touch(self, kind: str, *points: tuple[float, float], radius: float = 12) -> None:
        """Raw touches: "touchStart", "touchMove", "touchEnd", "touchCancel"; a point for each finger that is down."""
        self._hands = self._hands or self.page.context.new_cdp_session(self.page)
        fingers = [{"x": x, "y": y, "id": i, "radiusX": radius, "radiusY": radius} for i, (x, y) in enumerate(points)]
        self._hands.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def middle(self, locator: Locator) -> tuple[float, float]:
        box = self._box(locator)
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def _box(self, locator: Locator) -> dict[str, float]:
        box = locator.bounding_box()
        assert box is not None
        return dict(box)

    # what is on the disk

    def held(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.page.evaluate(HELD, self._ids)
        return entries

    def marks(self) -> list[dict[str, Any]]:
        return [entry for entry in self.held() if entry["kind"] == "mark"]

    def kinds(self) -> list[str]:
        return [entry["kind"] for entry in self.held()]

    def wait_for(self, *kinds: str) -> None:
        """Until the device holds exactly these kinds, in this order."""
        until(self.page, lambda: self.kinds() == list(kinds), lambda: f"held: {self.kinds()}")


def until(
    page: Page, true: Callable[[], object], what: Callable[[], str] = lambda: "it did not happen in time"
) -> None:
    give_up = time.monotonic() + 10
    while not true():
        assert time.monotonic() < give_up, what()
        page.wait_for_timeout(50)
