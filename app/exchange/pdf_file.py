"""A visit as a PDF: the debrief's own pages of paper. Pango draws the letters, which a plain system may not have."""

import contextlib
import ctypes
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from app.problems import Problem
from app.words import _

AT_ONCE, MOST_WAITING, LONGEST_WAIT_S = 2, 4, 30  # each takes a core for seconds; whoever waits keeps a thread
LONGEST_S = 20  # for each way of laying them out
REFUSED = 3  # what the process says that tells on its standard output why not
ROOT = Path(__file__).parents[2]
NOT_LAID_OUT = _("These pages could not be laid out. Print them from your browser.")
# WeasyPrint 70 breaks down where some grids meet the end of a page. Then figures, and at last all, stand one by one.
FIGURES = ".two-up"
ALL = f"{FIGURES},.seating,.purpose,.rg,.refl,.moment,.thread,.mo2,.take,.rc,.notice,.plan,.rep,.signs,li"
BLOCKS = ["", *(f"{which} {{ display: block !important }}" for which in (FIGURES, ALL))]
BREAKDOWNS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
LIBRARIES = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
log = logging.getLogger("alongside")
_turns = threading.BoundedSemaphore(AT_ONCE)
_waiting = threading.BoundedSemaphore(AT_ONCE + MOST_WAITING)


def pdf_of(html: str) -> bytes:
    """The document as pages, as its own styles say. Where that takes too long they are laid out plainly."""
    with _turn():
        for plainness in (0, len(BLOCKS) - 1):
            with contextlib.suppress(subprocess.TimeoutExpired):
                return _made(html, plainness)
    raise Problem("no-pdf-here", NOT_LAID_OUT)


def _made(html: str, plainness: int) -> bytes:
    """In a process of its own, which can be ended: long words in some grids would keep WeasyPrint busy for ever."""
    command = [sys.executable, "-m", "app.exchange.pdf_process", str(plainness)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    done = subprocess.run(  # noqa: S603 - our own module, and the document comes by its standard input
        command, input=html.encode(), stdout=subprocess.PIPE, timeout=LONGEST_S, cwd=ROOT, env=env, check=False
    )
    if done.returncode == 0:
        return done.stdout
    raise Problem("no-pdf-here", done.stdout.decode() if done.returncode == REFUSED else NOT_LAID_OUT)


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    if not _waiting.acquire(blocking=False):
        raise Problem("busy", headers={"Retry-After": "10"})
    try:
        if not _turns.acquire(timeout=LONGEST_WAIT_S):
            raise Problem("busy", headers={"Retry-After": "10"})
        try:
            yield
        finally:
            _turns.release()
    finally:
        _waiting.release()


@cache
def can_be_made() -> bool:
    """Whether Pango is here, asked without importing all of WeasyPrint: pages offer a PDF only then."""
    for name in LIBRARIES:
        with contextlib.suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False


def made_here(html: str, plainness: int) -> bytes:
    """In this very process. Nothing is fetched: all that it needs is in it."""
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    return laid_out(weasyprint.HTML(string=html, url_fetcher=fetcher), weasyprint.CSS, plainness)


def laid_out(document: Any, CSS: Any, plainness: int = 0) -> bytes:
    """The pages, more plainly where they can not be laid out as they are."""
    for blocks in BLOCKS[plainness:]:
        try:
            made: bytes = document.write_pdf(stylesheets=[CSS(string=blocks)])
        except BREAKDOWNS as broken:
            log.warning("no PDF with %r: %s", blocks[:40], type(broken).__name__)
        else:
            return made
    raise Problem("no-pdf-here", NOT_LAID_OUT)


def _weasyprint() -> Any:
    """It opens Pango's libraries when it is imported, which may be missing."""
    try:
        import weasyprint
        import weasyprint.urls
    except OSError as missing:
        raise Problem("no-pdf-here") from missing
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it tells of every rule of a screen that paper lacks
    return weasyprint
