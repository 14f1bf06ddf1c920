"""Journeys: a real server, a real Chromium, and the cast. What a page complains about fails the test.

`open_page("tablet", people.marcus)` is a page on Marcus's tablet, signed in; `.goto("/...")` takes paths.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from app.accounts import actions
from app.accounts.models import Person
from app.database import make_engine, transaction
from app.models import metadata
from tests import cast
from tests.journeys import browser as chromium
from tests.journeys.browser import DEVICES, Trouble
from tests.journeys.server import Server

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server")).start()
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: Server) -> Server:
    """Running, on an empty database. A journey may kill it; the next one finds it running again."""
    shared_server.start()
    engine = make_engine(shared_server.database_url)
    with transaction(engine) as db:
        for table in reversed(metadata.sorted_tables):
            if table.name != "installation":
                db.connection().execute(table.delete())
    engine.dispose()
    return shared_server


@pytest.fixture
def engine(server: Server) -> Iterator[sa.Engine]:
    """The server's own database. With it `people`, `partners`, `agreed_form` and `visit` are the server's too."""
    engine = make_engine(server.database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = chromium.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def trouble() -> Iterator[Trouble]:
    """Console errors, uncaught errors and policy violations of all pages; any of them fails the test at its end."""
    trouble = Trouble()
    yield trouble
    assert not trouble.unexpected(), "\n".join(trouble.unexpected())


@pytest.fixture
def open_page(browser: Browser, server: Server, engine: sa.Engine, trouble: Trouble) -> Iterator[OpenPage]:
    """A page in a browser context of its own: `open_page(device, person=None, scheme="light", **context_options)`."""
    with ExitStack() as contexts:

        def opened(device: str, person: Person | None = None, scheme: str = "light", **options: object) -> Page:
            context = browser.new_context(base_url=server.url, color_scheme=scheme, **DEVICES[device] | options)
            contexts.callback(context.close)
            prepare(context, server, engine, trouble, person)
            return context.new_page()

        yield opened


@pytest.fixture
def profile(
    playwright: Playwright, server: Server, engine: sa.Engine, trouble: Trouble, tmp_path: Path
) -> Iterator[Callable[..., BrowserContext]]:
    """A browser with a profile that stays: `profile("tablet", person)`; again after `kill_browser()` or `.close()`."""
    folder = tmp_path / "profile"
    with ExitStack() as contexts:

        def opened(device: str, person: Person | None = None, **options: object) -> BrowserContext:
            context = contexts.enter_context(
                chromium.profile(playwright, folder, device, base_url=server.url, **options)
            )
            prepare(context, server, engine, trouble, person)
            return context

        yield opened


@pytest.fixture
def kill_browser(tmp_path: Path) -> Callable[[], None]:
    """Ends the browser of `profile` without a goodbye."""
    return lambda: chromium.kill(tmp_path / "profile")


def prepare(
    context: BrowserContext, server: Server, engine: sa.Engine, trouble: Trouble, person: Person | None
) -> None:
    context.set_default_timeout(10_000)
    trouble.watch(context)
    if person is not None:
        with transaction(engine) as db:
            secret, _expires = actions.sign_in(db, person.id, "browser", "a journey")
        context.add_cookies([{"name": "alongside", "value": secret, "url": server.url, "httpOnly": True}])


@pytest.fixture
def people(engine: sa.Engine, password_hash: str) -> cast.People:
    return cast.add_people(engine, password_hash)
