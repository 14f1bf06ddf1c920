"""What the recorder loads at a cold start, in bytes on the wire: at most 90 KB, with its fonts at most 130 KB.

A module that is asked for later, by `import("./x.js")`, is not part of the start; it must be in the shell all the same.
"""

import gzip
import posixpath
import re

import pytest

from app.static_files import SHELL_PAGES, files, shell_files

KB = 1024
SHELL = {url.split("/", 3)[3] for url in shell_files()}


def wire_size(path):
    file = files()[path]
    return len(file.zipped if file.zipped is not None else file.body)


def text_of(path):
    return files()[path].body.decode()


def asked_by_page(page):
    """Style sheets, scripts and pictures that the page itself names; not the icons of the installed app."""
    named = re.findall(r"""(?:href|src)=["']/static/\{build\}/([^"'#]+)""", text_of(page))
    return {path for path in named if not path.startswith("icons/")}


AT_ONCE = r"""(?:from|import)\s*["'](\.[^"']+)["']"""
SOONER_OR_LATER = r"""(?:from|import)\s*\(?["'](\.[^"']+)["']"""


def with_imports(path, known, asked=AT_ONCE):
    if path in known:
        return known
    known.add(path)
    if path.endswith(".js"):
        for target in re.findall(asked, text_of(path)):
            with_imports(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)), known, asked)
    if path.endswith(".css"):
        for target in re.findall(r"""url\(["']?([^"')]+)["']?\)""", text_of(path)):
            if not target.startswith("data:") and "latin-wght-normal" in target:
                known.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    return known


def loaded(page, asked=AT_ONCE):
    known = {"service_worker.js", "vendor/icons.svg"}
    for path in asked_by_page(page):
        with_imports(path, known, asked)
    return known | {page}


RARER_PADS = {
    "latency": {"latency_pad.js"},
    "interval": {"interval_pad.js", "interval_clock.js"},
    "checklist": {"checklist_pad.js"},
    "seats": {"seats_pad.js"},
}


@pytest.mark.parametrize("kind", [None, *RARER_PADS])
def test_the_recorders_cold_start_is_within_its_budget(kind):
    pads = {f"recorder/{name}" for name in RARER_PADS.get(kind, ())}
    page = SHELL_PAGES["/recorder"]
    assert pads <= loaded(page, SOONER_OR_LATER) - loaded(page)
    rarer = pads | {"css/pads.css"} if pads else set()
    assert rarer <= SHELL
    wanted = (loaded(page) | rarer) - {"vendor/icons.svg"}  # it draws its own icons
    sizes = {path: wire_size(path) for path in wanted}
    fonts = sum(size for path, size in sizes.items() if path.startswith("fonts/"))
    plain = sum(sizes.values()) - fonts
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:8]
    assert 30 * KB < plain <= 90 * KB, (plain, largest)
    assert fonts > 0
    assert plain + fonts <= 130 * KB, (plain + fonts, largest)


def test_everything_the_static_pages_load_is_in_the_shell():
    """A file that is missing there would be missing in airplane mode."""
    for page in SHELL_PAGES.values():
        assert loaded(page, SOONER_OR_LATER) - {"service_worker.js", page} <= SHELL, page


def test_import_chains_are_short():
    """Depth costs more than bytes: what a page does not name itself must be named by what it names."""
    for page in SHELL_PAGES.values():
        named = asked_by_page(page)
        assert loaded(page) - {"service_worker.js", "vendor/icons.svg", page} - named <= {
            path for path in loaded(page) if path.startswith("fonts/")
        }, f"{page} should preload: {sorted(loaded(page) - named - {page})}"


def test_texts_are_sent_compressed():
    for file in files().values():
        if file.path.endswith((".js", ".css", ".svg", ".html")):
            assert file.zipped is not None
            assert gzip.decompress(file.zipped) == file.body
