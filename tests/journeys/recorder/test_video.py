"""A lesson recorded from a video file of the device: marks carry the video's time, and the file never leaves it."""

import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.checks import axe, no_sideways_scroll
from tests.journeys.recorder.tablet import Tablet, until

LESSON = Path(__file__).parents[2] / "fixtures" / "lesson.webm"  # twenty seconds
SPECIFIC, GENERAL = "praise:specific", "praise:general"


def begin_from(tablet: Tablet, file: Path = LESSON) -> Tablet:
    tablet.page.get_by_label("How many students are here?").fill("24")
    tablet.page.locator("input[type=file]").set_input_files(file)
    tablet.page.locator("main.rec video").wait_for()
    return tablet


def go_to(page: Page, seconds: float) -> None:
    page.evaluate("(s) => { document.querySelector('video').currentTime = s }", seconds)
    page.wait_for_function("() => !document.querySelector('video').seeking")


def marks(tablet: Tablet) -> list[tuple[str, int]]:
    return [(entry["option"], entry["at_ms"]) for entry in tablet.marks()]


def test_marks_carry_the_videos_time_wherever_it_stands(a_tablet):
    sent = []
    tablet = a_tablet()
    page = tablet.page
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    begin_from(tablet.open())
    expect(page.locator(".ck")).to_have_text("0:00")
    go_to(page, 12)
    tablet.tap(SPECIFIC)
    tablet.counts(SPECIFIC, 1)
    expect(page.locator(".ck")).to_have_text("0:12")
    go_to(page, 4)
    expect(page.locator(".ck")).to_have_text("0:04")
    tablet.tap(GENERAL)
    tablet.counts(GENERAL, 1)
    assert marks(tablet) == [("specific", 12_000), ("general", 4_000)]
    expect(page.locator(".um.first")).to_contain_text(
        "General"
    )  # what was recorded last, not what is latest in the video

    page.get_by_label("Speed").select_option("2")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('video').currentTime > 6")
    tablet.tap(SPECIFIC)
    page.keyboard.press("Space")
    tablet.counts(SPECIFIC, 2)
    seen = round(page.evaluate("() => document.querySelector('video').currentTime * 1000"))
    assert 5_500 < marks(tablet)[-1][1] <= seen
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => document.querySelector('video').currentTime * 1000 > {seen + 4900}")

    page.get_by_role("button", name="End visit").click()
    page.get_by_role("dialog").get_by_role("button", name="End visit").click()
    page.get_by_role("heading", name="The visit has ended").wait_for()
    begin, end = tablet.held()[0], tablet.held()[-1]
    assert begin["clock"] == "video"
    assert end["at_ms"] >= 12_000
    assert not any(LESSON.read_bytes()[200:400] in body for body in sent)


def test_a_timer_is_a_difference_in_the_video_and_does_not_run_backwards(a_tablet):
    tablet = begin_from(a_tablet().open())
    page = tablet.page
    go_to(page, 5)
    tablet.tap("talk:teacher")
    expect(tablet.pad("talk:teacher")).to_contain_text("Running")
    go_to(page, 2)
    tablet.tap("talk:teacher")
    expect(tablet.pad("talk:teacher")).to_contain_text("switched later in the video")
    go_to(page, 15)
    tablet.tap("talk:teacher")
    expect(tablet.pad("talk:teacher")).to_contain_text("0:10 in all")
    assert [(e["kind"], e["at_ms"]) for e in tablet.held()[1:]] == [("start", 5_000), ("stop", 15_000)]


def test_after_a_reload_it_asks_for_the_same_file_and_goes_on_where_it_was(a_tablet, tmp_path):
    tablet = begin_from(a_tablet().open())
    page = tablet.page
    go_to(page, 9)
    tablet.tap(SPECIFIC)
    tablet.counts(SPECIFIC, 1)
    page.reload()
    expect(page.get_by_role("heading", name="Choose the video again")).to_be_visible()
    expect(page.locator("main")).to_contain_text("lesson.webm, 0:19, 7 KB")
    expect(page.locator("main")).to_contain_text("You were at 0:09")
    axe(page)
    another = shutil.copy(LESSON, tmp_path / "another.webm")
    page.locator("input[type=file]").set_input_files(another)
    expect(page.get_by_role("alert")).to_contain_text("That is another file: another.webm")
    expect(page.get_by_role("button", name="Use it all the same")).to_be_visible()
    page.locator("input[type=file]").set_input_files(LESSON)
    page.locator("main.rec video").wait_for()
    expect(page.locator(".ck")).to_have_text("0:09")
    tablet.counts(SPECIFIC, 1)

    go_to(page, 18)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("End the visit?", timeout=15_000)  # the video is over
    page.get_by_role("dialog").get_by_role("button", name="End visit").click()
    page.get_by_role("heading", name="The visit has ended").wait_for()
    assert tablet.held()[-1]["at_ms"] > 18_900


def test_it_fits_every_screen_and_axe_finds_nothing(a_tablet):
    for device, scheme in [("landscape", "light"), ("tablet", "dark"), ("phone", "light"), ("narrow", "dark")]:
        tablet = begin_from(a_tablet(device, scheme).open())
        page = tablet.page
        axe(page)
        no_sideways_scroll(page)
        for pad in page.locator(".pads .pad").all():
            assert pad.bounding_box()["height"] >= 87.5, device
        for control in page.locator(".player :is(button, input, select)").all():
            assert control.bounding_box()["height"] >= 43.5, device
        assert page.locator("video").bounding_box()["height"] > 50
        page.context.close()


def test_a_file_that_is_no_video_says_so_and_begins_nothing(a_tablet, tmp_path):
    tablet = a_tablet().open()
    (tmp_path / "words.mp4").write_bytes(b"no video")
    tablet.page.get_by_label("How many students are here?").fill("24")
    tablet.page.locator("input[type=file]").set_input_files(tmp_path / "words.mp4")
    expect(tablet.page.get_by_role("alert")).to_contain_text("can’t play that file")
    until(tablet.page, lambda: tablet.held() == [])
