"""Real tablets behind the faulty network: the recorder in Chromium, its tabs killed, its server dying, its session gone."""

import contextlib
import random
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright
from sqlmodel import col, update

from app.accounts import actions
from app.accounts.models import SignIn
from app.clock import now
from app.database import transaction
from tests import cast
from tests.faults.checker import violations
from tests.faults.history import History, Tap
from tests.faults.nursery import Nursery
from tests.faults.proxy import FaultProxy
from tests.faults.world import World, world
from tests.journeys import browser as chromium
from tests.journeys.browser import DEVICES
from tests.journeys.recorder.tablet import Tablet

PADS = ("praise:specific", "praise:general", "redirection:redirection")
BEFALL = (
    "tab_killed",
    "reload",
    "offline",
    "signed_out",
    "after_commit",
    "before_commit",
    "drop_answer",
    "twenty_at_once",
    "portal",
    "cut_answer",
    "someone_elses",
)
WAITING = """async (me) => {
  const { counted } = await import("/static/x/device/outbox.js");
  const { openStore } = await import("/static/x/device/store.js");
  const { waiting, parked } = await counted(await openStore(me));
  return [waiting, parked];
}"""
DEVICE = """async (me) => {
  const { deviceOf } = await import("/static/x/device/outbox.js");
  const { openStore } = await import("/static/x/device/store.js");
  return deviceOf(await openStore(me));
}"""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


class Coaching:
    """One tablet in Marcus's hands. `shown` is what its pads have shown as counted."""

    context: BrowserContext

    def __init__(self, here: World, browser: Browser, visit: cast.PlannedVisit, seed: int) -> None:
        self.here, self.visit, self.chance = here, visit, random.Random(seed)
        self.coach = visit.partners.coach
        self.shown = dict.fromkeys(PADS, 0)
        self.proxy = FaultProxy(here.port)
        self.proxy.start()
        self.context = browser.new_context(base_url=self.url, **DEVICES["landscape"])
        self.sign_in()
        self.tablet = Tablet(self.context.new_page(), visit)
        self.tablet.pack().open().begin()

    def sign_in(self) -> None:
        with transaction(self.here.engine) as db:
            secret, _expires = actions.sign_in(db, self.coach.id, "browser", "a tablet")
        self.context.add_cookies([{"name": "alongside", "value": secret, "url": self.url, "httpOnly": True}])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.proxy.port}"

    def tap(self, times: int) -> None:
        """Each is waited for until it shows; then it has to be there for ever."""
        for _ in range(times):
            pad = self.chance.choice(PADS)
            self.tablet.tap(pad)
            self.tablet.counts(pad, self.shown[pad] + 1)
            self.shown[pad] += 1

    def befall(self, fault: str) -> None:
        if hasattr(self, f"_{fault}"):
            getattr(self, f"_{fault}")()
            return
        if fault in ("after_commit", "before_commit"):
            with self.here.ordered(fault) as order:
                self.tap(2)
                until = time.monotonic() + 4
                while order.exists() and time.monotonic() < until:
                    self.tablet.page.wait_for_timeout(20)
            self.here.kill()
            self.here.start()
            return
        self.proxy.faults.append(fault)
        self.tap(2)
        self.tablet.page.wait_for_timeout(900)

    def _reload(self) -> None:
        self.tablet.page.reload()
        self._resumed()

    def _tab_killed(self) -> None:
        pad = self.chance.choice(PADS)
        self.tablet.tap(pad)
        time.sleep(self.chance.uniform(0, 0.02))
        dead = self.tablet.page
        with contextlib.suppress(Error):  # the renderer that was to answer is gone
            dead.goto("chrome://crash", timeout=1000)
        dead.close()
        self.tablet = Tablet(self.context.new_page(), self.visit)
        self.tablet.open()
        self._resumed()
        # It had not been shown, so either is right; from now on it is shown or it is not.
        self.shown[pad] = int(self.tablet.pad(pad).locator(".pc").inner_text())

    def _offline(self) -> None:
        self.context.set_offline(True)
        self.tap(3)
        self.context.set_offline(False)

    def _signed_out(self) -> None:
        self.context.set_offline(True)
        with transaction(self.here.engine) as db:
            db.exec(update(SignIn).where(col(SignIn.person_id) == self.coach.id).values(revoked_at=now()))
        self.tap(3)
        self.context.set_offline(False)
        self.tap(1)
        self.tablet.page.wait_for_timeout(300)
        self.sign_in()

    def _resumed(self) -> None:
        self.tablet.page.locator("main.rec").wait_for()
        for pad, count in self.shown.items():
            locator = self.tablet.pad(pad).locator(".pc")
            self.tablet.page.wait_for_function(
                "([found, least]) => Number(found.textContent) >= least", arg=[locator.element_handle(), count]
            )

    def quiet(self) -> None:
        self.proxy.faults.clear()
        self.tablet.page.reload()
        until = time.monotonic() + 30
        while self.tablet.page.evaluate(WAITING, self.coach.id)[0] and time.monotonic() < until:
            self.tablet.page.wait_for_timeout(200)

    def history(self) -> History:
        """What the disk of the tablet says, as the checker wants to hear it."""
        history = History()
        waiting, parked = self.tablet.page.evaluate(WAITING, self.coach.id)
        device = self.tablet.page.evaluate(DEVICE, self.coach.id)
        partnership, visit = self.visit.partners.id, self.visit.id
        for entry in self.tablet.held():
            history.tapped(Tap(entry, self.coach.id, partnership, visit, device))
        if (waiting, parked) == (0, 0):
            history.acknowledged = set(history.taps)
        return history


def test_what_a_pad_has_shown_is_stored_once_whatever_befell_tab_network_session_and_server(
    nursery: Nursery, playwright: Playwright
) -> None:
    with world(nursery, "sqlite") as here, contextlib.closing(chromium.launch(playwright)) as browser:
        people = cast.add_people(here.engine, "-")
        visit = cast.add_visit(cast.add_form(cast.add_partners(here.engine, people.marcus, people.dana)))
        here.start()
        coaching = Coaching(here, browser, visit, seed=4)
        try:
            for fault in coaching.chance.sample(BEFALL, len(BEFALL)):
                coaching.tap(3)
                coaching.befall(fault)
            coaching.quiet()
            history = coaching.history()
            assert violations(history, [], here.engine) == []
            marks = [tap.entry for tap in history.taps.values() if tap.entry["kind"] == "mark"]
            assert len(marks) == sum(coaching.shown.values())
        finally:
            coaching.context.close()
            coaching.proxy.stop()
