"""Words pinned to a moment, an entry or a measure; replies make a thread; corrections stay visible."""

import pytest

from app.debrief.moments import Place, moment_at, place_asked, span
from tests.cast import entry

pytestmark = pytest.mark.both_databases
SPAN = {"span": [60_000, 130_000]}


@pytest.fixture
def talk(looked, people):
    def say(kind, by, n, **fields):
        it = entry(kind, n=n, **fields)
        looked.record(it, by=getattr(people, by), device=f"{by}'s")
        return it

    return say


def test_a_thread_lies_at_its_moment(looked, people, read, talk):
    root = talk("annotation", "dana", 1, text="Here I waited.", on=SPAN)
    reply = talk("reply", "marcus", 1, text="How long?", target=root["id"])
    talk("reply", "dana", 2, text="Three seconds.", target=reply["id"])
    (thread,) = read(looked, people.marcus).threads
    assert (thread.from_ms, thread.to_ms) == (60_000, 130_000)
    assert [words.text for words in thread.words] == ["Here I waited.", "How long?", "Three seconds."]


def test_it_is_shown_where_its_moment_is(looked, both, talk):
    talk("annotation", "dana", 1, text="Here I waited.", on=SPAN)
    there = both.marcus.get(f"{looked.page}/moment?from=100000&to=140000").text
    elsewhere = both.marcus.get(f"{looked.page}/moment?from=200000&to=240000").text
    assert "Here I waited." in there
    assert "Here I waited." not in elsewhere


def test_the_page_opens_where_people_talked_last(looked, people, read, talk):
    talk("annotation", "dana", 1, text="early", on=SPAN)
    talk("annotation", "marcus", 1, text="late", on={"span": [300_000, 360_000]})
    assert place_asked(read(looked, people.dana), None, None, None, None) == span(300_000, 360_000)


def test_pinned_to_an_entry(looked, people, read, both, talk):
    mark = next(e for e in read(looked, people.dana).entries if e["kind"] == "mark")
    talk("annotation", "marcus", 1, text="This one!", on={"entry": mark["id"]})
    (thread,) = read(looked, people.dana).threads
    assert thread.from_ms == mark["at_ms"]
    assert "This one!" in both.dana.get(f"{looked.page}/moment?entry={mark['id']}").text
    assert "This one!" in both.dana.get(f"{looked.page}/moment?from=60000&to=70000").text


def test_pinned_to_a_measure(looked, people, read, both, talk):
    talk("annotation", "dana", 1, text="Praise as a whole", on={"measure": "praise"})
    (thread,) = read(looked, people.dana).threads
    assert thread.from_ms is None
    assert "Praise as a whole" in both.marcus.get(f"{looked.page}/moment?measure=praise").text
    assert "Praise as a whole" not in both.marcus.get(f"{looked.page}/moment?from=0&to=600000").text


def test_what_is_said_next_answers_the_thread_that_is_here(looked, people, read, talk):
    reading = read(looked, people.dana)
    assert moment_at(reading, span(60_000, 130_000)).answering is None
    root = talk("annotation", "dana", 1, text="Here I waited.", on=SPAN)
    reading = read(looked, people.dana)
    assert moment_at(reading, span(60_000, 130_000)).answering.id == root["id"]
    assert moment_at(reading, span(100_000, 140_000)).answering.id == root["id"]
    talk("annotation", "marcus", 1, text="And here", on={"span": [110_000, 120_000]})
    reading = read(looked, people.dana)
    assert moment_at(reading, span(100_000, 140_000)).answering is None
    assert moment_at(reading, span(110_000, 120_000)).answering.words[0].text == "And here"


def test_celebrating_is_shown(looked, both, talk):
    talk("annotation", "marcus", 1, text="Wonderful.", on=SPAN, celebrate=True)
    assert "celebrates this" in both.dana.get(looked.page).text


