"""The outbox forgets an entry on an account that adds up, and on nothing else."""

import gzip
import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route

from app.clock import new_id
from tests.cast import People
from tests.journeys.device.stage import Stage, counted, open_log, tap, wait_until

ENTRIES = "**/entries"
PROBLEM = json.dumps({"type": "/problems/x", "title": "x", "status": 400, "detail": "x"})


def test_everything_is_sent_in_order_compressed_and_in_batches(page: Page, stage: Stage) -> None:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.url.endswith("/entries") else None)
    open_log(page)
    page.evaluate(
        """() => log.appendAll(Array.from({ length: 620 }, (_, i) => ({ kind: "mark", measure: "redirection", at_ms: i })))"""
    )

    start_sending(page)

    wait_until(page, lambda: state(page)["phase"] == "shared")
    assert [n for n, _id in stage.stored()] == list(range(1, 621))
    assert [len(body_of(request)["entries"]) for request in sent] == [500, 120]
    assert all(request.headers["content-encoding"] == "gzip" for request in sent)
    assert state(page)["visits"][stage.visit.id] == {"waiting": 0, "parked": 0, "acknowledged": 620}


def test_a_mark_travels_by_itself_within_seconds(page: Page, stage: Stage) -> None:
    start_sending(page)
    open_log(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")

    tap(page, 3)

    wait_until(page, lambda: len(stage.stored()) == 3, 4)


ANSWERS: dict[str, dict[str, Any]] = {
    "a portal's page": {"status": 200, "body": "<h1>Welcome to the school's network</h1>", "content_type": "text/html"},
    "half an answer": {"status": 200, "body": '{"head": 3, "stored": 3', "content_type": "application/json"},
    "an empty account": {"status": 200, "json": {}},
    "one too few": {"status": 200, "json": {"head": 3, "stored": 1, "known": 1, "refused": []}},
    "one too many": {"status": 200, "json": {"head": 3, "stored": 4, "known": 0, "refused": []}},
    "a negative number": {"status": 200, "json": {"head": 3, "stored": 4, "known": -1, "refused": []}},
    "words for numbers": {"status": 200, "json": {"head": 3, "stored": "3", "known": "", "refused": []}},
    "a refusal of another's": {
        "status": 200,
        "json": {"head": 3, "stored": 2, "known": 0, "refused": [{"id": new_id(), "problem": {}}]},
    },
    "an account without content": {"status": 204, "body": ""},
    "created": {"status": 201, "json": {"head": 3, "stored": 3, "known": 0, "refused": []}},
    "bad request": {"status": 400, "body": PROBLEM, "content_type": "application/problem+json"},
    "forbidden": {"status": 403, "body": PROBLEM, "content_type": "application/problem+json"},
    "not found": {"status": 404, "body": PROBLEM, "content_type": "application/problem+json"},
    "a proxy's not found": {"status": 404, "body": "no", "content_type": "text/html"},
    "conflict": {"status": 409, "body": PROBLEM, "content_type": "application/problem+json"},
    "too large": {"status": 413, "body": "no", "content_type": "text/html"},
    "unprocessable": {"status": 422, "body": PROBLEM, "content_type": "application/problem+json"},
    "too many requests": {"status": 429, "body": "", "headers": {"Retry-After": "1"}},
    "broken": {"status": 500, "body": "no"},
    "bad gateway": {"status": 502, "body": "<html>", "content_type": "text/html"},
    "busy": {"status": 503, "body": "", "headers": {"Retry-After": "1"}},
    "full": {"status": 507, "body": PROBLEM, "content_type": "application/problem+json"},
}


def test_any_other_answer_keeps_the_entries(page: Page, stage: Stage, subtests: pytest.Subtests) -> None:
    open_log(page)
    start_sending(page)
    for count, answer in enumerate(ANSWERS, 1):
        with subtests.test(answer):
            asked = meet_with(page, ANSWERS[answer])
            tap(page)
            page.evaluate("() => device.sendNow()")
            wait_until(page, lambda asked=asked: asked)
            page.wait_for_timeout(150)
            assert counted(page)["waiting"] == 1
            assert len(stage.stored()) == count - 1

            page.unroute(ENTRIES)
            page.evaluate("() => device.sendNow()")
            wait_until(page, lambda: state(page)["phase"] == "shared")
            assert len(stage.stored()) == count


def meet_with(page: Page, answer: dict[str, Any]) -> list[str]:
    asked: list[str] = []

    def nonsense(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(**answer)

    page.route(ENTRIES, nonsense)
    return asked


def test_an_answer_lost_after_the_commit_doubles_nothing(page: Page, stage: Stage) -> None:
    def commit_and_drop(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(ENTRIES, commit_and_drop, times=1)
    open_log(page)
    tap(page, 5)
    start_sending(page)
    wait_until(page, lambda: len(stage.stored()) == 5)
    wait_until(page, lambda: state(page)["phase"] == "offline")
    assert counted(page)["waiting"] == 5

    page.evaluate("() => device.sendNow()")

    wait_until(page, lambda: state(page)["phase"] == "shared")
    assert [n for n, _id in stage.stored()] == [1, 2, 3, 4, 5]


def test_a_batch_too_large_for_a_proxy_is_split(page: Page, stage: Stage) -> None:
    def at_most_ten(route: Route) -> None:
        if len(body_of(route.request)["entries"]) > 10:
            route.fulfill(status=413, body="no")
        else:
            route.continue_()

    page.route(ENTRIES, at_most_ten)
    open_log(page)
    tap(page, 45)
    start_sending(page)

    wait_until(page, lambda: state(page)["phase"] == "shared")
    assert [n for n, _id in stage.stored()] == list(range(1, 46))


def test_an_entry_that_spoils_its_batch_holds_back_only_itself(page: Page, stage: Stage) -> None:
    def not_the_third(route: Route) -> None:
        if any(entry["n"] == 3 for entry in body_of(route.request)["entries"]):
            route.fulfill(status=422, body=PROBLEM, content_type="application/problem+json")
        else:
            route.continue_()

    page.route(ENTRIES, not_the_third)
    open_log(page)
    tap(page, 8)
    start_sending(page)

    wait_until(page, lambda: state(page)["phase"] == "needs-you")
    assert sorted(n for n, _id in stage.stored()) == [1, 2, 4, 5, 6, 7, 8]
    assert state(page)["waiting"] == 1
    assert state(page)["problem"]["type"] == "/problems/x"


def test_a_refused_entry_is_parked_with_its_reason_and_the_others_are_shared(page: Page, stage: Stage) -> None:
    open_log(page)
    tap(page)
    page.evaluate("() => log.append({ kind: 'mark', measure: 'unheard_of', at_ms: 5 })")
    tap(page)

    start_sending(page)

    wait_until(page, lambda: state(page)["phase"] == "needs-you")
    assert [n for n, _id in stage.stored()] == [1, 3]
    assert state(page)["visits"][stage.visit.id] == {"waiting": 0, "parked": 1, "acknowledged": 2}
    parked = page.evaluate("() => device.parkedOf(ours.me)")
    assert [(row["n"], row["entry"]["measure"]) for row in parked] == [(2, "unheard_of")]
    assert parked[0]["problem"]["type"] == "/problems/unprocessable"

    page.evaluate("() => device.tryAgain(ours.me, ours.visit, 2)")
    wait_until(page, lambda: counted(page)["parked"] == 1 and state(page)["phase"] == "needs-you")


def test_an_unreadable_row_is_said_and_does_not_stop_the_others(page: Page, stage: Stage) -> None:
    open_log(page)
    tap(page, 3)
    page.evaluate(
        """async () => (await device.openStore(ours.me)).write(["entries"], (tx) =>
             tx.objectStore("entries").put("garbage", [ours.visit, 2]))"""
    )

    start_sending(page)

    wait_until(page, lambda: [n for n, _id in stage.stored()] == [1, 3])
    wait_until(page, lambda: state(page)["phase"] == "needs-you")
    assert counted(page)["parked"] == 1


def test_a_session_that_ended_keeps_everything_until_the_same_person_is_back(
    tablet: BrowserContext, page: Page, stage: Stage, people: People
) -> None:
    posted: list[Request] = []
    page.on("request", lambda request: posted.append(request) if request.method == "POST" else None)
    open_log(page)
    tablet.clear_cookies()
    start_sending(page)
    tap(page, 4)
    wait_until(page, lambda: state(page)["phase"] == "signed-out")

    stage.sign_in(tablet, people.dana)  # she is in the same partnership: the server would take the marks as hers
    page.evaluate("() => device.sendNow()")
    page.wait_for_timeout(500)
    assert state(page)["phase"] == "signed-out"
    assert posted == []
    assert counted(page)["waiting"] == 4

    stage.sign_in(tablet, people.marcus)
    page.evaluate("() => device.sendNow()")
    wait_until(page, lambda: state(page)["phase"] == "shared")
    assert len(stage.stored()) == 4


def test_somebody_else_who_signs_in_between_two_batches_is_not_given_the_marks(
    tablet: BrowserContext, page: Page, stage: Stage, people: People
) -> None:
    open_log(page)
    start_sending(page)
    tap(page)
    wait_until(page, lambda: len(stage.stored()) == 1 and state(page)["phase"] == "shared")

    stage.sign_in(tablet, people.dana)  # the sender was sure a moment ago that it is Marcus
    tap(page, 2)
    wait_until(page, lambda: state(page)["phase"] == "signed-out")
    assert len(stage.stored()) == 1

    stage.sign_in(tablet, people.marcus)
    page.evaluate("() => device.sendNow()")
    wait_until(page, lambda: len(stage.stored()) == 3)
    assert stage.authors() == {people.marcus.id}


def test_two_tabs_send_one_batch_at_a_time(tablet: BrowserContext, page: Page, stage: Stage) -> None:
    flying: list[int] = [0, 0]

    def slow(route: Route) -> None:
        flying[0] += 1
        flying[1] = max(flying)
        answer = route.fetch()
        flying[0] -= 1
        route.fulfill(response=answer)

    tablet.route(ENTRIES, slow)
    second = stage.page(tablet)
    open_log(page)
    start_sending(page)
    start_sending(second)
    for _ in range(5):
        tap(page, 10)
        for tab in (page, second):
            tab.evaluate("() => device.sendNow()")
        page.wait_for_timeout(60)

    wait_until(page, lambda: len(stage.stored()) == 50)
    for tab in (page, second):
        wait_until(tab, lambda tab=tab: state(tab)["phase"] == "shared")
    assert flying == [0, 1]


def test_a_server_restored_from_a_backup_gets_everything_again(page: Page, stage: Stage) -> None:
    page.evaluate("() => device.refreshPack(ours.me)")
    open_log(page)
    tap(page, 6)
    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")

    lose_the_log(stage)
    page.evaluate("() => device.refreshPack(ours.me)")

    wait_until(page, lambda: len(stage.stored()) == 6)
    wait_until(page, lambda: state(page)["phase"] == "shared")


def test_a_visit_nobody_planned_is_announced_before_its_entries(page: Page, stage: Stage) -> None:
    with stage.engine.begin() as connection:
        connection.exec_driver_sql("update partnership set unplanned_since = '2026-01-01 00:00:00+00:00'")
    page.evaluate(
        """async () => {
          await device.refreshPack(ours.me);
          const [{ form }] = await device.packedForms(ours.me);
          const visit = await device.startUnplanned(ours.me, form, { students: 20 });
          window.log = await device.openLog(ours.me, visit.partnership_id, visit.id);
          ours.visit = visit.id;
        }"""
    )
    tap(page, 2)
    start_sending(page)

    wait_until(page, lambda: state(page)["phase"] == "shared")
    made = page.evaluate("() => ours.visit")
    read = page.evaluate(
        "() => fetch(`/api/partnerships/${ours.partnership}/visits/${ours.visit}/entries`).then((r) => r.json())"
    )
    assert [entry["n"] for entry in read["entries"]] == [1, 2]
    assert page.evaluate("async () => (await device.packedVisit(ours.me, ours.visit)).visit.unsent") is False
    page.evaluate("() => device.refreshPack(ours.me)")
    assert (
        page.evaluate("async () => (await device.packedVisits(ours.me)).map(({ visit }) => visit.id)").count(made) == 1
    )


def test_what_was_acknowledged_long_ago_leaves_the_device_but_n_goes_on(page: Page, stage: Stage) -> None:
    open_log(page)
    tap(page, 4)
    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")
    page.evaluate(
        """async () => {
          const store = await device.openStore(ours.me);
          await store.write(["logs"], async (tx) => {
            const row = await device.ask(tx.objectStore("logs").get(ours.visit));
            tx.objectStore("logs").put({ ...row, acknowledged_at: Date.now() - 31 * 86400000 });
          });
          await device.forgetOld(store);
          log.close();
        }"""
    )
    open_log(page)
    assert page.evaluate("() => log.entries.map((entry) => entry.n)") == [4]
    tap(page)
    wait_until(page, lambda: [n for n, _id in stage.stored()] == [1, 2, 3, 4, 5])


def start_sending(page: Page) -> None:
    page.evaluate(
        """async () => {
          await device.startSending(ours.me);
          device.onState((state) => (window.state = state));
        }"""
    )


def state(page: Page) -> dict[str, Any]:
    result: dict[str, Any] = page.evaluate("() => window.state")
    return result


def body_of(request: Request) -> dict[str, Any]:
    body = request.post_data_buffer or b""
    text = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    result: dict[str, Any] = json.loads(text)
    return result


def lose_the_log(stage: Stage) -> None:
    with stage.engine.begin() as connection:
        connection.exec_driver_sql("delete from entry")
        connection.exec_driver_sql("update visit set head = 0")
        connection.exec_driver_sql("update installation set epoch = ?", (new_id(),))
