"""Invite a colleague, accept, decline: nobody becomes a partner without having said yes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from sqlmodel import Session, col, func, select

from app.accounts.actions import checked_email
from app.accounts.models import Person
from app.accounts.signed_in import hash_of
from app.clock import new_id, now
from app.partnerships.lookup import Membership, Role, memberships
from app.partnerships.models import Invitation, Partnership
from app.partnerships.rules import MOST_A_DAY, OPEN_FOR, new_token, other_role, parts_of
from app.problems import Problem
from app.typed import several_lines
from app.words import _


@dataclass(frozen=True)
class Offer:
    """An invitation as the invited person sees it."""

    invitation: Invitation
    partnership: Partnership
    inviter: Person

    @property
    def inviter_role(self) -> Role:
        return "coach" if self.partnership.coach_id == self.inviter.id else "teacher"

    @property
    def your_role(self) -> Role:
        return cast(Role, other_role(self.inviter_role))

    @property
    def open(self) -> bool:
        return self.invitation.answered_at is None and self.invitation.expires_at > now()


@dataclass(frozen=True)
class Sent:
    """An invitation as its sender has it this once: the token is not kept here and can't be shown again."""

    invitation: Invitation
    partnership: Partnership
    token: str


def invite(db: Session, person: Person, role: Role, email: str, message: str = "") -> Sent:
    email, message = checked_email(email, "/invite"), several_lines(message, 600, "/message")
    if email == person.email:
        raise Problem("unprocessable", _("Write your colleague's e-mail, not your own."), "/invite")
    _brake(db, person)
    partnership = Partnership(id=new_id(), invited_by=person.id, created_at=now())
    setattr(partnership, f"{role}_id", person.id)
    db.add(partnership)
    db.flush()
    return _issue(db, partnership, email, message)


def _brake(db: Session, person: Person) -> None:
    """Invitations leave as e-mail: nobody sends them by the hundred from here."""
    since = now() - timedelta(days=1)
    mine = col(Invitation.partnership_id) == Partnership.id
    today = select(func.count()).select_from(Invitation).join(Partnership, mine)
    today = today.where(Partnership.invited_by == person.id, Invitation.created_at > since)
    if db.exec(today).one() >= MOST_A_DAY:
        tomorrow = {"Retry-After": str(24 * 3600)}
        raise Problem(
            "too-many-attempts", _("That is a lot of invitations for one day. Go on tomorrow."), None, tomorrow
        )


def _issue(db: Session, partnership: Partnership, email: str, message: str) -> Sent:
    token, secret = new_token(partnership.id)
    row = Invitation(
        partnership_id=partnership.id,
        id=new_id(),
        token_hash=hash_of(secret),
        email=email,
        message=message,
        created_at=now(),
        expires_at=now() + OPEN_FOR,
    )
    db.add(row)
    return Sent(row, partnership, token)


def invite_again(db: Session, membership: Membership) -> Sent:
    """A new link in place of the old one, which no longer opens anything."""
    if membership.partnership.status != "invited":
        raise Problem("invitation-used", _("Your colleague has answered already."))
    _brake(db, membership.person)
    before = invitation_of(db, membership.id)
    _answer(db, before, "replaced")
    return _issue(db, membership.partnership, before.email, before.message)


def invitation_of(db: Session, partnership_id: str) -> Invitation:
    """The newest one."""
    newest = select(Invitation).where(Invitation.partnership_id == partnership_id)
    return db.exec(newest.order_by(col(Invitation.created_at).desc(), col(Invitation.id).desc()).limit(1)).one()


def accept(db: Session, token: str, person: Person) -> Membership:
    offer = _to_answer(db, token, person)
    _answer(db, offer.invitation, "accepted")
    partnership = offer.partnership
    setattr(partnership, f"{offer.your_role}_id", person.id)
    partnership.status, partnership.accepted_at = "active", now()
    db.add(partnership)
    db.flush()
    return memberships(db, person, [partnership])[0]


def decline(db: Session, token: str, person: Person) -> Offer:
    offer = _to_answer(db, token, person)
    _answer(db, offer.invitation, "declined")
    offer.partnership.status = "declined"
    db.add(offer.partnership)
    return offer


def _answer(db: Session, invitation: Invitation, answer: str) -> None:
    invitation.answered_at, invitation.answer = now(), answer
    db.add(invitation)
    db.flush()


def _to_answer(db: Session, token: str, person: Person) -> Offer:
    """The offer with its row locked: of two answers at the same moment the second finds it closed."""
    offer = offer_for(db, token, person, answering=True)
    if offer.inviter.id == person.id:
        raise Problem("own-invitation")
    must_be_open(offer)
    if offer.partnership.status != "invited":
        raise Problem("invitation-used")  # a link that was sent again while the first one was being accepted
    return offer


def must_be_open(offer: Offer) -> None:
    if offer.invitation.answered_at is None and not offer.open:
        raise Problem("invitation-used", _("It was open for 30 days. Ask your partner to send a new one."))
    if not offer.open:
        raise Problem("invitation-used")


def offer_for(db: Session, token: str, reader: Person | None, answering: bool = False) -> Offer:
    """By its link for anybody who holds it; by its partnership alone for the person whose e-mail was invited.

    Nobody checks that an e-mail is one's own, so without the link it must have been this account's before the
    invitation: registering with an invited colleague's address, or changing to it, opens nothing.
    """
    partnership_id, secret = parts_of(token)
    wanted = select(Invitation).where(Invitation.partnership_id == partnership_id)
    if secret:
        wanted = wanted.where(Invitation.token_hash == hash_of(secret))
    elif reader:
        wanted = wanted.where(*addressed_to(reader))
    else:
        raise Problem("not-signed-in")
    row = db.exec(wanted.with_for_update() if answering else wanted).first()
    if row is None:
        raise Problem("not-found")
    return offers(db, [row])[0]


def addressed_to(person: Person) -> tuple[bool, ...]:
    return (
        Invitation.email == person.email,
        Invitation.created_at > person.email_since,
        col(Invitation.answered_at).is_(None),  # type: ignore[return-value]
        Invitation.expires_at > now(),
    )


def offers(db: Session, rows: list[Invitation]) -> list[Offer]:
    if not rows:
        return []
    ids = [row.partnership_id for row in rows]
    found = db.exec(
        select(Partnership, Person)
        .join(Person, Person.id == Partnership.invited_by)  # type: ignore[arg-type]
        .where(col(Partnership.id).in_(ids))
    ).all()
    known = {partnership.id: (partnership, inviter) for partnership, inviter in found}
    return [Offer(row, *known[row.partnership_id]) for row in rows]


def offers_to(db: Session, person: Person) -> list[Offer]:
    """Open invitations to this person's e-mail."""
    rows = db.exec(select(Invitation).where(*addressed_to(person)).order_by(col(Invitation.created_at))).all()
    return [offer for offer in offers(db, list(rows)) if offer.inviter.id != person.id]
