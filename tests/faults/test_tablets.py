"""Real tablets: what a pad has shown is stored once, whatever befell tab, disk, clock, network, session and server."""

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.faults.nursery import Nursery
from tests.faults.tablets import lesson
from tests.faults.world import world
from tests.journeys import browser as chromium


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def test_what_a_pad_has_shown_is_stored_once_whatever_befell_tab_network_session_and_server(
    nursery: Nursery, playwright: Playwright
) -> None:
    with world(nursery, "sqlite") as here, contextlib.closing(chromium.launch(playwright)) as browser:
        assert lesson(here, browser, seed=4) == []
