"""A lesson's log, written one entry at a time, as a tablet would; and the measures that the tests share."""

from typing import Any

MINUTE = 60_000
PRAISE = {"key": "praise", "kind": "count", "options": [{"key": "specific"}, {"key": "general"}]}
REDIRECTION = {"key": "redirection", "kind": "count"}
TALK = {"key": "talk", "kind": "duration"}
WHO_TALKS = {
    "key": "who_talks",
    "kind": "duration",
    "exclusive": True,
    "options": [{"key": "teacher"}, {"key": "student"}, {"key": "nobody"}],
}
ON_TASK = {"key": "on_task", "kind": "sweep", "every_ms": 5 * MINUTE}
WAIT_TIME = {"key": "wait", "kind": "latency"}
CODES = {
    "key": "codes",
    "kind": "interval",
    "every_ms": 2 * MINUTE,
    "several": True,
    "options": [{"key": "lec"}, {"key": "pq"}, {"key": "mg"}],
}
STEPS = {"key": "steps", "kind": "checklist", "options": [{"key": "model"}, {"key": "guide"}, {"key": "check"}]}
SEATS = {"key": "seats", "kind": "seats", "rows": 5, "columns": 6, "options": [{"key": "asks"}, {"key": "answers"}]}
ALL = [PRAISE, REDIRECTION, TALK, WHO_TALKS, ON_TASK, WAIT_TIME, CODES, STEPS, SEATS]


class Lesson:
    """`entries` is the log; every method appends to it and gives the id of what it appended."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []

    def add(self, kind: str, at_ms: int | None = None, **fields: Any) -> str:
        n = len(self.entries) + 1
        id_ = f"01990000-{n:04x}-7000-8000-000000000000"
        self.entries.append({"id": id_, "n": n, "kind": kind, "at_ms": at_ms, "seq": n, **fields})
        return id_

    def lasting(self, minutes: float) -> "Lesson":
        self.add("begin", 0)
        self.add("end", int(minutes * MINUTE))
        return self

    def mark(self, at_ms: int, measure: str = "praise", option: str | None = "specific", **fields: Any) -> str:
        return self.add("mark", at_ms, measure=measure, option=option, **fields)

    def void(self, target: str) -> str:
        return self.add("void", target=target)

    def amend(self, target: str, **changes: Any) -> str:
        return self.add("amend", changes.pop("at_ms", None), target=target, **changes)

    def states(self, measure: str, *spans: tuple[int, int], option: str | None = None) -> None:
        for start, stop in spans:
            self.add("start", start, measure=measure, option=option)
            self.add("stop", stop, measure=measure, option=option)
