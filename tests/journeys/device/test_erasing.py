"""What a person may no longer hold goes from the device; what only the device has is parked where they see it."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page
from sqlmodel import col, update

from app.accounts.models import SignIn
from app.clock import now
from app.database import transaction
from app.partnerships.models import Partnership
from tests.journeys.device.stage import Stage, counted, tap, wait_until
from tests.journeys.device.test_at_rest import NOTE, TYPED, boxes, dump, entries, page, record, rest
from tests.journeys.device.test_sender import lose_the_log, start_sending, state

__all__ = ["page"]


def shared(page: Page, stage: Stage) -> None:
    record(page)
    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")
    rest(page)
    assert stage.visit.id in dump(page)


def leave(stage: Stage) -> None:
    """Dana leaves the partnership."""
    with transaction(stage.engine) as db:
        db.exec(update(Partnership).values(status="ended", ended_at=now()))


def erased_by_the_teacher(page: Page) -> list[str]:
    """From now on the server answers for the visit as for one that was erased. Each asking is noted."""
    asked: list[str] = []
    problem = {"type": "/problems/visit-erased", "title": "x", "status": 410, "detail": "The teacher erased it."}

    def gone(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(status=410, body=json.dumps(problem), content_type="application/problem+json")

    page.route("**/entries", gone)
    return asked


def of_the_visit(page: Page, stage: Stage) -> Callable[[], bool]:
    return lambda: stage.visit.id not in dump(page)


def test_a_partnership_that_was_left_leaves_the_device_with_all_that_was_shared(page: Page, stage: Stage) -> None:
    shared(page, stage)
    page.evaluate("() => device.forgetText(`say-${ours.visit}-x`)")
    leave(stage)

    page.evaluate("() => device.refreshPack(ours.me)")

    wait_until(page, of_the_visit(page, stage))
    assert page.evaluate("() => device.packedForms(ours.me)") == []
    assert page.evaluate("() => device.packedPartnerships(ours.me)") == []


def test_what_was_not_shared_before_the_partnership_was_left_is_parked_with_the_reason(
    page: Page, stage: Stage
) -> None:
    record(page, end=False)
    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")
    page.context.set_offline(True)
    tap(page, 2)
    leave(stage)
    page.context.set_offline(False)

    page.evaluate("() => device.refreshPack(ours.me)")
    page.evaluate("() => device.sendNow()")

    wait_until(page, lambda: counted(page)["parked"] == 3)
    assert counted(page)["waiting"] == 0
    assert state(page)["phase"] == "needs-you"
    parked = page.evaluate("() => device.parkedOf(ours.me)")
    assert [row["entry"]["kind"] for row in parked] == ["mark", "mark", "typed"]
    assert parked[2]["entry"]["text"] == TYPED
    assert parked[0]["problem"]["type"] == "/problems/partnership-ended"
    assert parked[2]["problem"]["type"] == "/problems/partnership-left"
    assert NOTE not in dump(page)
    assert TYPED not in dump(page)

    for row in parked:
        page.evaluate("(n) => device.eraseParked(ours.me, ours.visit, n)", row["n"])
    wait_until(page, of_the_visit(page, stage))


def test_a_restored_server_that_does_not_know_the_partnership_erases_nothing(page: Page, stage: Stage) -> None:
    shared(page, stage)
    lose_the_log(stage)
    with stage.engine.begin() as connection:
        connection.exec_driver_sql("update partnership set status = 'ended'")

    for _ in range(2):
        page.evaluate("() => device.refreshPack(ours.me)")

    assert len(entries(page)) == 6


def test_a_visit_that_its_teacher_erased_goes_and_what_waited_is_parked(page: Page, stage: Stage) -> None:
    shared(page, stage)
    asked = erased_by_the_teacher(page)
    page.evaluate("() => log.append({ kind: 'annotation', text: 'so', on: { measure: 'talk' } })")
    page.evaluate("() => device.sendNow()")

    wait_until(page, lambda: counted(page)["parked"] == 2)
    assert len(asked) == 1
    assert [entry["text"] for entry in entries(page)] == ["so"]
    assert boxes(page) == ["device"]
    [row, _words] = page.evaluate("() => device.parkedOf(ours.me)")
    assert row["problem"]["detail"] == "The teacher erased it."


def test_a_past_visit_is_asked_about_though_nothing_waits(page: Page, stage: Stage) -> None:
    shared(page, stage)
    page.evaluate("() => device.forgetText(`say-${ours.visit}-x`)")
    page.evaluate("() => device.refreshPack(ours.me)")
    erased_by_the_teacher(page)

    page.evaluate("() => device.askWhatIsStillOurs(ours.me)")

    wait_until(page, of_the_visit(page, stage))


def test_signed_out_from_elsewhere_leaves_only_what_is_not_shared_and_what_is_under_way(
    tablet: BrowserContext, page: Page, stage: Stage
) -> None:
    shared(page, stage)
    page.evaluate("() => log.append({ kind: 'annotation', text: 'not yet there', on: { measure: 'talk' } })")
    with transaction(stage.engine) as db:
        db.exec(update(SignIn).where(col(SignIn.person_id) == stage.ours["me"]).values(revoked_at=now()))
    page.evaluate("() => device.sendNow()")

    wait_until(page, lambda: state(page)["phase"] == "signed-out")
    assert page.evaluate("() => device.packedVisits(ours.me)") == []
    assert [entry["text"] for entry in entries(page)] == ["not yet there"]
    assert counted(page)["waiting"] == 1

    stage.sign_in(tablet, stage.visit.partners.coach)
    page.evaluate("() => device.sendNow()")
    wait_until(page, lambda: len(stage.stored()) == 7)


def test_a_sign_in_that_ran_out_erases_nothing(tablet: BrowserContext, page: Page, stage: Stage) -> None:
    shared(page, stage)
    with transaction(stage.engine) as db:
        db.exec(update(SignIn).values(expires_at=now()))
    page.evaluate("() => device.sendNow()")
    wait_until(page, lambda: state(page)["phase"] == "signed-out")
    assert len(entries(page)) == 6
    tap(page)
    assert counted(page)["waiting"] == 1