def test_words_taken_back_stay_to_be_read_with_the_answers_to_them(looked, people, read, both, talk):
    root = talk("annotation", "dana", 1, text="Here I waited.", on=SPAN)
    talk("reply", "marcus", 1, text="How long?", target=root["id"])
    talk("void", "dana", 2, target=root["id"])
    (thread,) = read(looked, people.marcus).threads
    assert [words.taken_back is None for words in thread.words] == [False, True]
    page = both.marcus.get(f"{looked.page}/moment?from=60000&to=130000").text
    assert "taken back" in page
    assert "It said: Here I waited." in page


def test_a_thread_of_words_that_were_all_taken_back_is_in_no_lane(looked, people, read, both, talk):
    root = talk("annotation", "dana", 1, text="Here I waited.", on=SPAN)
    talk("void", "dana", 2, target=root["id"])
    reading = read(looked, people.marcus)
    assert reading.threads == []
    assert moment_at(reading, span(60_000, 130_000)).answering is None
    assert "It said: Here I waited." in both.marcus.get(f"{looked.page}/moment?from=60000&to=130000").text


def test_taking_back_can_be_taken_back(looked, people, read, talk):
    root = talk("annotation", "dana", 1, text="Here I waited.", on=SPAN)
    void = talk("void", "dana", 2, target=root["id"])
    talk("void", "dana", 3, target=void["id"])
    assert read(looked, people.marcus).threads[0].words[0].taken_back is None


def test_only_their_writer_can_put_them_back(looked, both, talk):
    root = talk("annotation", "dana", 1, text="Here I waited.", on=SPAN)
    void = talk("void", "dana", 2, target=root["id"])
    moment = f"{looked.page}/moment?from=60000&to=130000"
    assert f'data-gives-back="{void["id"]}"' in both.dana.get(moment).text
    assert "data-gives-back" not in both.marcus.get(moment).text


def test_changed_words_show_what_they_were(looked, people, read, both, talk):
    root = talk("annotation", "dana", 1, text="I waited.", on=SPAN)
    change = talk("amend", "dana", 2, target=root["id"], text="I waited a while.")
    talk("amend", "dana", 3, target=change["id"], text="I waited three seconds.")
    words = read(looked, people.marcus).threads[0].words[0]
    assert words.text == "I waited three seconds."
    assert [version.text for version in words.earlier] == ["I waited.", "I waited a while."]
    page = both.marcus.get(looked.page).text
    assert page.index("Before: I waited a while.") < page.index("Before: I waited.<")


def test_nobody_changes_or_takes_back_the_others_words(looked, people, read, talk):
    root = talk("annotation", "dana", 1, text="I waited.", on=SPAN)
    talk("amend", "marcus", 1, target=root["id"], text="I did not wait.")
    talk("void", "marcus", 2, target=root["id"])
    words = read(looked, people.dana).threads[0].words[0]
    assert (words.text, list(words.earlier), words.taken_back) == ("I waited.", [], None)


def test_only_ones_own_words_can_be_changed_on_the_page(looked, both, talk):
    root = talk("annotation", "dana", 1, text="I waited.", on=SPAN)
    assert f'data-mend="{root["id"]}"' in both.dana.get(looked.page).text
    assert f'data-mend="{root["id"]}"' not in both.marcus.get(looked.page).text


def test_words_on_a_mark_that_was_undone_are_still_there(looked, people, read, both, talk):
    mark = next(e for e in read(looked, people.dana).entries if e["kind"] == "mark")
    talk("annotation", "marcus", 1, text="I think I tapped twice.", on={"entry": mark["id"]})
    talk("void", "marcus", 2, target=mark["id"])
    reading = read(looked, people.dana)
    assert reading.threads[0].from_ms == mark["at_ms"]
    assert place_asked(reading, None, None, None, None) == Place("entry", {"entry": mark["id"]}, 62_000, 62_000)
    assert "I think I tapped twice." in both.dana.get(looked.page).text


def test_markup_in_words_stays_words(looked, both, talk):
    talk("annotation", "marcus", 1, text='<script>alert(1)</script> & "quotes"', on=SPAN)
    page = both.dana.get(looked.page).text
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_address_that_names_nothing_falls_back(looked, both):
    for query in ("entry=nothing", "measure=nothing", "from=9&to=3", "from=5"):
        assert both.dana.get(f"{looked.page}?{query}").status_code == 200
