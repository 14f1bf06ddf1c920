"""What those who follow a log are sent, and whether they still may be."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from app.accounts.models import Person, SignIn
from app.clock import now
from app.log.growth import Key
from app.log.queries import entries_of, head_of
from app.partnerships.lookup import partnership_for
from app.partnerships.models import Partnership
from app.problems import Problem
from app.visits.lookup import visit_in
from app.visits.models import Visit

MOST_ASKED = 400  # rows asked for in one statement


class Frames(NamedTuple):
    """The entries after one seq up to another as this person may see them, ready to be sent."""

    after: int
    upto: int
    data: bytes


class Tip(NamedTuple):
    """How far a visit has come: the last entry of its log, and how often something else on its pages has changed."""

    head: int
    asides: int


class Reader(NamedTuple):
    """Who follows what, and by which sign-in."""

    key: Key
    person_id: str
    sign_in_id: str


_encode = msgspec.json.Encoder().encode


def read(db: Session, key: Key, person_id: str, after: int) -> Frames | None:
    """What is new for this person; None once the right to read is gone."""
    visit = _visit_for(db, key, person_id)
    if visit is None:
        return None
    head = head_of(db, visit)
    # A page that knows more than there is followed a server that was restored from a backup since.
    after = after if after <= head else 0
    entries = entries_of(db, visit, person_id, after) if head > after else []
    # Committed between the two reads (PostgreSQL): it is sent now, so it must not be sent again.
    upto = max([head, *(each["seq"] for each in entries[-1:])])
    return Frames(after, upto, b"".join(b"id: %d\ndata: %s\n\n" % (each["seq"], _encode(each)) for each in entries))


def _visit_for(db: Session, key: Key, person_id: str) -> Visit | None:
    person = db.get(Person, person_id)
    try:
        return visit_in(db, partnership_for(db, person, key[0]), key[1]) if person else None
    except Problem:
        return None


def tips_of(db: Session, keys: Sequence[Key]) -> dict[Key, Tip]:
    found: dict[Key, Tip] = {}
    for start in range(0, len(keys), MOST_ASKED):
        some = keys[start : start + MOST_ASKED]
        wanted = sa.select(Visit.partnership_id, Visit.id, Visit.head, Visit.asides).where(  # type: ignore[call-overload]
            col(Visit.partnership_id).in_({partnership for partnership, _visit in some}),
            col(Visit.id).in_({visit for _partnership, visit in some}),
        )
        found |= {(row.partnership_id, row.id): Tip(row.head, row.asides) for row in db.connection().execute(wanted)}
    return found


def without_right(db: Session, readers: Iterable[Reader]) -> set[Reader]:
    """Those whose sign-in is over, or whose person may not read the visit any more."""
    asked = set(readers)
    surely = _partners_signed_in(db, {reader.sign_in_id for reader in asked})
    closed = _closed(db, {reader.key for reader in asked})
    unsure = {
        reader
        for reader in asked
        if reader.key in closed or (reader.sign_in_id, reader.person_id, reader.key[0]) not in surely
    }
    return {reader for reader in unsure if not _may_read(db, reader)}


def _closed(db: Session, keys: Iterable[Key]) -> set[Key]:
    """Those of these visits that are withheld from somebody, or erased."""
    asked, found = list(keys), set()
    for start in range(0, len(asked), MOST_ASKED):
        some = asked[start : start + MOST_ASKED]
        rows = sa.select(Visit.partnership_id, Visit.id).where(  # type: ignore[call-overload]
            col(Visit.partnership_id).in_({partnership for partnership, _visit in some}),
            col(Visit.id).in_({visit for _partnership, visit in some}),
            or_(col(Visit.withheld_at).is_not(None), col(Visit.erased_at).is_not(None)),
        )
        found |= {(partnership, visit) for partnership, visit in db.connection().execute(rows)}
    return found


def _partners_signed_in(db: Session, sign_in_ids: Iterable[str]) -> set[tuple[str, str, str]]:
    """(sign-in, person, partnership) for the plain case, in few statements for all: an active partnership's partners."""
    asked, found = list(sign_in_ids), set()
    for start in range(0, len(asked), MOST_ASKED):
        rows = db.exec(
            select(SignIn.id, SignIn.person_id, Partnership.id)
            .join(Partnership, col(SignIn.person_id).in_([Partnership.coach_id, Partnership.teacher_id]))
            .where(
                col(SignIn.id).in_(asked[start : start + MOST_ASKED]),
                col(SignIn.revoked_at).is_(None),
                SignIn.expires_at > now(),
                Partnership.status == "active",
            )
        )
        found |= {(sign_in, person, partnership) for sign_in, person, partnership in rows}
    return found


def _may_read(db: Session, reader: Reader) -> bool:
    sign_in = db.get(SignIn, reader.sign_in_id)
    if sign_in is None or sign_in.revoked_at is not None or sign_in.expires_at <= now():
        return False
    return _visit_for(db, reader.key, reader.person_id) is not None
