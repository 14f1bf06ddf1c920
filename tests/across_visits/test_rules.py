"""What makes a definition another one, and between which visits a change line stands."""

from datetime import date

import pytest

from app.across_visits.rules import boundary, meaning_of

PRAISE = {
    "key": "praise",
    "kind": "count",
    "label": "Praise",
    "definition": "Says what was done well.",
    "counts": "You checked your units.",
    "does_not_count": "Okay.",
    "options": [
        {"key": "specific", "label": "Specific", "definition": "Says what."},
        {"key": "general", "label": "General"},
    ],
}


@pytest.mark.parametrize(
    "same",
    [
        {"label": "Praising"},
        {"shape": "ring"},
        {"group": "Words"},
        {"definition": "Says  what was\ndone well. "},
        {"exclusive": False},
        {"several": True},
        {"options": PRAISE["options"][::-1]},
        {"options": [PRAISE["options"][0] | {"label": "Says what", "shape": "bar"}, PRAISE["options"][1]]},
    ],
)
def test_names_shapes_and_order_define_nothing(same):
    assert meaning_of(PRAISE | same) == meaning_of(PRAISE)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "checklist"},
        {"definition": "Says that something was done well."},
        {"counts": "Nice."},
        {"does_not_count": ""},
        {"every_ms": 60_000},
        {"method": "partial"},
        {"several": False},
        {"exclusive": True},
        {"rows": 3},
        {"columns": 4},
        {"options": PRAISE["options"][:1]},
        {"options": [*PRAISE["options"], {"key": "third", "label": "Third"}]},
        {"options": [PRAISE["options"][0] | {"definition": "Names it."}, PRAISE["options"][1]]},
        {"options": [PRAISE["options"][0], {"key": "general", "label": "Vague"}]},
    ],
)
def test_whatever_decides_what_gets_a_mark_does(other):
    assert meaning_of(PRAISE | other) != meaning_of(PRAISE)


def test_without_a_definition_the_name_is_one():
    bare = {"key": "cold_call", "kind": "count", "label": "Cold call"}
    assert meaning_of(bare) != meaning_of(bare | {"label": "Call on a student"})


@pytest.mark.parametrize(("day", "before"), [(1, 0), (10, 0), (11, 1), (17, 1), (18, 2), (25, 3)])
def test_a_line_stands_before_the_first_visit_of_its_day_or_later(day, before):
    assert boundary([date(2026, 9, 10), date(2026, 9, 17), date(2026, 9, 24)], date(2026, 9, day)) == before
