"""Who sees what of a visit, and when. Pure decisions on plain values."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

Stage = Literal["planned", "follow", "recording", "first_look", "teacher_first", "open"]


def status_of(effective: Iterable[Mapping[str, Any]]) -> str:
    """Planned, under way or ended: from the begin and end entries that count."""
    kinds = {entry["kind"] for entry in effective}
    return "ended" if "end" in kinds else "under_way" if "begin" in kinds else "planned"


def stage_of(role: str, status: str, teacher_opened: bool, coach_may_look: bool) -> Stage:
    """The teacher follows a visit under way and opens an ended one by an act of their own; the coach comes after that."""
    if status == "planned":
        return "planned"
    if status == "under_way":
        return "follow" if role == "teacher" else "recording"
    if role == "teacher":
        return "open" if teacher_opened else "first_look"
    return "open" if coach_may_look else "teacher_first"
