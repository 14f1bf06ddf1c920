"""A visit as read, without a database: for the geometry and the words of the figures."""

from types import SimpleNamespace
from typing import Any

from app.debrief.reading import Reading
from tests.cast import entry

MINUTE = 60_000
PRAISE: dict[str, Any] = {
    "key": "praise",
    "kind": "count",
    "label": "Praise and redirection",
    "options": [
        {"key": "specific", "label": "Specific praise"},
        {"key": "general", "label": "General praise"},
        {"key": "redirection", "label": "Redirection"},
    ],
}
QUESTIONS: dict[str, Any] = {
    "key": "questions",
    "kind": "count",
    "label": "Questions",
    "options": [{"key": "open", "label": "Open question"}, {"key": "closed", "label": "Closed question"}],
}
TALK = {"key": "talk", "kind": "duration", "label": "Teacher talk"}
SWEEP = {"key": "on_task", "kind": "sweep", "label": "On-task sweep", "every_ms": 5 * MINUTE}


def reading(measures: list[dict[str, Any]], *story: tuple[Any, ...], minutes: float | None = 45) -> Reading:
    """`story` is (kind, minute, fields) in any order; the visit lasts `minutes`, or has not begun."""
    clock = [] if minutes is None else [("begin", 0, {}), ("end", minutes, {})]
    told = [(kind, at, rest[0] if rest else {}) for kind, at, *rest in [*clock, *story]]
    told.sort(key=lambda each: each[1])
    entries = [
        entry(kind, round(at * MINUTE), n, **{"author": "marcus"} | fields) | {"seq": n, "device": "tablet"}
        for n, (kind, at, fields) in enumerate(told, 1)
    ]
    return Reading(membership(), SimpleNamespace(students=24, head=len(entries)), "A form", measures, entries, [], True)


def membership() -> Any:
    return SimpleNamespace(
        person=SimpleNamespace(id="dana", time_zone="UTC"),
        role="teacher",
        partnership=SimpleNamespace(teacher_id="dana"),
        role_of=lambda person: "coach" if person == "marcus" else "teacher",
        name_of=lambda person: person.capitalize(),
    )


def marks(measure: str, option: str, *minutes: float) -> list[tuple[str, float, dict[str, Any]]]:
    return [("mark", at, {"measure": measure, "option": option}) for at in minutes]
