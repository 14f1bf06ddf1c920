"""What is not ours is unchanged, and listed with its package, licence and hash."""

import hashlib
import re

from app.static_files import HERE

LISTED = dict(
    re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", (HERE / "vendor/VENDORED.md").read_text("utf-8"), re.M)
)


def test_vendored_files_are_what_they_say():
    assert len(LISTED) == 4
    for path, wanted in LISTED.items():
        assert hashlib.sha256((HERE / path).read_bytes()).hexdigest() == wanted, path


def test_nothing_vendored_is_unlisted():
    ours = {
        "vendor/VENDORED.md",
        "vendor/icons.svg",
        "vendor/icons.LICENSE.txt",
        "fonts/LICENSE.txt",
    }
    there = {p.relative_to(HERE).as_posix() for folder in ("vendor", "fonts") for p in (HERE / folder).iterdir()}
    assert there == set(LISTED) | ours
