"""The debrief says when a lesson was recorded from a video, for its times are the video's."""

from tests import cast

SAID = "Recorded from a video."


def test_the_page_says_so(visit, people, signed_in):
    story = cast.lesson()
    story[0]["clock"] = "video"
    visit.record(*story)
    dana = signed_in(people.dana, browser=True)
    dana.post(f"{visit.page}/opening", follow_redirects=False)
    assert SAID in dana.get(visit.page).text


def test_a_lesson_that_was_seen_does_not(visit, people, signed_in):
    visit.record(*cast.lesson())
    dana = signed_in(people.dana, browser=True)
    dana.post(f"{visit.page}/opening", follow_redirects=False)
    page = dana.get(visit.page).text
    assert "Rates are per 10 minutes" in page
    assert SAID not in page
