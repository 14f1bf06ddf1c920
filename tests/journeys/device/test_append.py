"""A mark that was counted is on the disk; a mark that could not be kept was not counted."""

import contextlib
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Error, Page

from tests.journeys.device.stage import Stage, counted, open_log, tap, wait_until


def test_entries_count_up_by_one_in_the_order_of_the_taps(page: Page) -> None:
    open_log(page)

    page.evaluate(
        """() => Promise.all(Array.from({ length: 40 }, (_, i) =>
             log.append({ kind: "mark", measure: "redirection", at_ms: i })))"""
    )

    kept = page.evaluate("() => log.entries.map((entry) => [entry.n, entry.at_ms])")
    assert kept == [[i + 1, i] for i in range(40)]
    ids = page.evaluate("() => log.entries.map((entry) => entry.id)")
    assert ids == sorted(ids)
    assert len(set(ids)) == 40


def test_several_entries_of_one_tap_are_kept_together_or_not_at_all(page: Page) -> None:
    open_log(page)
    both = """() => log.appendAll([{ kind: "stop", measure: "talk", option: "student", at_ms: 5 },
                                   { kind: "start", measure: "talk", option: "teacher", at_ms: 5, odd: %s }])
                       .then((entries) => entries.map((entry) => entry.n), (error) => error.name)"""

    assert page.evaluate(both % "() => 1") == "DataCloneError"
    assert page.evaluate("() => log.entries.length") == 0
    assert page.evaluate(both % "1") == [1, 2]


@pytest.mark.parametrize("after_ms", [0, 1, 2, 5, 10, 20])
def test_a_tab_killed_right_after_a_tap_has_kept_everything_it_had_counted(
    tablet: BrowserContext, stage: Stage, after_ms: int
) -> None:
    page = stage.page(tablet)
    said = tap_on_and_on(page)

    kill_tab(page, after_ms)

    again = stage.page(tablet)
    assert_kept(again, said)


@pytest.mark.parametrize("after_ms", [0, 7, 20])
def test_a_killed_browser_has_kept_everything_it_had_counted(
    profile: Callable[..., BrowserContext], kill_browser: Callable[[], None], stage: Stage, after_ms: int
) -> None:
    said = tap_on_and_on(stage.page(profile("tablet")))

    time.sleep(after_ms / 1000)
    kill_browser()

    assert_kept(stage.page(profile("tablet")), said)


def test_a_full_device_refuses_the_tap_and_keeps_the_earlier_ones(page: Page, stage: Stage) -> None:
    devtools = page.context.new_cdp_session(page)
    origin = stage.url + "/"  # without the slash at the end it is not found
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 300_000})
    open_log(page)
    tap(page, 3)

    large = "() => log.append({ kind: 'note', text: 'x'.repeat(400000), at_ms: 9 }).catch((error) => error.name)"
    assert page.evaluate(large) == "QuotaExceededError"
    assert page.evaluate("() => log.entries.length") == 3

    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    tap(page)
    assert page.evaluate("() => log.entries.map((entry) => entry.n)") == [1, 2, 3, 4]


def test_a_dropped_connection_is_opened_again_and_the_tap_kept_once(page: Page) -> None:
    open_log(page)
    tap(page)
    page.evaluate(
        """() => {
          const real = IDBDatabase.prototype.transaction;
          IDBDatabase.prototype.transaction = function () {
            IDBDatabase.prototype.transaction = real;
            throw new DOMException("The database connection is closing.", "InvalidStateError");
          };
        }"""
    )

    tap(page)

    assert page.evaluate("() => log.entries.map((entry) => entry.n)") == [1, 2]


def test_a_write_that_was_completed_unheard_is_not_written_twice(page: Page) -> None:
    open_log(page)
    tap(page)
    page.evaluate(
        """() => {
          const real = IDBDatabase.prototype.transaction;
          IDBDatabase.prototype.transaction = function (...args) {
            IDBDatabase.prototype.transaction = real;
            const tx = real.apply(this, args);
            tx.addEventListener("complete", (event) => event.stopImmediatePropagation());
            return tx;
          };
        }"""
    )

    tap(page)

    assert page.evaluate("() => log.entries.map((entry) => entry.n)") == [1, 2]
    assert counted(page)["waiting"] == 2


def test_a_second_tab_follows_and_may_take_over(tablet: BrowserContext, stage: Stage, page: Page) -> None:
    open_log(page)
    tap(page, 2)
    second = stage.page(tablet)
    open_log(second)
    assert page.evaluate("() => log.writer")
    assert not second.evaluate("() => log.writer")
    assert second.evaluate("() => log.append({ kind: 'end', at_ms: 1 }).catch((error) => error.name)") == "NotTheWriter"

    tap(page, 3)
    wait_until(second, lambda: second.evaluate("() => log.entries.length") == 5)

    second.evaluate("() => log.takeOver()")
    wait_until(page, lambda: not page.evaluate("() => log.writer"))
    tap(second, 1)
    wait_until(page, lambda: page.evaluate("() => log.entries.length") == 6)

    second.close()
    wait_until(page, lambda: page.evaluate("() => log.writer"))
    tap(page)
    assert page.evaluate("() => log.entries.map((entry) => entry.n)") == [1, 2, 3, 4, 5, 6, 7]


def test_words_are_added_beside_a_recording_tab(tablet: BrowserContext, stage: Stage, page: Page) -> None:
    open_log(page)
    beside = stage.page(tablet)
    beside.evaluate(
        "async () => { window.log = await device.openLog(ours.me, ours.partnership, ours.visit, { words: true }) }"
    )
    for tab in (page, beside, page, beside):
        tab.evaluate(
            """() => { window.done = Promise.all([1, 2, 3].map(() =>
                 log.append({ kind: "annotation", text: "so", on: { measure: "talk" } }))) }"""
        )
    for tab in (page, beside):
        tab.evaluate("() => window.done")

    for tab in (page, beside):
        wait_until(tab, lambda tab=tab: tab.evaluate("() => log.entries.map((e) => e.n)") == list(range(1, 13)))


def test_typed_words_survive_a_reload(page: Page, stage: Stage) -> None:
    page.evaluate("() => device.arrive({ id: ours.me, name: 'Marcus Bell' })")
    page.evaluate("() => device.keepText('reflection:1', 'I had not counted')")
    stage.open(page)
    assert page.evaluate("() => device.textFor('reflection:1')") == "I had not counted"
    page.evaluate("() => device.forgetText('reflection:1')")
    assert page.evaluate("() => device.textFor('reflection:1')") == ""


def tap_on_and_on(page: Page) -> list[str]:
    """The ids of what the page says it has counted."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    open_log(page)
    page.evaluate(
        """() => { (async () => {
          for (let i = 0; ; i += 1) console.log((await log.append({ kind: "mark", measure: "redirection", at_ms: i })).id);
        })(); }"""
    )
    while len(said) < 10:
        page.wait_for_timeout(50)
    return said


def assert_kept(page: Page, said: list[str]) -> None:
    open_log(page)
    kept = page.evaluate("() => log.entries.map((entry) => entry.id)")
    assert set(said) <= set(kept)
    assert page.evaluate("() => log.entries.map((entry) => entry.n)") == list(range(1, len(kept) + 1))
    assert counted(page)["waiting"] == len(kept)


def kill_tab(page: Page, after_ms: int) -> None:
    time.sleep(after_ms / 1000)
    with contextlib.suppress(Error):  # the renderer that was to answer is gone
        page.goto("chrome://crash", timeout=1000)
