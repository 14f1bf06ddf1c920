"""What lies on the disk about a finished visit can't be read there; and none of it is lost on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.device.stage import Stage, counted, open_log, tap, wait_until
from tests.journeys.device.test_sender import lose_the_log, start_sending, state

NOTE = "Who can tell me why the ice floats"
TYPED = "I had not finished this sent"
LABEL = "Grade 7 science"
# Everything in every database of this origin, as text; boxes as the bytes that they are.
DUMP = """async () => {
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve) => (indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result)));
    for (const table of db.objectStoreNames) {
      const rows = db.transaction(table).objectStore(table);
      for (const asked of [rows.getAll(), rows.getAllKeys()])
        all.push(await new Promise((resolve) => (asked.onsuccess = () => resolve([table, asked.result]))));
    }
    db.close();
  }
  const latin = new TextDecoder("latin1");
  return JSON.stringify(all, (_, value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return latin.decode(value);
    return value instanceof CryptoKey ? `key, extractable: ${value.extractable}, ${value.type}` : value;
  });
}"""


@pytest.fixture
def page(page: Page) -> Page:
    """Marcus is here, and his visits are packed."""
    page.evaluate("() => device.arrive({ id: ours.me, name: 'Marcus Bell' })")
    page.evaluate("() => device.refreshPack(ours.me)")
    return page


def record(page: Page, *, end: bool = True) -> None:
    """begin, three marks, a note, half a sentence, end."""
    open_log(page)
    page.evaluate("() => log.append({ kind: 'begin', at_ms: 0 })")
    tap(page, 3)
    page.evaluate("(text) => log.append({ kind: 'note', text, at_ms: 4 })", NOTE)
    page.evaluate("(text) => device.keepText(`say-${ours.visit}-x`, text)", TYPED)
    if end:
        page.evaluate("() => log.append({ kind: 'end', at_ms: 9 })")


def rest(page: Page) -> None:
    page.evaluate("() => device.restNow(ours.me)")


def dump(page: Page) -> str:
    text: str = page.evaluate(DUMP)
    return text


def entries(page: Page) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = page.evaluate("() => device.entriesOf(ours.me, ours.visit)")
    return result


def boxes(page: Page) -> list[str]:
    """Under which key each row of entries lies; "plain" for an entry by itself."""
    rows = page.evaluate(
        """async () => (await device.openStore(ours.me)).read(["entries"], (tx) =>
             device.ask(tx.objectStore("entries").getAll()))"""
    )
    return [row["box"]["under"] if "box" in row else "gathered" if "ns" in row else "plain" for row in rows]


def test_after_the_end_no_word_of_the_visit_can_be_read_on_the_disk(page: Page, stage: Stage) -> None:
    record(page, end=False)
    rest(page)
    assert NOTE in dump(page), "while it is under way it lies there as it is"
    assert LABEL in dump(page)
    assert TYPED not in dump(page)
    said = page.evaluate("() => log.append({ kind: 'end', at_ms: 9 }).then(() => log.entries)")

    rest(page)

    lies = dump(page)
    assert boxes(page) == ["device"]
    assert NOTE not in lies
    assert LABEL not in lies
    assert "extractable: false, secret" in lies
    assert entries(page) == said
    assert page.evaluate("(key) => device.textFor(key)", f"say-{stage.visit.id}-x") == TYPED
    assert page.evaluate("async () => (await device.packedVisit(ours.me, ours.visit)).visit.class_label") == LABEL
    assert counted(page)["waiting"] == 6


def test_what_rests_is_still_sent_also_after_a_reload(page: Page, stage: Stage) -> None:
    record(page)
    rest(page)
    stage.open(page)
    start_sending(page)

    wait_until(page, lambda: state(page)["phase"] == "shared")
    assert [n for n, _id in stage.stored()] == [1, 2, 3, 4, 5, 6]


def test_a_visit_that_rests_can_be_reopened_and_goes_on_counting(page: Page, stage: Stage) -> None:
    record(page)
    rest(page)
    stage.open(page)
    open_log(page)
    end = page.evaluate("() => log.entries.at(-1)")
    assert end["kind"] == "end"

    page.evaluate("() => log.append({ kind: 'void', target: log.entries.at(-1).id, at_ms: 10 })")
    rest(page)
    assert boxes(page) == ["device", "plain"], "under way again"
    assert page.evaluate("() => device.anyUnderWay(ours.me, 0)")
    tap(page, 2)
    page.evaluate("() => log.append({ kind: 'end', at_ms: 20 })")
    rest(page)

    assert boxes(page) == ["device", "device"]
    assert not page.evaluate("() => device.anyUnderWay(ours.me, 0)")
    assert [entry["n"] for entry in entries(page)] == list(range(1, 11))


def test_a_browser_that_ends_while_it_encrypts_has_every_entry_once(
    page: Page, tablet: BrowserContext, stage: Stage
) -> None:
    record(page)
    said = [entry["id"] for entry in entries(page)]
    for after in range(0, 24, 3):
        other = stage.page(tablet)
        other.evaluate("() => { device.restNow(ours.me); }")
        other.wait_for_timeout(after)
        other.close()
        assert [entry["id"] for entry in entries(page)] == said
        assert counted(page)["waiting"] == len(said)
    rest(page)
    assert boxes(page) == ["device"]


def test_a_power_cut_while_it_encrypts_loses_nothing(
    profile: Callable[..., BrowserContext], kill_browser: Callable[[], None], stage: Stage
) -> None:
    page = stage.page(profile("tablet"))
    page.evaluate("() => device.arrive({ id: ours.me, name: 'Marcus Bell' })")
    record(page)
    said = [entry["id"] for entry in entries(page)]
    page.evaluate("() => { (async () => { await device.restNow(ours.me); })(); }")

    kill_browser()

    again = stage.page(profile("tablet"))
    assert [entry["id"] for entry in entries(again)] == said
    assert counted(again)["waiting"] == len(said)
    rest(again)
    assert boxes(again) == ["device"]
    assert NOTE not in dump(again)


def test_a_page_that_slept_while_others_wrote_and_rested_goes_on_counting(
    page: Page, tablet: BrowserContext, stage: Stage
) -> None:
    record(page)
    other = stage.page(tablet)
    other.evaluate(
        """async () => {
          window.log = await device.openLog(ours.me, ours.partnership, ours.visit, { words: true });
          (await device.openStore(ours.me)).onTold = () => {};
          BroadcastChannel.prototype.postMessage = () => {};
        }"""
    )
    for _ in range(2):  # the bundle's key is that of the last of them
        other.evaluate("() => log.append({ kind: 'reply', text: 'unheard', target: 'x' })")
    rest(page)
    assert boxes(page) == ["device"]

    page.evaluate(
        """() => {
          dispatchEvent(new Event("pageshow"));
          return log.append({ kind: "void", target: log.entries.at(-1).id, at_ms: 1 });
        }"""
    )

    assert [entry["n"] for entry in entries(page)] == list(range(1, 10))


def test_a_server_restored_from_a_backup_gets_what_rests_again(page: Page, stage: Stage) -> None:
    record(page)
    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "shared")
    rest(page)
    lose_the_log(stage)

    page.evaluate("() => device.refreshPack(ours.me)")

    wait_until(page, lambda: len(stage.stored()) == 6)


def test_a_lost_key_is_said_and_what_waited_under_it_is_parked(page: Page, stage: Stage) -> None:
    record(page)
    rest(page)
    change_meta(page, "key", "(row) => ({ id: 'another', key: row.key })")
    start_sending(page)
    wait_until(page, lambda: state(page)["phase"] == "needs-you")
    assert (state(page)["waiting"], state(page)["parked"]) == (0, 6)
    tap(page)
    assert [entry["n"] for entry in page.evaluate("() => log.entries")][-1] == 7


def test_a_key_that_comes_back_brings_the_parked_entries_back(page: Page, stage: Stage) -> None:
    record(page)
    rest(page)
    change_meta(page, "key", "(row) => ({ ...row, id: `x${row.id}` })")
    start_sending(page)
    wait_until(page, lambda: state(page)["parked"] == 6)

    change_meta(page, "key", "(row) => ({ ...row, id: row.id.slice(1) })")
    stage.open(page)
    start_sending(page)

    wait_until(page, lambda: len(stage.stored()) == 6)


def test_many_entries_of_a_visit_under_way_are_put_together(page: Page, stage: Stage) -> None:
    open_log(page)
    page.evaluate(
        """() => log.appendAll([{ kind: "begin", at_ms: 0 },
             ...Array.from({ length: 400 }, (_, i) => ({ kind: "mark", measure: "redirection", at_ms: i }))])"""
    )
    said = [entry["id"] for entry in entries(page)]

    rest(page)

    assert boxes(page) == ["gathered"]
    assert [entry["id"] for entry in entries(page)] == said
    tap(page)
    stage.open(page)
    open_log(page)
    assert page.evaluate("() => log.entries.length") == 402
    start_sending(page)
    wait_until(page, lambda: len(stage.stored()) == 402)


def change_meta(page: Page, key: str, change: str) -> None:
    page.evaluate(
        f"""async (key) => (await device.openStore(ours.me)).write(["meta"], async (tx) => {{
             const table = tx.objectStore("meta");
             table.put(({change})(await device.ask(table.get(key))), key);
           }})""",
        key,
    )
