"""Every kind of measure, from its fields in the builder to the page that both agree on."""

import re

import pytest

from app.forms import builder_pages, draft_pages
from app.forms.cautions import CAUTIONS, cautions
from app.forms.kinds import KINDS, METHODS
from app.forms.order import gathered, moved
from app.forms.typed_measure import plain_measure
from tests.forms.forms import EVERY_KIND, count, sweep
from tests.forms.test_draft import keep, started

BY_KEY = {measure["key"]: measure for measure in EVERY_KIND}


def fields_of(measure):
    """A measure as its page sends it."""
    options = measure.get("options", [])
    fields = {
        name: measure.get(name, "") for name in ("kind", "label", "definition", "counts", "does_not_count", "group")
    }
    fields |= {f"option_{part}": [o.get(part, "") for o in options] for part in ("key", "label", "definition", "shape")}
    fields |= {name: measure[name] for name in ("method", "rows", "columns", "shape") if name in measure}
    fields |= {name: "1" for name in ("exclusive", "several") if measure.get(name)}
    every = measure.get("every_ms", 0)
    return fields | {"minutes": f"{every / 60_000:g}", "seconds": f"{every / 1000:g}"}


@pytest.fixture
def every_kind_offered(monkeypatch):
    for module in (builder_pages, draft_pages):
        monkeypatch.setattr(module, "OFFERED", tuple(KINDS))


@pytest.fixture
def all_kinds(partners, people, signed_in):
    """A form with every kind, that Marcus has proposed: its page's address."""
    said = {"title": "All", "measures": EVERY_KIND}
    form = signed_in(people.marcus).post(f"{partners.api}/forms", json=said).json()["id"]
    return f"{partners.page}/forms/{form}"


@pytest.mark.parametrize("key", BY_KEY)
def test_what_is_typed_for_a_kind_is_what_is_kept(partners, people, marcus, signed_in, key):
    measure = BY_KEY[key]
    draft = started(marcus, partners)
    assert keep(marcus, draft, then="propose", **fields_of(measure)).status_code == 303
    (form,) = signed_in(people.dana).get(f"{partners.api}/forms").json()["forms"]
    (version,) = signed_in(people.dana).get(f"{partners.api}/forms/{form['id']}").json()["versions"]
    (kept,) = version["measures"]
    silent = {"exclusive": False} if measure["kind"] == "duration" and "exclusive" not in measure else {}
    assert kept | {"key": key} == measure | silent


@pytest.mark.parametrize("key", BY_KEY)
def test_a_page_sent_back_still_has_everything_that_was_typed(all_kinds, dana, key):
    measure = BY_KEY[key] | {"definition": "x" * 601, "counts": "“Kept”"}
    answer = keep(dana, f"{all_kinds}/draft", f"measures/{key}", **fields_of(measure))
    assert answer.status_code == 422
    page = answer.text.partition("<template")[0]
    assert "Use at most 600 characters." in page
    sent_back = {
        name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', page)
        for name in ("rows", "columns", "seconds", "minutes", "option_label", "group")
    }
    for name, expected in fields_of(measure).items():
        if name in ("rows", "columns", "option_label", "group") and expected:
            found = [a or b for a, b in sent_back[name]]
            assert found == [str(each) for each in (expected if isinstance(expected, list) else [expected])], name
    assert "x" * 601 in page
    assert "“Kept”" in page


def test_every_kind_is_offered_with_its_fields_its_pads_and_its_notes(every_kind_offered, partners, marcus):
    draft = started(marcus, partners)
    for kind in KINDS:
        page = marcus.get(f"{draft}/measure?kind={kind}").text
        assert re.findall(r'name="kind" value="(\w+)"[^>]*checked', page) == [kind]
        assert page.count('name="kind"') == len(KINDS)
        assert all(caution.text in page for caution in CAUTIONS[kind])
        assert re.search(r'id="preview">\s*<', page)
    starters = marcus.get(f"{partners.page}/forms/new").text
    assert starters.count('name="start"') == 13


def test_both_see_the_pads_and_what_the_numbers_can_not_say(all_kinds, dana, marcus):
    for client, page in ((dana, dana.get(all_kinds).text), (marcus, marcus.get(all_kinds).text)):
        assert page.count('class="how"') == len(EVERY_KIND), client
        assert "None of these" in page
        assert "No chance" in page
        assert page.count("<rect") >= 30
        for measure in EVERY_KIND:
            assert all(sentence in page for sentence in cautions(measure)), measure["kind"]
    dana.post(f"{all_kinds}/versions/1/agreement")
    assert dana.get(all_kinds).text.count('class="how"') == len(EVERY_KIND)


def test_each_measure_of_every_kind_is_talked_about(all_kinds, dana, marcus):
    for key in BY_KEY:
        said = {"measure": key, "text": f"Words about {key}."}
        assert dana.post(f"{all_kinds}/versions/1/comments", data=said).status_code == 303
    page = marcus.get(all_kinds).text
    for key in BY_KEY:
        thread = page.partition(f'id="said-{key}"')[2].partition('<div class="mf">')[0]
        assert f"Words about {key}." in thread


