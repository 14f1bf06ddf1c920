"""Who is kept from reading a visit. Pure decisions on plain values."""

from datetime import datetime
from typing import Protocol


class Closable(Protocol):
    withheld_by: str | None
    cancelled_at: datetime | None
    head: int


def withheld_from(visit: Closable, person_id: str) -> bool:
    """A withheld visit is read by the teacher who withheld it and by nobody else."""
    return visit.withheld_by is not None and visit.withheld_by != person_id


def is_cancelled(visit: Closable) -> bool:
    """Something that a device recorded all the same brings the visit back: no mark is lost."""
    return visit.cancelled_at is not None and visit.head == 0
