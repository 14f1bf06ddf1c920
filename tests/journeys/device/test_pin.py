"""A PIN: it guards the lock and what has been shared; what waits leaves without it; forgetting it loses nothing that is not shared."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.cast import PlannedVisit
from tests.journeys.browser import Trouble
from tests.journeys.checks import axe, no_sideways_scroll
from tests.journeys.device.stage import Stage, counted, wait_until
from tests.journeys.device.test_at_rest import NOTE, boxes, dump, entries, page, record, rest
from tests.journeys.device.test_sender import lose_the_log, start_sending, state

__all__ = ["page"]

PIN = "4711"


def with_pin(page: Page) -> None:
    assert page.evaluate("(pin) => device.setPin(ours.me, pin)", PIN)


def try_pin(page: Page, pin: str) -> bool:
    opened: bool = page.evaluate("async (pin) => (await device.tryPin(ours.me, pin)).opened", pin)
    return opened


def shared_under_pin(page: Page, stage: Stage) -> list[str]:
    """A finished visit, all of it shared; the page is a new one. The ids."""
    with_pin(page)
    record(page)
    said = [entry["id"] for entry in entries(page)]
    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")
    rest(page)
    stage.open(page)
    return said


def test_what_waits_leaves_without_the_pin_and_what_is_shared_needs_it(page: Page, stage: Stage) -> None:
    with_pin(page)
    record(page)
    said = [entry["id"] for entry in entries(page)]
    rest(page)
    assert boxes(page) == ["device"]
    stage.open(page)
    assert [entry["id"] for entry in entries(page)] == said

    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")
    rest(page)

    assert boxes(page) == ["pin"]
    assert NOTE not in dump(page)
    assert PIN not in dump(page)
    assert entries(page) == []
    assert page.evaluate("async () => (await device.packedVisit(ours.me, ours.visit)).visit.locked")
    assert try_pin(page, PIN)
    assert [entry["id"] for entry in entries(page)] == said


def test_a_wrong_pin_opens_nothing_and_has_to_wait_longer_each_time(page: Page, stage: Stage) -> None:
    shared_under_pin(page, stage)
    waits = []
    for pin in ("0000", "47110", "1174"):
        assert not try_pin(page, pin)
        waits.append(page.evaluate("() => device.pinWait(ours.me)"))
    assert waits[0] == waits[1] == 0
    assert 0 < waits[2] <= 5000
    assert not try_pin(page, PIN), "not even the right one, while it has to wait"
    stage.open(page)
    assert page.evaluate("() => device.pinWait(ours.me)") > 0, "after a reload too"
    assert entries(page) == []


def test_a_new_pin_opens_what_the_old_one_closed(page: Page, stage: Stage) -> None:
    said = shared_under_pin(page, stage)
    change = "async (pins) => (await device.changePin(ours.me, ...pins)).opened"
    assert not page.evaluate(change, ["0000", "123456"])
    assert page.evaluate(change, [PIN, "123456"])
    stage.open(page)
    assert not try_pin(page, PIN)
    assert try_pin(page, "123456")
    assert [entry["id"] for entry in entries(page)] == said


def test_without_its_pin_everything_is_under_the_devices_key_again(page: Page, stage: Stage) -> None:
    said = shared_under_pin(page, stage)
    assert page.evaluate("async (pin) => (await device.removePin(ours.me, pin)).opened", PIN)
    stage.open(page)
    assert boxes(page) == ["device"]
    assert [entry["id"] for entry in entries(page)] == said


def test_words_can_be_added_to_a_visit_whose_entries_wait_for_the_pin(page: Page, stage: Stage) -> None:
    shared_under_pin(page, stage)
    start_sending(page)
    page.evaluate(
        """async () => {
          const log = await device.openLog(ours.me, ours.partnership, ours.visit, { words: true });
          await log.append({ kind: "annotation", text: "so", on: { measure: "talk" } });
        }"""
    )
    wait_until(page, lambda: [n for n, _id in stage.stored()] == [1, 2, 3, 4, 5, 6, 7])


def test_a_restored_server_gets_what_lies_under_the_pin_once_it_is_typed(page: Page, stage: Stage) -> None:
    shared_under_pin(page, stage)
    start_sending(page)
    lose_the_log(stage)
    page.evaluate("() => device.refreshPack(ours.me)")

    wait_until(page, lambda: state(page)["phase"] == "needs-you")
    assert state(page)["problem"]["type"] == "/problems/pin-needed"
    assert counted(page)["waiting"] == 6
    assert try_pin(page, PIN)

    wait_until(page, lambda: len(stage.stored()) == 6)


def test_a_forgotten_pin_gives_up_what_is_shared_and_nothing_else(page: Page, stage: Stage) -> None:
    shared_under_pin(page, stage)
    page.context.set_offline(True)
    page.evaluate(
        """async () => {
          window.log = await device.openLog(ours.me, ours.partnership, ours.visit, { words: true });
          await log.append({ kind: "annotation", text: "not yet", on: { measure: "talk" } });
        }"""
    )

    page.evaluate("() => device.giveUpPin(ours.me)")

    assert [entry["text"] for entry in entries(page)] == ["not yet"]
    assert counted(page)["waiting"] == 1
    assert page.evaluate("() => log.append({ kind: 'reply', text: 'x', target: 'y' }).then(({ n }) => n)") == 8


def test_it_is_set_on_you_and_given_up_by_the_password(
    open_page: Callable[..., Page], visit: PlannedVisit, trouble: Trouble
) -> None:
    trouble.allow(r"status of 401")
    page = open_page("narrow", visit.partners.coach)
    page.goto("/you")
    section = page.locator("#pin")
    section.get_by_role("button", name="Set a PIN").click()
    section.get_by_label("New PIN").fill("12")
    section.get_by_label("The same again").fill("12")
    section.get_by_role("button", name="Save").click()
    expect(section.get_by_role("alert")).to_have_text("Use 4 to 8 digits.")
    for label in ("New PIN", "The same again"):
        section.get_by_label(label).fill(PIN)
    axe(page)
    no_sideways_scroll(page)
    section.get_by_role("button", name="Save").click()
    expect(section.get_by_role("status")).to_contain_text("The PIN is set.")

    section.get_by_role("button", name="I forgot the PIN").click()
    section.get_by_label("Your password").fill("not the password")
    section.get_by_role("button", name="Sign in and take").click()
    expect(section.get_by_role("alert")).to_contain_text("Nothing has changed")
    section.get_by_label("Your password").fill("correct horse battery staple")
    axe(page)
    section.get_by_role("button", name="Sign in and take").click()
    expect(section.get_by_role("status")).to_contain_text("The PIN is gone.")