def test_the_notes_follow_the_choice():
    interval = BY_KEY["students"]
    said = {method: cautions(interval | {"method": method}) for method in METHODS}
    assert "overstates" in said["partial"][0]
    assert "understates" in said["whole"][0]
    assert "ends" in said["momentary"][0]
    assert cautions({k: v for k, v in interval.items() if k != "method"}) == said["momentary"]
    assert any("kappa falls" in sentence for sentence in cautions(BY_KEY["praise"]))
    assert any("no study supports" in sentence for sentence in cautions(BY_KEY["praise"]))
    assert not any("no study supports" in sentence for sentence in cautions(BY_KEY["alone"]))
    assert cautions(BY_KEY["talk"]) != cautions(BY_KEY["talk"] | {"exclusive": False})
    assert {kind for kind in KINDS if CAUTIONS[kind]} == set(KINDS)


def test_a_measure_alone_takes_the_shape_that_was_chosen(partners, marcus):
    draft = started(marcus, partners)
    keep(marcus, draft, label="Praise", shape="diamond")
    keep(marcus, draft, label="Usual", shape="triangle_open")
    page = marcus.get(f"{draft}/measures/praise").text
    assert re.search(r'<select name="shape".*?<option value="diamond" selected', page, re.DOTALL)
    assert (
        plain_measure({"key": "praise", "kind": "count", "label": "Praise", "shape": "diamond"})["shape"] == "diamond"
    )


def test_usual_shapes_that_the_page_writes_out_are_not_kept(agreed_form, marcus, dana):
    first = agreed_form.measures[0]
    written = [option | {"shape": shape} for option, shape in zip(first["options"], ("circle", "ring"), strict=True)]
    typed = fields_of(first | {"options": written, "label": "Praise, reworded"})
    assert keep(dana, f"{agreed_form.page}/draft", "measures/praise", then="propose", **typed).status_code == 303
    page = marcus.get(f"{agreed_form.page}/changes").text
    assert "Praise, reworded" in re.sub("<[^>]*>", "", page)
    assert "Shapes" not in page
    (_one, two) = marcus.get(f"/api{agreed_form.page}").json()["versions"]
    assert two["measures"][0] == first | {"label": "Praise, reworded"}


def test_a_group_stands_together_and_moves_as_one():
    a, b, c, d = count("a", group="G"), count("b"), count("c", group="G"), sweep("d")
    together = gathered([a, b, c, d])
    assert [m["key"] for m in together] == ["a", "c", "b", "d"]
    assert [m["key"] for m in moved(together, "a", 1)] == ["c", "a", "b", "d"]
    assert [m["key"] for m in moved(together, "c", 1)] == ["b", "a", "c", "d"]
    assert [m["key"] for m in moved(together, "b", -1)] == ["b", "a", "c", "d"]
    assert [m["key"] for m in moved(together, "d", 1)] == ["a", "c", "b", "d"]


def test_a_heading_is_typed_and_shown_over_its_measures(partners, marcus):
    draft = started(marcus, partners, "transitions")
    for label in ("One", "Two"):
        keep(marcus, draft, label=label, group="Words")
    page = marcus.get(draft).text
    assert page.count('class="grp"') == 1
    assert '<option value="Words">' in marcus.get(f"{draft}/measure").text


def test_versions_can_be_compared_in_any_pair(proposed, people, signed_in, dana):
    for label in ("Second", "Third"):
        signed_in(people.marcus).post(f"/api{proposed}/versions", json={"measures": [sweep(), count(label=label)]})
    page = dana.get(f"{proposed}/changes?before=1&after=3").text
    assert "Version 1 beside version 3." in page
    assert "Order of the measures" in page
    assert "Version 1 beside version 2." in dana.get(f"{proposed}/changes?after=2").text
    assert "Version 3 beside version 1." in dana.get(f"{proposed}/changes?before=3&after=1").text
    assert "Version 2 beside version 3." in dana.get(f"{proposed}/changes").text


def test_no_two_things_on_the_builders_page_have_one_name(every_kind_offered, partners, marcus):
    page = marcus.get(f"{started(marcus, partners)}/measure?kind=seats").text
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_a_version_that_only_moves_measures_says_so(proposed, people, signed_in, dana):
    measures = dana.get(f"/api{proposed}").json()["versions"][0]["measures"]
    said = {"measures": measures[::-1], "what_changed": ""}
    signed_in(people.marcus).post(f"/api{proposed}/versions", json=said)
    assert "The measures in another order" in dana.get(proposed).text
    assert "Order of the measures" in dana.get(f"{proposed}/changes").text
    signed_in(people.marcus).post(f"/api{proposed}/versions", json=said | {"title": "T", "what_changed": "A new title"})
    assert "Marcus says: A new title" in dana.get(f"{proposed}/changes").text
    assert "Both versions say the same." in dana.get(f"{proposed}/changes?before=2&after=2").text
