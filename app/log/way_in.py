"""The way in for a batch: who sends it, to which visit, by which measures."""

from typing import Any, NamedTuple

import sqlalchemy as sa
from fastapi import Request
from sqlmodel import Session, col

from app.accounts.models import SignIn
from app.accounts.signed_in import bearer, cookie_name, hash_of, maybe_me, me
from app.clock import now
from app.forms.queries import measures_of
from app.log.rules import Measures
from app.partnerships.models import Partnership
from app.problems import Problem
from app.visits.lookup import known_visit, own_record
from app.visits.models import Visit
from app.visits.rules import withheld_from

MOST_FORMS = 500


class WayIn(NamedTuple):
    author: str
    form_id: str
    form_version: int
    withheld: bool = False  # from whoever sends: what they recorded is kept, and not even its number is told


def way_in(request: Request, db: Session, partnership_id: str, visit_id: str) -> WayIn:
    """A partner, or a second observer, of an active partnership is let in by one statement; others are asked in full."""
    return _short(request, db, partnership_id, visit_id) or _full(request, db, partnership_id, visit_id)


def agreed_measures(db: Session, partnership_id: str, form_id: str, version: int) -> Measures:
    """The version's measures by key. A version never changes, so it is read once."""
    key = (partnership_id, form_id, version)
    found = _measures.get(key)
    if found is None:
        found = {measure["key"]: measure for measure in measures_of(db, *key)}
        if len(_measures) >= MOST_FORMS:
            _measures.clear()
        _measures[key] = found
    return found


_measures: dict[tuple[str, str, int], Measures] = {}

# Devices that send every second ask this as often. Loading the same rows as objects takes 25 times as long (bench/).
# Partners write in their visit; in a second observer's record of it that observer alone.
_MAY_WRITE = sa.case(
    (col(Visit.beside).is_(None), col(SignIn.person_id).in_([Partnership.coach_id, Partnership.teacher_id])),
    else_=col(SignIn.person_id) == col(Visit.observer_id),
)
_LET_IN = (
    sa.select(SignIn.person_id, SignIn.expires_at, Visit.form_id, Visit.form_version, Visit.withheld_by)  # type: ignore[call-overload]
    .select_from(SignIn)
    .join(Visit, sa.true())
    .join(Partnership, Partnership.id == Visit.partnership_id)
    .where(
        SignIn.token_hash == sa.bindparam("token_hash"),
        col(SignIn.revoked_at).is_(None),
        Partnership.id == sa.bindparam("partnership_id"),
        Partnership.status == "active",
        Visit.partnership_id == sa.bindparam("partnership_id"),
        Visit.id == sa.bindparam("visit_id"),
        col(Visit.erased_at).is_(None),
        _MAY_WRITE,
    )
)


def _short(request: Request, db: Session, partnership_id: str, visit_id: str) -> WayIn | None:
    secret = bearer(request) or request.cookies.get(cookie_name(request))
    if not secret:
        return None
    asked: dict[str, Any] = {"token_hash": hash_of(secret), "partnership_id": partnership_id, "visit_id": visit_id}
    row = db.connection().execute(_LET_IN, asked).first()
    if row is None or row.expires_at <= now():
        return None
    if request.headers.get("alongside-person", row.person_id) != row.person_id:
        return None
    return WayIn(row.person_id, row.form_id, row.form_version, row.withheld_by not in (None, row.person_id))


def _full(request: Request, db: Session, partnership_id: str, visit_id: str) -> WayIn:
    person = me(maybe_me(request, db))
    ours = own_record(db, person, partnership_id, visit_id) or known_visit(partnership_id, visit_id, person, db)
    if ours.membership.partnership.status == "ended":
        raise Problem("partnership-ended")
    visit = ours.visit
    return WayIn(person.id, visit.form_id, visit.form_version, withheld_from(visit, person.id))
