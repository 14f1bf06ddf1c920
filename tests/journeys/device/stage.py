"""A stage for the device's own modules: pages of a real server that hold nothing but them."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

from app.accounts import actions
from app.accounts.models import Person
from app.database import transaction
from tests.cast import PlannedVisit
from tests.journeys.server import Server

MODULES = [
    *(
        "store",
        "ids",
        "clock",
        "visit_log",
        "held",
        "outbox",
        "parked",
        "sender",
        "texts",
        "pack",
        "unplanned",
        "people",
    ),
    *("keys", "pin", "unpin", "at_rest", "erasing", "still_ours"),
]
LOAD = """async (names) => {
  const modules = await Promise.all(names.map((name) => import(`/static/stage/device/${name}.js`)));
  window.device = Object.assign({}, ...modules);
}"""


class Stage:
    """Marcus has a visit to record with Dana."""

    def __init__(self, server: Server, visit: PlannedVisit) -> None:
        self.url = server.url
        self.visit = visit
        self.engine = visit.partners.engine

    @property
    def ours(self) -> dict[str, str]:
        return {
            "me": self.visit.partners.coach.id,
            "partnership": self.visit.partners.id,
            "visit": self.visit.id,
            "form": self.visit.form.id,
        }

    def cookie_of(self, person: Person) -> dict[str, Any]:
        """Signs in without the sign-in page."""
        with transaction(self.engine) as db:
            secret, _expires = actions.sign_in(db, person.id, "browser", "a test")
        return {"name": "alongside", "value": secret, "url": self.url}

    def sign_in(self, context: BrowserContext, person: Person) -> None:
        context.add_cookies([self.cookie_of(person)])  # type: ignore[list-item]

    def stored(self) -> list[tuple[int, str]]:
        """(n, id) of the visit's entries on the server, in order of seq."""
        query = "select n, id from entry where visit_id = ? order by seq"
        with self.engine.connect() as connection:
            return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (self.visit.id,))]

    def authors(self) -> set[str]:
        query = "select distinct author from entry where visit_id = ?"
        with self.engine.connect() as connection:
            return {row[0] for row in connection.exec_driver_sql(query, (self.visit.id,))}

    def page(self, context: BrowserContext) -> Page:
        """An empty page of the server's origin on which the device's modules are called as `device.name`."""
        page = context.new_page()
        blank = "<!doctype html><title>blank</title>"
        page.route("**/blank", lambda route: route.fulfill(body=blank, content_type="text/html"))
        self.open(page)
        return page

    def open(self, page: Page) -> None:
        page.goto(self.url + "/blank")
        page.evaluate(LOAD, MODULES)
        page.evaluate("(ours) => (window.ours = ours)", self.ours)


def open_log(page: Page) -> None:
    page.evaluate("async () => { window.log = await device.openLog(ours.me, ours.partnership, ours.visit) }")


def tap(page: Page, times: int = 1) -> None:
    """Marks, one after the other, each counted."""
    page.evaluate(
        """async (times) => {
          for (let i = 0; i < times; i += 1) await log.append({ kind: "mark", measure: "redirection", at_ms: i });
        }""",
        times,
    )


def counted(page: Page) -> dict[str, Any]:
    result: dict[str, Any] = page.evaluate("async () => device.counted(await device.openStore(ours.me))")
    return result


def wait_until(page: Page, true: Callable[[], object], seconds: float = 10) -> None:
    """Lets the page, its routes and its events go on meanwhile."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        page.wait_for_timeout(50)
