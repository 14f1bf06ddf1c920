"""A visit's clock goes on over a reload, and no jump of the wall clock changes a duration."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.device.stage import Stage, open_log

HOUR_MS = 3_600_000
# The wall clock of the page, moved by `wallMoved`.
MOVABLE_WALL = """() => {
  const real = Date.now;
  const RealDate = Date;
  window.wallMoved = Number(localStorage.getItem("wallMoved") ?? 0);
  globalThis.Date = class extends RealDate {
    constructor(...args) { args.length ? super(...args) : super(real() + window.wallMoved); }
    static now() { return real() + window.wallMoved; }
  };
}"""


@pytest.fixture
def page(tablet: BrowserContext, stage: Stage) -> Page:
    tablet.add_init_script(f"({MOVABLE_WALL})()")
    return stage.page(tablet)


def test_it_goes_on_over_a_reload_by_the_wall_clock(page: Page, stage: Stage) -> None:
    begin(page)
    page.wait_for_timeout(600)
    before = now(page)
    page.wait_for_timeout(700)
    stage.open(page)
    resume(page)
    assert before + 700 <= now(page) < before + 6000


@pytest.mark.parametrize("jump", [-24 * HOUR_MS, -HOUR_MS, HOUR_MS, 24 * HOUR_MS])
def test_a_wall_clock_that_jumps_in_mid_run_changes_nothing_even_after_a_reload(
    page: Page, stage: Stage, jump: int
) -> None:
    begin(page)
    move_wall(page, jump)
    page.wait_for_timeout(300)
    assert 300 <= now(page) < 3000
    tap(page)

    stage.open(page)
    resume(page)
    assert 300 <= now(page) < 9000


@pytest.mark.parametrize("jump", [-24 * HOUR_MS, 24 * HOUR_MS])
def test_a_day_that_passed_between_two_runs_is_not_believed_and_the_next_entry_says_so(
    page: Page, stage: Stage, jump: int
) -> None:
    begin(page)
    page.wait_for_timeout(200)
    page.evaluate("(jump) => localStorage.setItem('wallMoved', jump)", jump)
    stage.open(page)
    resume(page)

    assert 0 <= now(page) < 6000
    note = tap(page)["clock"]
    assert note.startswith("not carried by the wall clock")
    assert "clock" not in tap(page)


def test_time_asleep_counts_as_time(page: Page, stage: Stage) -> None:
    begin(page)
    page.evaluate("() => setVisible('hidden')")
    move_wall(page, 90_000)  # what a run looks like in which performance.now() stood still
    page.evaluate("() => setVisible('visible')")

    assert 90_000 <= now(page) < 95_000
    assert tap(page)["clock"].startswith("carried by the wall clock: 9")


def test_the_moment_of_an_event_is_the_moment_of_its_mark(page: Page) -> None:
    begin(page)
    page.wait_for_timeout(300)
    assert page.evaluate("() => clock.now() - clock.at(performance.now() - 120)") in (119, 120, 121)


def begin(page: Page) -> None:
    open_log(page)
    page.evaluate(
        """async () => {
          window.clock = await device.openClock(ours.me, ours.visit, log.entries);
          clock.begin();
          await log.append({ kind: "begin", at_ms: 0 });
          window.setVisible = (state) => {
            Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
            window.dispatchEvent(new Event("visibilitychange"));
          };
        }"""
    )


def resume(page: Page) -> None:
    open_log(page)
    page.evaluate("async () => { window.clock = await device.openClock(ours.me, ours.visit, log.entries) }")


def move_wall(page: Page, by_ms: int) -> None:
    page.evaluate("(by) => { window.wallMoved += by; localStorage.setItem('wallMoved', window.wallMoved) }", by_ms)


def tap(page: Page) -> dict[str, str]:
    result: dict[str, str] = page.evaluate(
        "() => log.append({ kind: 'mark', measure: 'redirection', at_ms: clock.now() })"
    )
    return result


def now(page: Page) -> int:
    result: int = page.evaluate("() => clock.now()")
    return result
