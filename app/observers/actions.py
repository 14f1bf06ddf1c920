"""Propose a second observer, agree to one, stop: both partners want it, and any of the three may end it at any time."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, func, or_, select

from app.accounts.actions import checked_email
from app.accounts.models import Person
from app.accounts.signed_in import hash_of
from app.clock import new_id, now
from app.log.queries import statuses
from app.observers.lookup import Arrangement
from app.observers.models import SecondObserver
from app.observers.rules import new_token
from app.partnerships.lookup import Membership
from app.partnerships.rules import MOST_A_DAY, OPEN_FOR
from app.problems import Problem
from app.visits.models import Visit
from app.words import _

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Link:
    """What the partner who agreed hands over; the token is not kept here and can't be shown again."""

    row: SecondObserver
    token: str
    by_mail: bool  # once a day: the next ones are for handing over


def propose(db: Session, ours: Membership, visit: Visit, email: str) -> SecondObserver:
    """Either partner, for a lesson to come or under way. Proposing is agreeing; the other partner has yet to."""
    ours.must_be_active()
    email = checked_email(email, "/invite")
    if email in {person.email for person in (ours.coach, ours.teacher) if person}:
        raise Problem("unprocessable", _("Write the e-mail of a third person."), "/invite")
    hold(db, visit)
    must_be_ahead(db, visit)
    if _open_one(db, visit):
        raise Problem("second-observer-there")
    _brake(db, ours.person)
    row = SecondObserver(
        partnership_id=ours.id,
        id=new_id(),
        visit_id=visit.id,
        email=email,
        proposed_by=ours.person.id,
        proposed_at=now(),
    )
    return _kept(db, row)


def agree(db: Session, arranged: Arrangement) -> Link | None:
    """The other partner's yes, which makes the link. Agreeing again changes nothing."""
    row = locked(db, arranged.row)
    if row.agreed_at is not None:
        return None
    _must_go_on(arranged)
    if not arranged.yours_to_agree:
        raise Problem("both-agree-first")
    must_be_ahead(db, arranged.visit)
    row.agreed_by, row.agreed_at = arranged.person.id, now()
    return _new_link(db, row)


def invite_again(db: Session, arranged: Arrangement) -> Link:
    """A new link in place of the old one, which no longer opens anything."""
    row = locked(db, arranged.row)
    _must_go_on(arranged)
    if row.agreed_at is None:
        raise Problem("both-agree-first")
    if row.answered_at is not None:
        raise Problem("invitation-used", _("Your colleague has answered already."))
    _brake(db, arranged.person)
    return _new_link(db, row)


def stop(db: Session, arranged: Arrangement) -> None:
    """Either partner, or the observer, with no reason asked. What was recorded stays; the observer's way in closes."""
    row = locked(db, arranged.row)
    if row.ended_at is not None:
        return
    row.ended_at, row.ended_by, row.token_hash = now(), arranged.person.id, None
    if arranged.record:
        arranged.record.observer_id = None
        db.add(arranged.record)
    _kept(db, row)


def must_be_ahead(db: Session, visit: Visit) -> None:
    """A second observer records the lesson while it happens, not one that is over or does not take place."""
    status = statuses(db, [visit])[visit.id]
    gone = visit.withheld_at or visit.erased_at or (visit.cancelled_at and status == "planned")
    if status == "ended" or gone:
        raise Problem("lesson-over")


def locked(db: Session, row: SecondObserver) -> SecondObserver:
    """The row as it is now, held until the transaction ends: of two decisions at once the second sees the first."""
    same = (SecondObserver.partnership_id == row.partnership_id, SecondObserver.id == row.id)
    wanted = select(SecondObserver).where(*same).with_for_update().execution_options(populate_existing=True)
    found = db.exec(wanted).first()
    if found is None:
        raise Problem("not-found")
    return found


def hold(db: Session, visit: Visit) -> None:
    """The visit as it is now: whoever withholds, erases or cancels it meanwhile waits, and then sees what was made."""
    same = (Visit.partnership_id == visit.partnership_id, Visit.id == visit.id)
    db.exec(select(Visit).where(*same).with_for_update().execution_options(populate_existing=True)).all()


def _open_one(db: Session, visit: Visit) -> bool:
    wanted = select(SecondObserver.id).where(
        SecondObserver.partnership_id == visit.partnership_id,
        SecondObserver.visit_id == visit.id,
        col(SecondObserver.ended_at).is_(None),
    )
    return db.exec(wanted.limit(1)).first() is not None


def _brake(db: Session, person: Person) -> None:
    """Invitations leave as e-mail: nobody sends them by the hundred from here."""
    since = now() - A_DAY
    mine = (SecondObserver.proposed_by == person.id) | (SecondObserver.agreed_by == person.id)
    new = or_(col(SecondObserver.proposed_at) > since, col(SecondObserver.expires_at) > since + OPEN_FOR)
    today = select(func.count()).select_from(SecondObserver).where(mine, new)
    if db.exec(today).one() >= MOST_A_DAY:
        tomorrow = {"Retry-After": str(24 * 3600)}
        raise Problem(
            "too-many-attempts", _("That is a lot of invitations for one day. Go on tomorrow."), None, tomorrow
        )


def _must_go_on(arranged: Arrangement) -> None:
    if arranged.role == "observer":
        raise Problem("not-found")
    if arranged.row.ended_at is not None:
        raise Problem("invitation-used", _("This was stopped. Propose somebody anew."))
    if isinstance(arranged.side, Membership):
        arranged.side.must_be_active()


def _new_link(db: Session, row: SecondObserver) -> Link:
    token, secret = new_token(row.partnership_id, row.id)
    by_mail = row.expires_at is None or row.expires_at <= now() + OPEN_FOR - A_DAY
    row.token_hash, row.expires_at = hash_of(secret), now() + OPEN_FOR
    return Link(_kept(db, row), token, by_mail)


def _kept(db: Session, row: SecondObserver) -> SecondObserver:
    db.add(row)
    db.flush()
    return row
