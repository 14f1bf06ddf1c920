"""What the tests of forms propose."""

from typing import Any


def count(key: str = "praise", label: str = "Praise", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "count", "label": label} | more


def sweep(key: str = "on_task", label: str = "On task", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "sweep", "label": label, "every_ms": 300_000} | more


EVERY_KIND: list[dict[str, Any]] = [
    {
        "key": "praise",
        "kind": "count",
        "label": "Praise",
        "definition": "Words that say what was done well.",
        "counts": "“You found a common unit.”",
        "does_not_count": "“Okay.”",
        "group": "Words",
        "options": [
            {"key": "specific", "label": "Specific", "definition": "Says what was done.", "shape": "diamond"},
            {"key": "general", "label": "General"},
        ],
    },
    {"key": "alone", "kind": "count", "label": "Redirection"},
    {
        "key": "talk",
        "kind": "duration",
        "label": "Who talks",
        "exclusive": True,
        "options": [{"key": "teacher", "label": "Teacher"}, {"key": "student", "label": "A student"}],
    },
    {"key": "wait", "kind": "latency", "label": "Wait time 1"},
    {"key": "on_task", "kind": "sweep", "label": "On task", "every_ms": 300000},
    {
        "key": "students",
        "kind": "interval",
        "label": "Students",
        "every_ms": 120000,
        "method": "partial",
        "several": True,
        "options": [{"key": "s_l", "label": "Listening"}],
    },
    {"key": "steps", "kind": "checklist", "label": "Steps", "options": [{"key": "s1", "label": "Says why"}]},
    {"key": "flow", "kind": "seats", "label": "Verbal flow", "rows": 5, "columns": 6},
]
