"""A visit in which every kind of measure was collected, with pauses, what could not be seen, and corrections."""

from copy import deepcopy
from typing import Any

from sqlmodel import select

from app.database import transaction
from app.forms.models import FormVersion
from tests import cast
from tests.cast import entry

OPTIONS = [{"key": "a", "label": "First"}, {"key": "b", "label": "Second", "definition": "The other one."}]
EVERY_KIND: list[dict[str, Any]] = [
    {"key": "praise", "kind": "count", "label": "Praise", "definition": "Words.", "options": deepcopy(OPTIONS)},
    {"key": "redirection", "kind": "count", "label": "Redirection"},
    {"key": "talk", "kind": "duration", "label": "Who talks", "exclusive": True, "options": deepcopy(OPTIONS)},
    {"key": "music", "kind": "duration", "label": "Music"},
    {"key": "wait", "kind": "latency", "label": "Wait time"},
    {"key": "on_task", "kind": "sweep", "label": "On task", "every_ms": 120_000},
    {
        "key": "doing",
        "kind": "interval",
        "label": "Doing",
        "every_ms": 60_000,
        "method": "partial",
        "several": True,
        "options": deepcopy(OPTIONS),
    },
    {
        "key": "steps",
        "kind": "checklist",
        "label": "Steps",
        "options": [*deepcopy(OPTIONS), {"key": "c", "label": "C"}],
    },
    {"key": "flow", "kind": "seats", "label": "Flow", "rows": 3, "columns": 4, "options": deepcopy(OPTIONS)},
    {"key": "hands", "kind": "seats", "label": "Hands", "rows": 2, "columns": 2},
]


def story() -> list[dict[str, Any]]:
    """Ten minutes with a pause from 4:00 to 5:00, and praise and talk unseen for a while."""
    told: list[tuple[str, int, dict[str, Any]]] = [
        ("begin", 0, {}),
        ("segment", 500, {"text": "Warm-up"}),
        ("mark", 10_250, {"measure": "praise", "option": "a"}),
        ("mark", 10_250, {"measure": "praise", "option": "b"}),
        ("start", 20_000, {"measure": "talk", "option": "a"}),
        ("mark", 30_001, {"measure": "redirection"}),
        ("interval", 60_000, {"measure": "doing", "k": 0, "codes": ["a", "b"]}),
        ("start", 65_000, {"measure": "talk", "option": "b"}),
        ("cue", 70_000, {"measure": "wait"}),
        ("response", 73_210, {"measure": "wait"}),
        ("start", 80_000, {"measure": "music"}),
        ("cue", 90_000, {"measure": "wait"}),
        ("cue", 95_000, {"measure": "wait"}),
        ("response", 95_000, {"measure": "wait"}),
        ("unseen", 100_000, {"measure": "talk"}),
        ("interval", 119_000, {"measure": "doing", "k": 1, "codes": []}),
        ("sweep", 121_000, {"measure": "on_task", "value": 19, "out_of": 24}),
        ("seen", 130_000, {"measure": "talk"}),
        ("note", 131_000, {"text": "=“Show me where, please.”"}),
        ("mark", 140_000, {"measure": "flow", "option": "a", "seat": 5}),
        ("mark", 141_000, {"measure": "flow", "option": "a", "seat": 5}),
        ("mark", 142_000, {"measure": "flow", "option": "b", "seat": 12}),
        ("mark", 143_000, {"measure": "flow", "option": "b"}),
        ("mark", 144_000, {"measure": "hands", "seat": 4}),
        ("check", 150_000, {"measure": "steps", "option": "a", "value": "not_seen"}),
        ("check", 151_000, {"measure": "steps", "option": "b", "value": "no_chance"}),
        ("check", 160_000, {"measure": "steps", "option": "a", "value": "seen"}),
        ("stop", 200_000, {"measure": "talk", "option": "b"}),
        ("start", 210_000, {"measure": "talk", "option": "b"}),
        ("cue", 238_000, {"measure": "wait"}),
        ("pause", 240_000, {}),
        ("mark", 250_000, {"measure": "redirection"}),
        ("resume", 300_000, {}),
        ("response", 301_500, {"measure": "wait"}),
        ("segment", 302_000, {"text": "Practice; and “close”"}),
        ("stop", 330_000, {"measure": "music"}),
        ("start", 330_000, {"measure": "music"}),
        ("sweep", 361_000, {"measure": "on_task", "value": 0, "out_of": 24}),
        ("interval", 420_000, {"measure": "doing", "k": 5, "codes": ["b"]}),
        ("unseen", 430_000, {}),
        ("seen", 440_000, {}),
        ("mark", 500_000, {"measure": "praise", "option": "a"}),
        ("cue", 590_000, {"measure": "wait"}),
        ("end", 600_123, {}),
    ]
    entries = [entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(told, 1)]
    taken_back = entry("void", n=100, target=entries[2]["id"])
    corrected = entry("amend", n=101, target=entries[-3]["id"], option="b", text="It was the other one")
    return [*entries, taken_back, corrected]


def add_every_kind(partners: cast.Partners) -> cast.PlannedVisit:
    """A visit with a form of every kind, planned and not recorded yet."""
    form = cast.add_form(partners)
    with transaction(partners.engine) as db:
        db.exec(select(FormVersion).where(FormVersion.form_id == form.id)).one().measures = deepcopy(EVERY_KIND)
    return cast.add_visit(cast.AgreedForm(partners, form.id, 1, deepcopy(EVERY_KIND)))
