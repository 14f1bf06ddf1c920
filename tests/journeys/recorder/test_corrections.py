"""Any of the last ten can be taken back, brought back, moved in time, and made into what it was; each is an entry."""

from playwright.sync_api import expect

from tests.journeys.recorder.measures import SEATS, STEPS, STUDENTS, WAIT

SPECIFIC, GENERAL, TEACHER, STUDENT = "praise:specific", "praise:general", "talk:teacher", "talk:student"


def marks_at(*seconds):
    return [{"kind": "mark", "measure": "praise", "option": "specific", "at_ms": 1000 * s} for s in seconds]


def test_any_of_the_last_ten_is_taken_back_and_brought_back(a_tablet):
    tablet = a_tablet().seed(*marks_at(*range(10, 22)), minutes=1).open()
    page = tablet.page
    page.get_by_role("button", name="Undo: The last ten").tap()
    rows = page.locator(".last li")
    expect(rows).to_have_count(10)
    rows.nth(7).get_by_role("button", name="Undo Specific").tap()
    tablet.counts(SPECIFIC, 11)
    expect(rows.nth(7)).to_contain_text("taken back")
    rows.nth(3).get_by_role("button", name="Undo Specific").tap()
    tablet.counts(SPECIFIC, 10)
    rows.nth(7).get_by_role("button", name="Redo Specific").tap()
    tablet.counts(SPECIFIC, 11)
    expect(rows.nth(7)).not_to_contain_text("taken back")
    voids = [entry for entry in tablet.held() if entry["kind"] == "void"]
    marks = tablet.marks()
    assert [void["target"] for void in voids] == [marks[4]["id"], marks[8]["id"], voids[0]["id"]]


def test_a_mark_moves_by_seconds_and_to_another_option_without_touching_the_rest(a_tablet):
    tablet = a_tablet().seed(*marks_at(30), minutes=2).open()
    page = tablet.page
    page.get_by_role("button", name="Undo: The last ten").tap()
    page.get_by_role("button", name="Change Specific at 0:30").tap()
    page.get_by_role("button", name="10 s earlier").tap()
    expect(page.get_by_role("button", name="Change Specific at 0:20")).to_contain_text("changed")
    page.get_by_role("button", name="1 s later").tap()
    expect(page.get_by_role("button", name="1 s later")).to_be_focused()
    page.get_by_role("dialog").get_by_role("button", name="General").tap()
    tablet.counts(GENERAL, 1)
    tablet.counts(SPECIFIC, 0)
    [mark] = tablet.marks()
    said = [{k: e[k] for k in e.keys() & {"target", "at_ms", "option"}} for e in tablet.held() if e["kind"] == "amend"]
    target = {"target": mark["id"]}
    assert said == [target | {"at_ms": 20_000}, target | {"at_ms": 21_000}, target | {"option": "general"}]
    clock = tablet.clock_ms()
    tablet.open()
    tablet.counts(GENERAL, 1)
    assert 0 <= tablet.clock_ms() - clock < 30_000, "the clock does not take a moment that was put right for its own"


def test_a_state_that_was_somebody_elses_takes_its_end_along(a_tablet):
    story = [
        {"kind": "start", "measure": "talk", "option": "teacher", "at_ms": 10_000},
        {"kind": "stop", "measure": "talk", "option": "teacher", "at_ms": 40_000},
    ]
    tablet = a_tablet().seed(*story, minutes=1).open()
    page = tablet.page
    expect(tablet.pad(TEACHER)).to_contain_text("0:30 in all")
    page.get_by_role("button", name="Undo: The last ten").tap()
    page.get_by_role("button", name="Change Teacher started at 0:10").tap()
    page.get_by_role("dialog").get_by_role("button", name="A student").tap()
    expect(tablet.pad(STUDENT)).to_contain_text("0:30 in all")
    expect(tablet.pad(TEACHER)).to_contain_text("0:00 in all")


def test_the_sheet_leaves_the_pads_alone_and_follows_what_they_record(a_tablet):
    tablet = a_tablet("tablet").open().begin()
    page = tablet.page
    page.get_by_role("button", name="Undo: The last ten").tap()
    expect(page.get_by_text("Nothing is recorded yet.")).to_be_visible()
    tablet.tap(SPECIFIC)
    expect(page.locator(".last li")).to_have_count(1)
    tablet.counts(SPECIFIC, 1)
    box, pad = page.get_by_role("dialog").bounding_box(), tablet.pad(SPECIFIC).bounding_box()
    assert box is not None
    assert pad is not None
    assert box["y"] + box["height"] <= pad["y"]


def test_on_a_phone_a_long_press_or_the_clock_leads_to_the_last_ten(a_tablet):
    tablet = a_tablet("phone").seed(*marks_at(10), minutes=1).open()
    page = tablet.page
    last = tablet.middle(page.get_by_role("button", name="Undo Specific at"))
    tablet.touch("touchStart", last)
    page.get_by_role("heading", name="The last ten").wait_for()
    tablet.touch("touchEnd")
    page.get_by_role("dialog").get_by_role("button", name="Close").tap()
    tablet.counts(SPECIFIC, 1)
    page.get_by_role("button", name="Pause, couldn’t see").tap()
    page.get_by_role("button", name="Put right what was recorded").tap()
    page.get_by_role("button", name="Undo Specific", exact=True).tap()
    page.get_by_role("dialog").get_by_role("button", name="Close").tap()
    tablet.counts(SPECIFIC, 0)


def test_every_kind_has_its_name_among_the_last_ten(a_tablet, collecting):
    collecting(WAIT, STUDENTS, STEPS, SEATS)
    story = [
        {"kind": "cue", "measure": "wait", "at_ms": 1000},
        {"kind": "response", "measure": "wait", "at_ms": 2000},
        {"kind": "interval", "measure": "students", "k": 0, "codes": ["l"], "at_ms": 3000},
        {"kind": "interval", "measure": "students", "k": 0, "codes": ["l", "wg"], "at_ms": 4000},
        {"kind": "interval", "measure": "students", "k": 0, "codes": ["wg"], "at_ms": 5000},
        {"kind": "check", "measure": "steps", "option": "s0", "value": "no_chance", "at_ms": 6000},
        {"kind": "mark", "measure": "flow", "option": "asked", "seat": 7, "at_ms": 7000},
        {"kind": "note", "text": "“Why?”", "at_ms": 8000},
    ]
    tablet = a_tablet("tablet").seed(*story, minutes=1).open()
    tablet.page.get_by_role("button", name="Undo: The last ten").tap()
    names = tablet.page.locator(".last .ln")
    expect(names).to_have_text(
        [
            "Note",
            "Seat 7: Asked",
            "Step 1 of the practice: No chance",
            "Listening taken off",
            "Worksheet group",
            "Listening",
            "Wait time 1, response",
            "Wait time 1, cue",
        ]
    )
    tablet.page.get_by_role("button", name="Change Step 1 of the practice: No chance").tap()
    tablet.page.get_by_role("dialog").get_by_role("button", name="Not seen").tap()
    expect(names.nth(2)).to_have_text("Step 1 of the practice: Not seen")
    changed = tablet.held()[-1]
    assert (changed["kind"], changed["value"]) == ("amend", "not_seen")
