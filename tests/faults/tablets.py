"""A real tablet behind the faulty network: the recorder in Chromium, and everything that can befall it."""

import contextlib
import random
import time

from playwright.sync_api import Browser, BrowserContext, Error, expect
from sqlmodel import col, update

from app.accounts import actions
from app.accounts.models import SignIn
from app.clock import now
from app.database import transaction
from tests import cast
from tests.faults.checker import violations
from tests.faults.history import History, Tap
from tests.faults.proxy import FaultProxy
from tests.faults.world import World
from tests.journeys.browser import DEVICES
from tests.journeys.device.test_clock import MOVABLE_WALL
from tests.journeys.recorder.tablet import Tablet
from tests.journeys.recorder.test_taps import FULL

PADS = ("praise:specific", "praise:general", "redirection:redirection")
BEFALL = (
    "tab_killed",
    "reload",
    "offline",
    "signed_out",
    "two_tabs",
    "device_full",
    "clock_jump",
    "new_build",
    "after_commit",
    "before_commit",
    "drop_answer",
    "twenty_at_once",
    "portal",
    "cut_answer",
    "someone_elses",
)
DAY_MS = 86_400_000
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
SHELLS = "() => caches.keys()"


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
        self.context.add_init_script(f"({MOVABLE_WALL})()")
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

    def _two_tabs(self) -> None:
        """The second follows along, and may not count beside the first."""
        second = Tablet(self.context.new_page(), self.visit)
        second.open().page.locator("main.is-following").wait_for()
        self.tap(2)
        for pad, count in self.shown.items():
            second.counts(pad, count)
        pad = self.chance.choice(PADS)
        second.tap(pad)
        second.counts(pad, self.shown[pad])
        second.page.close()

    def _device_full(self) -> None:
        """Chromium looks at its quota only for large writes (see journeys/device), so the refusal is played."""
        self.tablet.page.evaluate(FULL)
        pad = self.chance.choice(PADS)
        self.tablet.tap(pad)
        expect(self.tablet.pad(pad)).to_contain_class("refused")
        self.tablet.counts(pad, self.shown[pad])
        self.tablet.page.evaluate("() => { IDBObjectStore.prototype.add = window.roomy; }")
        self.tap(1)

    def _clock_jump(self) -> None:
        jump = self.chance.choice([-DAY_MS, DAY_MS])
        before = self.tablet.clock_ms()
        self.tablet.page.evaluate("(jump) => { window.wallMoved += jump; }", jump)
        self.tap(2)
        assert 0 <= self.tablet.clock_ms() - before < 60_000
        self._reload()
        assert 0 <= self.tablet.clock_ms() - before < 60_000

    def _new_build(self) -> None:
        """A newer server in mid-visit: the worker of before goes on, and its entries are taken."""
        shells = self.tablet.page.evaluate(SHELLS)
        self.here.stop()
        self.here.next_build()
        self.here.start()
        self._reload()
        self.tap(2)
        assert set(shells) <= set(self.tablet.page.evaluate(SHELLS)), "a visit is under way"

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


def lesson(here: World, browser: Browser, seed: int) -> list[str]:
    """Marcus records a visit with Dana while everything in BEFALL happens once, in an order of the seed's."""
    people = cast.add_people(here.engine, "-")
    visit = cast.add_visit(cast.add_form(cast.add_partners(here.engine, people.marcus, people.dana)))
    here.start()
    coaching = Coaching(here, browser, visit, seed)
    try:
        for fault in coaching.chance.sample(BEFALL, len(BEFALL)):
            coaching.tap(3)
            coaching.befall(fault)
        coaching.quiet()
        history = coaching.history()
    finally:
        coaching.context.close()
        coaching.proxy.stop()
    marks = sum(tap.entry["kind"] == "mark" for tap in history.taps.values())
    shown = sum(coaching.shown.values())
    return [
        *violations(history, [], here.engine),
        *([f"shown: {shown}, on the disk: {marks}"] if marks != shown else []),
    ]
