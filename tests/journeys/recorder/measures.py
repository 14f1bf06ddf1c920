"""A measure of each of the rarer kinds, as a coach and a teacher might agree on it."""

from typing import Any


def options(**labels: str) -> list[dict[str, str]]:
    return [{"key": key, "label": label} for key, label in labels.items()]


def steps(number: int) -> list[dict[str, str]]:
    return [{"key": f"s{i}", "label": f"Step {i + 1} of the practice"} for i in range(number)]


WAIT: dict[str, Any] = {"key": "wait", "kind": "latency", "label": "Wait time 1"}
STUDENTS: dict[str, Any] = {
    "key": "students",
    "kind": "interval",
    "label": "Students are doing",
    "every_ms": 120_000,
    "method": "partial",
    "several": True,
    "options": options(
        l="Listening",
        ind="Individual thinking",
        cg="Clicker group",
        wg="Worksheet group",
        og="Other group",
        anq="Answering",
        sq="Asking",
        wc="Whole-class discussion",
        prd="Predicting",
        sp="Presenting",
        tq="Test or quiz",
        w="Waiting",
        o="Other",
    ),
}
TEACHER: dict[str, Any] = STUDENTS | {
    "key": "teacher",
    "label": "The teacher is doing",
    "options": options(
        lec="Lecturing",
        rtw="Writing",
        dv="Demonstration or video",
        fup="Follow-up",
        pq="Posing a question",
        cq="Clicker question",
        anq="Answering",
        mg="Moving and guiding",
        one="One on one",
        adm="Administration",
        w="Waiting",
        o="Other",
    ),
}
AT_THE_END: dict[str, Any] = STUDENTS | {"key": "most", "label": "Most are", "method": "momentary", "several": False}
STEPS: dict[str, Any] = {"key": "steps", "kind": "checklist", "label": "Strategy steps", "options": steps(12)}
SEATS: dict[str, Any] = {
    "key": "flow",
    "kind": "seats",
    "label": "Verbal flow",
    "rows": 6,
    "columns": 6,
    "options": options(asked="Asked", answers="Answers", asks="Asks or offers"),
}
STATES: dict[str, Any] = {
    "key": "states",
    "kind": "duration",
    "label": "Who does what",
    "exclusive": True,
    "options": [{"key": f"s{i}", "label": f"State {i + 1}"} for i in range(10)],
}
PRAISE: dict[str, Any] = {
    "key": "praise",
    "kind": "count",
    "label": "Praise",
    "options": options(specific="Specific", general="General"),
}
ON_TASK: dict[str, Any] = {"key": "on_task", "kind": "sweep", "label": "On task", "every_ms": 300_000}
EVERYTHING = [PRAISE, WAIT, STATES, SEATS, STEPS, STUDENTS, TEACHER, ON_TASK]
