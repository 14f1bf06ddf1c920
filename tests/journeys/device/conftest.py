"""Fixtures of the device's journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.cast import PlannedVisit
from tests.journeys.device.stage import Stage
from tests.journeys.server import Server


@pytest.fixture
def stage(server: Server, visit: PlannedVisit) -> Stage:
    return Stage(server, visit)


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
