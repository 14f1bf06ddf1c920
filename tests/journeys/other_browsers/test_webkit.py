"""WebKit, the family of the iPad's browser: record, reload, share, and start with the server gone."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.cast import PASSWORD, PlannedVisit
from tests.journeys.server import Server
from tests.orphans import ends_with_parent

pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # selenium on itself
PRAISE = "[data-pad='praise:specific']"
WORKER_READY = """const done = arguments[0];
navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => done(names.length > 0), () => done(false));"""


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A screen that nobody sees."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
        preexec_fn=ends_with_parent(signal.SIGTERM),
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        monkeypatch.setenv("DISPLAY", f":{said.readline().strip()}")
    yield
    screen.terminate()
    screen.wait(10)


@pytest.fixture
def browser(display: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[webdriver.WebKitGTK]:
    monkeypatch.setenv("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")  # it refuses to run sandboxed as root
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
    options.add_argument("--automation")
    service = webdriver.WebKitGTKService(executable_path="/usr/bin/WebKitWebDriver")
    browser = webdriver.WebKitGTK(options=options, service=service)
    browser.set_script_timeout(20)
    yield browser
    browser.quit()


def stored(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("select count(*) from entry").scalar() or 0)


def until(true: Callable[[], object]) -> None:
    give_up = time.monotonic() + 20
    while not true():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.1)


def test_record_reload_share_and_start_with_the_server_gone(
    browser: webdriver.WebKitGTK, server: Server, engine: sa.Engine, visit: PlannedVisit
) -> None:
    def shows(css: str) -> str:
        wait = WebDriverWait(browser, 20)
        return str(wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, css))[0].text)

    def press(css: str) -> None:
        browser.find_element(By.CSS_SELECTOR, css).click()

    def counts(number: int) -> None:
        until(lambda: shows(f"{PRAISE} .pc") == str(number))

    browser.get(f"{server.url}/sign-in")
    browser.find_element(By.NAME, "email").send_keys("marcus@larkspur.example")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    press("form button.solid")
    shows("a[href^='/recorder#']")
    assert browser.execute_async_script(WORKER_READY)

    press("a[href^='/recorder#']")
    shows("main.calm")
    press("main.calm button.solid")
    shows("main.rec")
    for counted in range(1, 4):
        press(PRAISE)
        counts(counted)
    browser.refresh()
    counts(3)
    until(lambda: stored(engine) == 4)

    server.kill()
    address = f"{server.url}/recorder#{visit.partners.id}/{visit.id}"
    browser.get("about:blank")
    browser.get(address)
    counts(3)
    press(PRAISE)
    counts(4)
    server.start()
    browser.refresh()
    until(lambda: stored(engine) == 5)
