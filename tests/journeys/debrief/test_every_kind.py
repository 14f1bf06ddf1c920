"""A lesson recorded in every way, in a real browser: read on a phone and a desk, by keyboard, chosen, printed."""

import re

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from app.database import transaction
from app.forms.models import FormVersion
from app.partnerships.actions import record_access
from tests.cast import entry
from tests.debrief import every_kind
from tests.journeys.checks import axe, no_sideways_scroll


@pytest.fixture
def looked(visit, engine, people):
    with transaction(engine) as db:
        db.exec(select(FormVersion)).one().measures = every_kind.measures()
    visit.record(*(entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(every_kind.story(), 1)))
    with transaction(engine) as db:
        record_access(db, visit.seen_by(db, people.dana).membership, "opened", visit.id)
    return visit


def test_every_kind_can_be_read_with_all_tables_open(looked, open_page, people):
    for device in ("phone", "desk"):
        page = open_page(device, people.dana)
        page.goto(looked.page)
        expect(page.get_by_text("13 of 24 filled seats reached").first).to_be_visible()
        page.evaluate("() => document.querySelectorAll('details').forEach((each) => (each.open = true))")
        no_sideways_scroll(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            axe(page)


def test_a_moment_by_keyboard_then_lanes_and_bins_and_the_address_knows_all(looked, open_page, people):
    page = open_page("desk", people.dana)
    page.goto(looked.page)
    page.locator("#pick").focus()
    page.keyboard.press("Home")
    expect(page.locator("#moment h3")).to_contain_text("0:00 to 1:40")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#moment h3")).to_contain_text("1:40 to 3:20")
    page.get_by_text("Choose lanes and bins").press("Enter")
    for box in page.locator("#view [type=checkbox]").all():
        box.uncheck()
    page.get_by_role("checkbox", name="Wait time 1").check()
    page.get_by_role("checkbox", name="Clicker group").check()
    page.get_by_label("Marks in bins of").select_option("2")
    page.get_by_role("button", name="Show these").click()
    expect(page.locator("#lesson .lane")).to_have_count(3)
    expect(page.locator("#distributions")).to_contain_text("every 2 minutes")
    page.locator("#pick").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("from=200000.*bin=2.*lane=copus_students.s_cg&lane=wait_time_1"))
    page.reload()
    expect(page.locator("#lesson .lane")).to_have_count(3)
    expect(page.locator("#moment h3")).to_contain_text("3:20 to 5:00")


def test_paper_has_no_actions(looked, open_page, people):
    page = open_page("desk", people.dana)
    page.goto(looked.page)
    expect(page.locator("#pick")).to_be_visible()
    page.emulate_media(media="print")
    shown = page.locator("main").locator("button:visible, a.btn:visible, summary:visible, #pick:visible, input:visible")
    assert shown.all_inner_texts() == []
