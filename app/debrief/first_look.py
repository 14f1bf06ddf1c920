"""The teacher looks first: what they are told before the numbers, and the two ways to go on."""

from sqlmodel import Session

from app.debrief.reading import Reading
from app.partnerships.actions import record_access
from app.problems import Problem


def marks_shared(reading: Reading) -> int:
    return sum(entry["kind"] == "mark" for entry in reading.effective)


def all_arrived(reading: Reading) -> bool:
    """True when the recording device's entries are here without a gap up to its end (a device counts n up by one)."""
    end = next((entry for entry in reading.effective if entry["kind"] == "end"), None)
    if end is None:
        return False
    mine = {e["n"] for e in reading.entries if (e["author"], e["device"]) == (end["author"], end["device"])}
    return set(range(1, end["n"] + 1)) <= mine


def open_for_me(db: Session, reading: Reading) -> None:
    """The teacher opens an ended visit. Opening it again, or before it has ended, changes nothing."""
    if reading.stage == "first_look":
        record_access(db, reading.membership, "opened", reading.visit.id)


def open_for_partner(db: Session, reading: Reading) -> None:
    """The coach need not wait. Only the teacher can say so, once."""
    if reading.membership.role != "teacher":
        raise Problem("teacher-first")
    if reading.status == "ended" and not reading.coach_may_look:
        record_access(db, reading.membership, "opened_to_partner", reading.visit.id)
