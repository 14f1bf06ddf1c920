"""Fixtures of the device's journeys."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

from app.database import make_engine
from tests.journeys.device.stage import CHROMIUM, Server, Stage


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    browser = chromium.launch(**CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def server(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("device") / "alongside.db"
    shutil.copyfile(sqlite_template, path)
    server = Server(make_engine(f"sqlite:///{path}"))
    try:
        server.start()
        yield server
    finally:
        server.kill()
        server.engine.dispose()


@pytest.fixture
def stage(server: Server) -> Stage:
    """People of its own for each test, on one server."""
    return Stage(server)


@pytest.fixture
def tablet(browser: Browser, stage: Stage) -> Iterator[BrowserContext]:
    """Marcus's tablet, signed in."""
    context = browser.new_context()
    stage.sign_in(context, stage.visit.partners.coach)
    yield context
    context.close()


@pytest.fixture
def page(tablet: BrowserContext, stage: Stage) -> Page:
    return stage.page(tablet)
