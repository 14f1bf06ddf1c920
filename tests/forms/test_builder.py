"""The builder: what is typed becomes a measure, keeps its key, and comes back whole when something is wrong."""

import re

import pytest

from app.forms.kinds import KINDS, OFFERED
from app.forms.typed_measure import key_for
from tests.forms.test_draft import keep, stamp_of, started


def suggested(client, proposed, key="praise", **typed):
    path = f"{proposed}/draft/measures/{key}"
    return client.post(path, data={"stamp": stamp_of(client, path), "then": "propose", "kind": "count"} | typed)


def newest(client, proposed):
    return client.get(f"/api{proposed}").json()["versions"][-1]


def test_a_suggestion_is_a_new_version_by_its_author_with_the_measures_own_key(proposed, dana):
    assert suggested(dana, proposed, label="Words of praise", counts="“Well spotted.”").status_code == 303
    version = newest(dana, proposed)
    assert (version["version"], version["proposed_by"], version["agreed_by"]) == (2, "teacher", ["teacher"])
    assert version["measures"][0] == {
        "key": "praise", "kind": "count", "label": "Words of praise", "counts": "“Well spotted.”"
    }  # fmt: skip


def test_another_kind_is_another_measure(proposed, dana):
    assert suggested(dana, proposed, kind="sweep", label="Praise", minutes="2,5").status_code == 303
    assert newest(dana, proposed)["measures"][0] == {
        "key": "praise", "kind": "sweep", "label": "Praise", "every_ms": 150_000
    }  # fmt: skip


def test_rows_become_options_in_their_order_and_empty_rows_none(proposed, dana):
    rows = {
        "option_key": ["", "", ""],
        "option_label": ["Specific", "", "Specific"],
        "option_definition": ["Names what was done.", "", ""],
        "option_shape": ["ring", "circle", "square"],
    }
    assert suggested(dana, proposed, label="Praise", **rows).status_code == 303
    assert newest(dana, proposed)["measures"][0]["options"] == [
        {"key": "specific", "label": "Specific", "definition": "Names what was done.", "shape": "ring"},
        {"key": "specific_2", "label": "Specific", "shape": "square"},
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"label": ""}, "Write something here."),
        ({"label": "x" * 61}, "Use at most 60 characters."),
        ({"label": "Praise\x07"}, "There is an invisible control character in it; remove it."),
        ({"label": "Praise", "definition": "x" * 601}, "Use at most 600 characters."),
        ({"label": "On task", "kind": "sweep", "minutes": "often"}, "Write a number, from 1 second to 60 minutes."),
        ({"label": "On task", "kind": "sweep", "minutes": "0"}, "Write a number, from 1 second to 60 minutes."),
        ({"label": "On task", "kind": "sweep", "minutes": "90"}, "Write a number, from 1 second to 60 minutes."),
        ({"label": "P", "option_key": "", "option_label": "x" * 61, "option_definition": "", "option_shape": "ring"}, "Use at most 60 characters."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_all_that_was_typed_is_there(proposed, dana, typed, sentence):
    answer = suggested(dana, proposed, **{"does_not_count": "“Okay.” <&>"} | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "“Okay.” &lt;&amp;&gt;" in answer.text
    assert newest(dana, proposed)["version"] == 1


def test_nothing_changed_is_nothing_proposed(proposed, dana):
    answer = suggested(dana, proposed, label="Praise")
    assert answer.status_code == 422
    assert "Nothing differs yet" in answer.text


def test_a_version_proposed_meanwhile_is_read_first(proposed, dana, marcus):
    stamp = stamp_of(dana, f"{proposed}/draft/measures/praise")
    assert keep(dana, f"{proposed}/draft", "measures/praise", stamp=stamp, label="Mine").status_code == 303
    suggested(marcus, proposed, label="Praise, by Marcus")
    answer = dana.post(f"{proposed}/draft", data={"title": "T", "then": "propose"})
    assert answer.status_code == 409
    assert "Marcus proposed version 2 meanwhile" in answer.text
    assert dana.post(f"{proposed}/draft", data={"title": "T", "then": "propose", "seen": "2"}).status_code == 303
    assert (newest(dana, proposed)["version"], newest(dana, proposed)["measures"][0]["label"]) == (3, "Mine")


def test_the_coach_can_not_put_words_into_the_reason(proposed, marcus):
    answer = marcus.post(f"{proposed}/draft", data={"title": "New", "why": "Because I say so.", "then": "propose"})
    assert answer.status_code == 303
    assert (newest(marcus, proposed)["title"], newest(marcus, proposed)["why"]) == ("New", "")


def test_without_scripts_the_rows_buttons_work_too(proposed, dana):
    rows = {
        "option_key": ["", ""],
        "option_label": ["A", "B"],
        "option_definition": ["", ""],
        "option_shape": ["ring"] * 2,
    }

    def pressed(then):
        answer = suggested(dana, proposed, label="Praise", then=then, **rows)
        assert answer.status_code == 200
        form = answer.text.partition("<template")[0]
        return re.findall(r'name="option_label" value="([^"]*)"', form)

    assert pressed("add") == ["A", "B", ""]
    assert pressed("down:0") == ["B", "A"]
    assert pressed("remove:0") == ["B"]
    assert pressed("remove:9") == ["A", "B"]


def test_a_starter_keeps_its_key_so_that_visits_can_be_compared(partners, marcus):
    draft = started(marcus, partners)
    page = marcus.get(f"{draft}/measure?start=on_task").text
    assert 'name="start" value="on_task"' in page
    keep(marcus, draft, kind="sweep", label="Who is at work", minutes="5", start="on_task", then="propose")
    form = marcus.get(f"{partners.api}/forms").json()["forms"][0]["id"]
    measures = marcus.get(f"{partners.api}/forms/{form}").json()["versions"][0]["measures"]
    assert [m["key"] for m in measures] == ["on_task"]


def test_keys_are_made_from_names():
    assert key_for("On-task sweep", set(), "measure") == "on_task_sweep"
    assert key_for("Größe & Mut", set(), "measure") == "groe_mut"
    assert key_for("数", {"measure"}, "measure") == "measure_2"
    assert key_for("a" * 60, set(), "measure") == "a" * 36


def test_screens_offer_what_the_recorder_can_record(partners, marcus):
    draft = started(marcus, partners)
    page = marcus.get(f"{draft}/measure").text
    assert [kind for kind in KINDS if f'name="kind" value="{kind}"' in page] == list(OFFERED)


def test_every_kind_that_a_program_proposed_can_be_changed_here(partners, people, signed_in, marcus):
    from tests.forms.forms import EVERY_KIND

    said = {"title": "All", "measures": EVERY_KIND}
    form = signed_in(people.marcus).post(f"{partners.api}/forms", json=said).json()
    for measure in EVERY_KIND:
        page = marcus.get(f"{partners.page}/forms/{form['id']}/draft/measures/{measure['key']}").text
        assert re.search(rf'value="{measure["kind"]}"[^>]*checked', page)
    assert marcus.get(f"{partners.page}/forms/{form['id']}").status_code == 200
