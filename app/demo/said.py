"""What both said about a lesson afterwards: threads and reflections, as entries with the moment they were written."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.demo.lesson import ms

PROMPTS = ["What do you notice?", "What do you want to celebrate?", "What would you change?"]
Spoken = tuple[str, datetime, dict[str, Any]]


def threads(visit: dict[str, Any], notes: list[str], looked: datetime) -> Iterator[list[Spoken]]:
    """Each thread's words in order: an annotation, then replies (whose target the caller fills in)."""
    for i, thread in enumerate(visit["thread"]):
        moment = looked + timedelta(minutes=10 + 4 * i)
        spoken = []
        for j, (who, text) in enumerate(thread["words"]):
            what = {"kind": "reply"} if j else {"kind": "annotation", "on": _pinned(thread, notes)}
            celebrate = {"celebrate": True} if thread.get("celebrate") and not j else {}
            spoken.append((who, moment, what | celebrate | {"text": text}))
            moment += timedelta(minutes=32 if who == "teacher" else 3, seconds=17)
        yield spoken


def _pinned(thread: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    if "measure" in thread:
        return {"measure": thread["measure"]}
    if "note" in thread:
        return {"entry": notes[thread["note"]]}
    return {"span": [ms(at) for at in thread["span"]]}


def reflections(visit: dict[str, Any], looked: datetime) -> Iterator[Spoken]:
    """A draft for each answer, and the shared one where its writer shared it."""
    for i, reflection in enumerate(visit["reflection"]):
        who, written = reflection["who"], looked + timedelta(minutes=45 + 7 * i)
        for j, (prompt, text) in enumerate(zip(PROMPTS, reflection["words"], strict=True)):
            if text:
                answer = {"prompt": prompt, "text": text}
                yield who, written + timedelta(minutes=j), {"kind": "draft"} | answer
                if reflection.get("shared", True):
                    yield who, written + timedelta(minutes=5), {"kind": "reflection"} | answer
    for prompt, text in visit.get("chosen", {}).items():
        yield "teacher", looked + timedelta(minutes=58), {"kind": "reflection", "prompt": prompt, "text": text}
