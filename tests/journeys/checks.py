"""What every screen must pass: axe-core finds nothing, and nothing scrolls sideways."""

from functools import lru_cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page


def axe(page: Page) -> None:
    """axe-core's own default rules on the page as it stands."""
    page.evaluate(_axe_source())
    found = page.evaluate("() => axe.run().then(result => result.violations)")
    assert not found, "\n".join(_told(violation) for violation in found)


@lru_cache
def _axe_source() -> str:
    return next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


def _told(violation: dict) -> str:
    places = "\n".join(f"    {node['html'][:200]}\n      {node['failureSummary']}" for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']}\n{places}"


def no_sideways_scroll(page: Page) -> None:
    wide = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room + 1);
          return {needs: document.documentElement.scrollWidth, room, wide: wide.slice(0, 5).map(e => e.outerHTML.slice(0, 120))};
        }"""
    )
    assert wide["needs"] <= wide["room"], wide


def ready_for_offline(page: Page) -> None:
    """Wait until the service worker has the shell and answers for this page."""
    page.evaluate(
        """() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
             || new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", done, {once: true})))
           .then(() => true)"""
    )
