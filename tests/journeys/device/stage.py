"""A stage for the device's own modules: a real server process, and pages that hold nothing but the modules."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page

from app.accounts import actions
from app.accounts.models import Person
from app.clock import new_id, now
from app.database import transaction
from tests.cast import add_form, add_partners, add_visit

CHROMIUM: dict[str, Any] = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}
MODULES = ["store", "ids", "clock", "visit_log", "outbox", "sender", "texts", "pack", "people"]
LOAD = """async (names) => {
  const modules = await Promise.all(names.map((name) => import(`/static/stage/device/${name}.js`)));
  window.device = Object.assign({}, ...modules);
}"""


class Server:
    """A real server process on a database of its own."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(Path(sys.executable).with_name("alongside")), "serve", "--port", str(self.port)]
        env = os.environ | {"ALONGSIDE_DATABASE_URL": self.engine.url.render_as_string(hide_password=False)}
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
        wait_until(lambda: answers(self.url + "/api/me"), 90)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


class Stage:
    """Marcus has a visit to record with Dana."""

    def __init__(self, server: Server) -> None:
        self.engine = server.engine
        self.url = server.url
        marcus, dana = (newcomer(self.engine, name) for name in ("Marcus Bell", "Dana Okafor"))
        self.visit = add_visit(add_form(add_partners(self.engine, coach=marcus, teacher=dana)))

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


def newcomer(engine: sa.Engine, name: str) -> Person:
    person_id = new_id()
    person = Person(
        id=person_id, email=f"{person_id}@larkspur.example", name=name, password_hash="none", created_at=now()
    )
    with transaction(engine) as db:
        db.add(person)
    return person


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=1)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def wait_until(true: Any, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
