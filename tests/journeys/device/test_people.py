"""A shared tablet: each person finds their own things and nobody else's."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.cast import People
from tests.journeys.device.stage import Stage, counted, open_log, tap


@pytest.fixture
def danas(stage: Stage, people: People) -> dict[str, str]:
    return {"id": people.dana.id, "name": people.dana.name}


def test_the_next_person_sees_nothing_of_the_last(page: Page, stage: Stage, danas: dict[str, str]) -> None:
    page.evaluate("() => device.arrive({ id: ours.me, name: 'Marcus Bell' })")
    page.evaluate("() => device.refreshPack(ours.me)")
    page.evaluate("() => device.keepText('a', 'mine')")
    open_log(page)
    tap(page, 3)

    page.evaluate("() => device.leave()")
    stage.open(page)
    page.evaluate("(dana) => device.arrive(dana)", danas)

    assert page.evaluate("() => device.currentPerson()") == danas["id"]
    assert page.evaluate("() => device.textFor('a')") == ""
    assert page.evaluate("async () => device.packedVisits(await device.currentPerson())") == []
    assert page.evaluate("async () => device.unsentOf(await device.currentPerson())") == 0
    assert counted(page)["waiting"] == 3, "what Marcus recorded stays for him"


def test_the_person_who_was_here_stays_here_when_the_session_has_ended(page: Page, stage: Stage) -> None:
    page.evaluate("() => device.arrive({ id: ours.me, name: 'Marcus Bell' })")
    page.context.clear_cookies()
    stage.open(page)
    assert page.evaluate("() => device.currentPerson()") == stage.ours["me"]
    assert page.evaluate("async () => (await device.personKnown(ours.me)).name") == "Marcus Bell"


def test_nobodys_pack_is_kept_as_somebody_elses(
    tablet: BrowserContext, page: Page, stage: Stage, people: People
) -> None:
    stage.sign_in(tablet, people.dana)
    assert page.evaluate("() => device.refreshPack(ours.me)") is False
    assert page.evaluate("() => device.packedVisits(ours.me)") == []


def test_a_visit_that_left_the_pack_stays_while_the_device_holds_its_entries(page: Page, stage: Stage) -> None:
    page.evaluate("() => device.refreshPack(ours.me)")
    open_log(page)
    tap(page)
    with stage.engine.begin() as connection:
        connection.exec_driver_sql("update visit set planned_for = '2020-01-01 00:00:00+00:00'")

    page.evaluate("() => device.refreshPack(ours.me)")

    packed = page.evaluate("() => device.packedVisit(ours.me, ours.visit)")
    assert packed["visit"]["unlisted"]
    assert packed["form"]["id"] == stage.ours["form"]
