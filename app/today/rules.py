"""Which visit is next, and how a recorded one stands, in words that never nag."""

from datetime import datetime, timedelta
from typing import Any

from app.words import _, plural

LONGEST_LESSON = timedelta(hours=3)


def is_past(planned_for: datetime, minutes: int | None, status: str, moment: datetime) -> bool:
    """Planned, its time is well over, and nothing of it has arrived. A lesson may begin late."""
    length = timedelta(minutes=minutes or 60)
    return status == "planned" and planned_for + max(length, LONGEST_LESSON) < moment


def how_it_stands(
    role: str, partner: str, teacher_looked: bool, reflected: tuple[bool, bool], steps: int
) -> tuple[str, str]:
    """An icon and a sentence. `reflected` is (the reader, the partner)."""
    if not teacher_looked:
        if role == "teacher":
            return "eye", _("Yours to open first.")
        return "eye", _("With %(name)s first. Not opened yet.") % {"name": partner}
    said = SHARED[reflected] % {"name": partner}
    more = " " + plural("%(n)s next step.", "%(n)s next steps.", steps) if steps else ""
    return "messages-square" if any(reflected) else "eye", said + more


def how_it_is_withheld(role: str, partner: str) -> str:
    return _("You withhold it.") if role == "teacher" else _("%(name)s withholds it.") % {"name": partner}


SHARED: dict[Any, str] = {
    (True, True): _("You have both shared a reflection."),
    (True, False): _("You have shared a reflection."),
    (False, True): _("%(name)s has shared a reflection."),
    (False, False): _("Open to you both."),
}
