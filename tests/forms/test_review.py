"""The page of a form: what both read, say and sign; few queries however long the story."""

import pytest

from tests.forms.forms import count, sweep

pytestmark = pytest.mark.both_databases


def test_agreeing_on_the_page_locks_the_version(proposed, dana, marcus):
    assert "Agree to version 1" in dana.get(proposed).text
    assert "Agree to version 1" not in marcus.get(proposed).text
    assert dana.post(f"{proposed}/versions/1/agreement").headers["location"] == proposed
    for page in (dana.get(proposed).text, marcus.get(proposed).text):
        assert "Version 1, locked" in page
        assert "Agree to version 1" not in page


def test_agreeing_to_a_replaced_version_shows_the_new_one(proposed, people, signed_in, dana):
    signed_in(people.marcus).post(f"/api{proposed}/versions", json={"measures": [sweep()]})
    answer = dana.post(f"{proposed}/versions/1/agreement")
    assert answer.status_code == 409
    assert "There is a newer version" in answer.text
    assert "Agree to version 2" in answer.text


def test_words_about_a_measure_are_read_by_both(proposed, dana, marcus):
    said = {"measure": "on_task", "text": "Does talk count?\n<b>Loud</b> talk?"}
    assert dana.post(f"{proposed}/versions/1/comments", data=said).status_code == 303
    page = marcus.get(proposed).text
    assert "&lt;b&gt;Loud&lt;/b&gt; talk?" in page
    fragment = marcus.post(
        f"{proposed}/versions/1/comments", data={"measure": "on_task", "text": "Yes."}, headers={"hx-request": "true"}
    )
    assert fragment.status_code == 200
    assert fragment.text.count('class="cm says') == 2
    assert "<html" not in fragment.text


def test_empty_words_are_refused_at_their_field(proposed, dana):
    answer = dana.post(f"{proposed}/versions/1/comments", data={"measure": "on_task", "text": " "})
    assert answer.status_code == 422
    assert "Write something here." in answer.text


def test_words_stay_when_their_measure_goes(proposed, people, signed_in, dana):
    dana.post(f"{proposed}/versions/1/comments", data={"measure": "on_task", "text": "Too hard to see."})
    signed_in(people.marcus).post(f"/api{proposed}/versions", json={"measures": [count()]})
    page = dana.get(proposed).text
    assert "About On task, no longer in the form" in page
    assert "Too hard to see." in page


def test_news_come_only_when_there_are_any(proposed, dana, marcus):
    from re import search

    news = search(r'hx-get="([^"]*)"', marcus.get(proposed).text)[1].replace("&amp;", "&")
    assert marcus.get(news).status_code == 204
    dana.post(f"{proposed}/versions/1/comments", data={"measure": "praise", "text": "Fine."})
    answer = marcus.get(news)
    assert answer.status_code == 200
    assert "Fine." in answer.text


def test_changes_stand_side_by_side(proposed, people, signed_in, dana):
    reworded = [count(), sweep(definition="How many are at work, or talking about it?")]
    signed_in(people.marcus).post(f"/api{proposed}/versions", json={"measures": reworded})
    page = dana.get(f"{proposed}/changes").text
    assert '<ins class="m">, or talking about it</ins>' in page
    assert "The same" in page
    assert dana.get(f"{proposed}/changes?before=1&after=9").status_code == 404
    assert dana.get(f"{proposed}/changes?before=x").status_code == 404
    assert '<ins class="m">, or talking about it</ins>' in dana.get(proposed).text


def test_older_versions_can_be_read_and_not_signed(proposed, people, signed_in, dana):
    signed_in(people.marcus).post(f"/api{proposed}/versions", json={"measures": [sweep()]})
    page = dana.get(f"{proposed}?version=1").text
    assert "Version 2 is here" in page
    assert "Agree to version" not in page
    assert dana.get(f"{proposed}?version=3").status_code == 404


def test_an_ended_partnership_is_read_only(proposed, dana, engine):
    import sqlalchemy as sa

    with engine.begin() as connection:
        connection.execute(sa.text("update partnership set status = 'ended'"))
    page = dana.get(proposed)
    assert page.status_code == 200
    assert "Agree to version" not in page.text
    assert dana.get(f"{proposed}/draft").status_code == 409
    assert dana.post(f"{proposed}/versions/1/agreement").status_code == 409
    assert dana.post(f"{proposed}/versions/1/comments", data={"text": "Hm"}).status_code == 409


def test_a_long_story_asks_few_queries(proposed, people, signed_in, dana, count_queries):
    program = signed_in(people.marcus)
    for n in range(6):
        program.post(
            f"/api{proposed}/versions", json={"measures": [count(f"k{i}", f"Measure {i}, {n}") for i in range(12)]}
        )
        program.post(f"/api{proposed}/versions/{n + 2}/comments", json={"measure": "k3", "text": "Hm."})
    for path, most in ((proposed, 12), (f"{proposed}/changes", 8), (f"{proposed}/draft/measures/k1", 8), ("/forms", 8)):
        with count_queries() as asked:
            assert dana.get(path).status_code == 200
        assert len(asked) <= most, asked
