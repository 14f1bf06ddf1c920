"""Open a visit's debrief: only to whom it is open now, and every opening is listed for both."""

from datetime import datetime
from typing import Annotated

import sqlalchemy as sa
from fastapi import Depends, Request

from app.clock import now
from app.database import Db, transaction
from app.debrief.queries import read_visit
from app.debrief.reading import Reading
from app.partnerships.actions import ONE_LOOK, record_access
from app.problems import Problem
from app.visits.lookup import OurVisit


def readable(ours: OurVisit, db: Db) -> Reading:
    """The visit as this partner may read it now; a refusal while the teacher has yet to look."""
    reading = read_visit(db, ours)
    if reading.stage not in ("open", "follow"):
        raise Problem("teacher-first")
    return reading


Readable = Annotated[Reading, Depends(readable)]


def opened(reading: Readable, request: Request) -> Reading:
    note_look(request.app.state.engine, reading)
    return reading


def note_look(engine: sa.Engine, reading: Reading) -> None:
    """Following a visit under way is listed as reading its entries: the first look at the whole is another act."""
    what = "opened" if reading.stage == "open" else "entries"
    if not _seen_lately(reading, what, now()):
        with transaction(engine) as db:
            record_access(db, reading.membership, what, reading.visit.id)


def _seen_lately(reading: Reading, what: str, at: datetime) -> bool:
    me = reading.membership.person.id
    return any((look.person_id, look.what) == (me, what) and look.at > at - ONE_LOOK for look in reading.looks)


Opened = Annotated[Reading, Depends(opened)]
