"""What the server did not take is read where it was recorded: with its reason, to be sent again, left, or saved as a file."""

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.checks import axe, no_sideways_scroll

ADD = """async ([person, partnership, visit]) => {
  const { openLog } = await import("/static/x/device/visit_log.js");
  const log = await openLog(person, partnership, visit, { words: true });
  await log.append({ kind: "mark", measure: "praise", option: "specific", odd: 1, at_ms: 5 });
  log.close();
}"""


def test_a_mark_that_was_not_taken_is_read_over_the_recorder(a_tablet, tmp_path):
    tablet = a_tablet("narrow").open().begin()
    page, visit = tablet.page, tablet.visit
    # The recorder loads its modules under its own build's address: what is said there is heard by all of this browser.
    page.evaluate(ADD, [visit.partners.coach.id, visit.partners.id, visit.id])
    why = page.get_by_role("button", name="Read what needs you, and why")
    expect(why).to_be_visible()
    box = why.bounding_box()
    assert box["height"] >= 44
    why.click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("One mark was not taken")
    axe(page)
    no_sideways_scroll(page)
    with page.expect_download() as download:
        sheet.get_by_role("button", name="Save a copy").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [row["entry"]["odd"] for row in saved] == [1]
    sheet.get_by_role("button", name="Leave it here").click()
    expect(sheet).to_have_count(0)
    expect(why).to_be_hidden()
