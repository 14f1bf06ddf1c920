"""What the page says: chosen series, counts set against each other, other definitions, the steps; in bounded work."""

import time
from copy import deepcopy

import pytest

from app.clock import now
from app.database import transaction
from app.goals.models import NextStep, StepOutcome
from tests.across_visits.conftest import next_version, open_it
from tests.cast import MEASURES, add_visit, entry

pytestmark = pytest.mark.both_databases


def plain(text):
    return " ".join(text.split())


def test_without_a_choice_praise_stands_beside_redirection_as_two_numbers(take_place, both, page):
    for week, (specific, redirection) in enumerate([(12, 0), (3, 4)]):
        take_place(week, specific, redirection)
    said = plain(both.dana.get(page).text)
    assert "Praise: Specific and redirection" in said
    assert "<b>15 : 4</b>" in said


def test_nothing_against_nothing_is_nothing_counted(take_place, both, page):
    take_place(0)
    assert "<b>nothing counted</b>" in both.dana.get(page).text


def test_rates_or_totals_are_chosen_in_the_address(take_place, both, page):
    take_place(0, specific=3)
    assert "Marks in each 10 minutes of lesson" in both.dana.get(page).text
    assert "Marks in each visit" in both.dana.get(f"{page}?as=total").text


def test_series_of_another_unit_have_a_chart_of_their_own(take_place, both, page):
    take_place(0, specific=3)
    said = both.dana.get(f"{page}?show=praise:specific&show=talk:teacher").text
    assert said.count('class="card fig big"') == 2


@pytest.mark.parametrize(
    "odd", ["show=nothing:here", "show=%00", "show=" + "x" * 500, "as=none&nap=yes&trend=2", "show=a&" * 50, "show=é:ü"]
)
def test_an_odd_choice_shows_the_usual(take_place, both, page, odd):
    take_place(0, specific=3)
    answer = both.dana.get(f"{page}?{odd}")
    assert answer.status_code == 200
    assert "Praise: Specific and redirection" in answer.text


def test_another_definition_is_said_with_the_way_to_what_changed(take_place, agreed_form, both, page, engine):
    take_place(0, specific=3)
    measures = deepcopy(MEASURES)
    measures[0]["definition"] = "Words that name what was done."
    newer = next_version(engine, agreed_form, measures)
    take_place(1, specific=5, form=newer)
    said = plain(both.marcus.get(page).text)
    assert "From visit 1 to visit 2 the definition of “Praise” changed: what it is." in said
    assert f"/forms/{agreed_form.id}/changes?before=1&amp;after=2" in said
    assert "can not be compared" in said
    assert "Marcus proposed version 2: Changed Praise. Dana agreed. Collected from visit 2." in said


def test_what_happened_with_the_steps_is_told(take_place, both, page, partners, engine, people):
    visit = take_place(0)
    with transaction(engine) as db:
        said = {"partnership_id": partners.id, "written_by": people.dana.id, "written_at": now()}
        db.add(NextStep(**said, id="step", visit_id=visit.id, who="teacher", what="Plan three sentences."))
        db.flush()
        db.add(StepOutcome(**said, id="outcome", step_id="step", text="Used two of them."))
    said = both.marcus.get(page).text
    assert "Plan three sentences." in said
    assert "Used two of them." in said


def test_the_table_has_every_value_with_what_it_is_out_of(take_place, both, page):
    take_place(0, specific=3)
    said = plain(both.marcus.get(f"{page}/table").text)
    assert "<b>3.0</b>" in said
    assert "3 in 10:00" in said
    fragment = both.marcus.get(f"{page}/table", headers={"hx-request": "true"}).text
    assert fragment.lstrip().startswith("<div")


def full(form, engine, dana, week):
    """300 entries."""
    visit = add_visit(form)
    story = [entry("begin", 0, 1), *(entry("mark", 9_000 * i, i + 1, measure="redirection") for i in range(1, 299))]
    visit.record(*story, entry("end", 2_700_000, 300))
    open_it(engine, visit, dana)


def test_forty_visits_take_as_many_statements_as_two_and_are_quick(
    agreed_form, both, page, engine, people, count_queries
):
    for week in range(2):
        full(agreed_form, engine, people.dana, week)
    both.dana.get(page)
    with count_queries() as few:
        assert both.dana.get(page).status_code == 200
    for week in range(2, 40):
        full(agreed_form, engine, people.dana, week)
    started = time.process_time()
    with count_queries() as many:
        assert both.dana.get(page).status_code == 200
    assert len(many) == len(few) <= 18, "\n".join(many)
    assert time.process_time() - started < 3
