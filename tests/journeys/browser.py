"""Chromium as people hold it: tablet, phone and desk; light and dark; fresh, or with a profile that stays."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DEVICES: dict[str, dict[str, Any]] = {
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
    "landscape": {"viewport": {"width": 1180, "height": 820}, "has_touch": True},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "narrow": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 800}},
}


class Trouble:
    """What went wrong in any page of a test. `allow(r"...")` names what the test provokes on purpose."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.expected: list[re.Pattern[str]] = []

    def allow(self, *patterns: str) -> None:
        self.expected += [re.compile(pattern) for pattern in patterns]

    def allow_no_network(self) -> None:
        """A browser reports every request that found no network, or no server, as an error."""
        self.allow(r"net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|FAILED)")

    def watch(self, context: BrowserContext) -> None:
        context.on("page", self._watch_page)
        for page in context.pages:
            self._watch_page(page)

    def _watch_page(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: uncaught {error}"))

    def _on_console(self, message: ConsoleMessage) -> None:
        # A violation of the content security policy arrives here too, as an error.
        if message.type == "error":
            self.said.append(f"{message.location.get('url', '')}: {message.text}")

    def unexpected(self) -> list[str]:
        return [said for said in self.said if not any(pattern.search(said) for pattern in self.expected)]


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


@contextmanager
def profile(playwright: Playwright, folder: Path, device: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser whose IndexedDB, service worker and cookies lie in `folder` and outlive it."""
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=CHROMIUM, args=ARGUMENTS, **DEVICES[device], **options
    )
    try:
        yield context
    finally:
        if running(folder):
            context.close()


def kill(folder: Path) -> None:
    """End the browser that runs on this profile as a flat battery would."""
    for process in running(folder):
        os.kill(process, signal.SIGKILL)
    give_up = time.monotonic() + 10
    while running(folder) and time.monotonic() < give_up:
        time.sleep(0.05)
    for lock in folder.glob("Singleton*"):
        lock.unlink()


def running(folder: Path) -> list[int]:
    wanted = f"--user-data-dir={folder}".encode()
    return [process for process in _processes() if wanted in _command(process) and not _is_zombie(process)]


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _command(process: int) -> list[bytes]:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def _is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
