"""`make faults`: runs of 2,000 taps and 30 faults on each database in turn, until 20,000 taps and 300 faults are done.

Then lessons on a real tablet, each with everything that can befall one.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from tests.faults.driver import Run, report
from tests.faults.nursery import Nursery
from tests.faults.tablets import BEFALL, lesson
from tests.faults.world import world
from tests.journeys import browser as chromium

WORLDS = [("sqlite", 1), ("postgresql", 2), ("sqlite", 2), ("postgresql", 1)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--taps", type=int, default=2000, help="in each run")
    parser.add_argument("--faults", type=int, default=30, help="in each run")
    parser.add_argument("--lessons", type=int, default=4, help="on a tablet in Chromium")
    asked = parser.parse_args()
    nursery = Nursery()
    try:
        found = [violation for i in range(asked.runs) for violation in one(nursery, i, asked)]
        found += lessons(nursery, asked)
    finally:
        nursery.close()
    print(f"{asked.runs * asked.taps} taps, {asked.runs * asked.faults} faults, {len(found)} violations")
    return 1 if found else 0


def one(nursery: Nursery, number: int, asked: argparse.Namespace) -> list[str]:
    kind, workers = WORLDS[number % len(WORLDS)]
    print(f"{kind}, {workers} worker{'s' if workers > 1 else ''}", flush=True)
    with world(nursery, kind, workers=workers) as here:
        run = Run(here, asked.seed + number, asked.taps, asked.faults, coaches=3)
        began = time.monotonic()
        found = run.go()
        report(run, time.monotonic() - began)
    for violation in found:
        print(f"  VIOLATION {violation}")
    return found


def lessons(nursery: Nursery, asked: argparse.Namespace) -> Iterator[str]:
    with sync_playwright() as playwright, contextlib.closing(chromium.launch(playwright)) as browser:
        for number in range(asked.lessons):
            with world(nursery, WORLDS[number % len(WORLDS)][0]) as here:
                found = lesson(here, browser, asked.seed + number)
            print(f"a tablet in Chromium, {len(BEFALL)} faults: {len(found)} violations", flush=True)
            yield from found


if __name__ == "__main__":
    sys.exit(main())
