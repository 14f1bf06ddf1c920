"""Every screen of the recorder, on every size, in both themes: accessible, whole, and nothing too small for a thumb."""

import pytest
from playwright.sync_api import expect

from app.database import transaction
from app.forms.models import FormVersion
from tests.journeys.checks import axe, no_sideways_scroll
from tests.journeys.recorder.measures import AT_THE_END, EVERYTHING, ON_TASK, SEATS, STEPS, STUDENTS, TEACHER, WAIT

SIZES = {
    "landscape": {},
    "tablet": {},
    "phone": {},
    "small": {"viewport": {"width": 360, "height": 640}},
    "side": {"viewport": {"width": 844, "height": 390}},
}
TOO_SMALL = """() => [...document.querySelectorAll("main button, main a")].filter((e) => e.checkVisibility()).map((e) => {
  const pad = e.matches(".hit") ? e.parentElement : null;
  const { width, height, right, bottom } = (pad ?? e).getBoundingClientRect();
  const least = pad?.matches(".pad") ? 88 : 44;
  return { what: e.ariaLabel || e.textContent, width, height, right, bottom, least };
}).filter(({ width, height, right, bottom, least }) =>
  width < least - 0.5 || height < least - 0.5 || right > innerWidth + 1 || bottom > innerHeight + 1)"""


def many(number, options):
    """A form of so many counts, with so many options each."""
    listed = [{"key": f"o{i}", "label": f"Option {i + 1}"} for i in range(options)]
    return [
        {"key": f"m{i}", "kind": "count", "label": f"Measure {i + 1}"} | ({"options": listed} if options else {})
        for i in range(number)
    ]


def one_of_each(number):
    """So many measures, of every kind in turn, each with its own rhythm."""
    kinds = [WAIT, STUDENTS, SEATS, ON_TASK, STEPS | {"options": STEPS["options"][:4]}, *many(1, 3), *many(1, 0)]
    every = [dict(kinds[i % len(kinds)]) for i in range(number)]
    return [m | {"key": f"k{i}", "label": f"{m['label']} {i}"} | rhythm(m, i) for i, m in enumerate(every)]


def rhythm(measure, i):
    return {"every_ms": 600_000 + 60_000 * i} if "every_ms" in measure else {}


FORMS = {
    "everything": EVERYTHING,
    "24 of every kind": one_of_each(24),
    "intervals": [STUDENTS, TEACHER, ON_TASK],
    "moments": [AT_THE_END],
    "seats": [SEATS],
    "steps": [STEPS],
    "24 counts": many(24, 0),
    "2 of 13": many(2, 13),
    "one": many(1, 0),
    "ten states": [
        {
            "key": "who",
            "kind": "duration",
            "label": "Who",
            "exclusive": True,
            "options": [{"key": f"s{i}", "label": f"State {i + 1}"} for i in range(10)],
        }
    ],
    "long names": [
        {
            "key": "a",
            "kind": "count",
            "label": "Rückmeldungen und Verhaltenshinweise im Unterricht",
            "options": [
                {"key": "x", "label": "Aufmerksamkeitszurücklenkung an alle Lernenden im Raum"},
                {"key": "y", "label": "Verhaltensspezifisches Lob"},
            ],
        },
        {"key": "b", "kind": "count", "label": "Donaudampfschifffahrtsgesellschaftskapitänsfrage"},
        {"key": "c", "kind": "duration", "label": "Unterrichtsgespräch der Lehrkraft mit allen"},
        {"key": "d", "kind": "sweep", "label": "Aufmerksamkeitsrundblick", "every_ms": 300_000},
    ],
}


@pytest.mark.parametrize("size", SIZES)
def test_the_recorder_and_its_due_sweep_fit(a_tablet, size):
    tablet = a_tablet(size if size in ("landscape", "tablet", "phone") else "phone", **SIZES[size])
    tablet.seed(minutes=5 - 3 / 60).open()
    assert tablet.page.evaluate(TOO_SMALL) == []
    tablet.page.get_by_role("button", name="Skip").wait_for()
    tablet.page.wait_for_timeout(200)
    assert tablet.page.evaluate(TOO_SMALL) == []
    no_sideways_scroll(tablet.page)


@pytest.mark.parametrize("form", FORMS)
def test_pads_keep_88_px_whatever_the_form(a_tablet, visit, form):
    with transaction(visit.partners.engine) as db:
        version = db.get(FormVersion, (visit.partners.id, visit.form.id, 1))
        version.measures = FORMS[form]
        db.add(version)
    for size, options in SIZES.items():
        tablet = a_tablet(size if size in ("landscape", "tablet", "phone") else "phone", **options)
        tablet.seed(minutes=1).open()
        tablet.page.wait_for_timeout(200)
        assert tablet.page.evaluate(TOO_SMALL) == [], size
        no_sideways_scroll(tablet.page)
        tablet.page.context.close()


def test_a_pad_on_another_page_is_reached_by_its_tab_and_by_its_key(a_tablet, visit):
    with transaction(visit.partners.engine) as db:
        version = db.get(FormVersion, (visit.partners.id, visit.form.id, 1))
        version.measures = FORMS["2 of 13"]
        db.add(version)
    tablet = a_tablet("phone").open().begin()
    expect(tablet.pad("m0:o12")).to_have_count(0)
    turn = tablet.page.get_by_role("button", name="Measure 1, page 1 of 3. Tap for the next")
    turn.tap()
    tablet.page.get_by_role("button", name="Measure 1, page 2 of 3. Tap for the next").tap()
    tablet.tap("m0:o12")
    tablet.counts("m0:o12", 1)
    tablet.page.keyboard.press("1")
    tablet.counts("m0:o0", 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["landscape", "phone"])
def test_axe_finds_nothing_on_any_screen(a_tablet, device, scheme):
    tablet = a_tablet(device, scheme, reduced_motion="reduce").open()
    page = tablet.page
    axe(page)  # before the clock starts
    tablet.begin()
    tablet.tap("praise:specific")
    tablet.tap("talk:teacher")
    expect(tablet.pad("talk:teacher")).to_contain_class("running")
    page.keyboard.press("Tab")
    axe(page)
    page.get_by_role("button", name="Note").tap()
    axe(page)
    page.get_by_role("button", name="Discard").tap()
    page.get_by_role("button", name="Tap to take one now").tap()
    axe(page)
    page.get_by_role("button", name="Skip").tap()
    page.get_by_role("button", name="Pause, couldn’t see").tap()
    axe(page)
    page.get_by_role("button", name="A new part begins").tap()
    axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Lock").tap()
    axe(page)
    page.evaluate(
        "() => document.querySelectorAll('.hold').forEach((e) => e.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })))"
    )
    tablet.pad("praise:specific").wait_for()
    page.get_by_role("button", name="Pause, couldn’t see").tap()
    page.get_by_role("button", name="Pause", exact=True).tap()
    page.get_by_role("button", name="Resume").wait_for()
    axe(page)
    page.get_by_role("button", name="End visit").tap()
    axe(page)
    page.get_by_role("dialog").get_by_role("button", name="End visit").tap()
    page.get_by_role("link", name="Back to Today").wait_for()
    axe(page)
