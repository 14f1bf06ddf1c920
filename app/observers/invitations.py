"""What the invited person reads and answers: nobody observes without having said yes."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.accounts.signed_in import hash_of
from app.clock import new_id, now
from app.log.queries import statuses
from app.observers.actions import hold, must_be_ahead
from app.observers.models import SecondObserver
from app.observers.rules import parts_of
from app.partnerships.models import Partnership
from app.problems import Problem
from app.visits.models import Visit
from app.words import _


@dataclass(frozen=True)
class Offer:
    """An invitation to observe, as the invited person sees it: whose lesson, when, which class; nothing else."""

    row: SecondObserver
    partnership: Partnership
    visit: Visit
    coach: Person
    teacher: Person

    @property
    def address(self) -> str:
        return f"{self.row.partnership_id}.{self.row.id}"


def accept(db: Session, token: str, person: Person) -> SecondObserver:
    """From here on a record of their own lies beside the partners' visit, by the same form version."""
    offer = _to_answer(db, token, person)
    hold(db, offer.visit)
    must_be_ahead(db, offer.visit)
    record = _record_beside(offer.visit, person)
    db.add(record)
    db.flush()
    row = offer.row
    row.answered_at, row.person_id, row.companion_id, row.token_hash = now(), person.id, record.id, None
    db.add(row)
    db.flush()
    return row


def decline(db: Session, token: str, person: Person) -> Offer:
    offer = _to_answer(db, token, person)
    row = offer.row
    row.answered_at = row.ended_at = now()
    row.ended_by, row.token_hash = person.id, None
    db.add(row)
    db.flush()
    return offer


def _record_beside(visit: Visit, person: Person) -> Visit:
    planned = ("planned_for", "minutes", "class_label", "purpose", "students", "segments")
    return Visit(
        partnership_id=visit.partnership_id,
        id=new_id(),
        form_id=visit.form_id,
        form_version=visit.form_version,
        **{name: getattr(visit, name) for name in planned},
        planned_by=person.id,
        created_at=now(),
        beside=visit.id,
        observer_id=person.id,
    )


def _to_answer(db: Session, token: str, person: Person) -> Offer:
    """The offer with its row locked: of two answers at the same moment the second finds it closed."""
    offer = offer_for(db, token, person, answering=True)
    if person.id in (offer.coach.id, offer.teacher.id):
        raise Problem("own-invitation")
    must_be_open(offer)
    return offer


def must_be_open(offer: Offer) -> None:
    row = offer.row
    if row.ended_at or row.answered_at or offer.partnership.status != "active":
        raise Problem("invitation-used")
    if row.expires_at is None or row.expires_at <= now():
        raise Problem("invitation-used", _("It was open for 30 days. Ask your colleague to send a new one."))


def offer_for(db: Session, token: str, reader: Person | None, answering: bool = False) -> Offer:
    """By its link for anybody who holds it; without the secret for the person whose e-mail was invited alone."""
    partnership_id, arrangement_id, secret = parts_of(token)
    wanted = select(SecondObserver).where(
        SecondObserver.partnership_id == partnership_id, SecondObserver.id == arrangement_id
    )
    if secret:
        wanted = wanted.where(SecondObserver.token_hash == hash_of(secret))
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
        SecondObserver.email == person.email,
        col(SecondObserver.agreed_at) > person.email_since,  # type: ignore[return-value]
        col(SecondObserver.answered_at).is_(None),
        col(SecondObserver.ended_at).is_(None),
        col(SecondObserver.expires_at) > now(),
    )


def offers_to(db: Session, person: Person) -> list[Offer]:
    rows = db.exec(select(SecondObserver).where(*addressed_to(person)).order_by(col(SecondObserver.agreed_at))).all()
    found = [each for each in offers(db, list(rows)) if each.partnership.status == "active"]
    ended = statuses(db, [each.visit for each in found])
    return [
        each for each in found if person.id not in (each.coach.id, each.teacher.id) and ended[each.visit.id] != "ended"
    ]


def offers(db: Session, rows: list[SecondObserver]) -> list[Offer]:
    if not rows:
        return []
    found = db.exec(
        select(Partnership, Visit)
        .join(Visit, Visit.partnership_id == Partnership.id)  # type: ignore[arg-type]
        .where(col(Partnership.id).in_({row.partnership_id for row in rows}))
        .where(col(Visit.id).in_({row.visit_id for row in rows}))
    ).all()
    known = {(partnership.id, visit.id): (partnership, visit) for partnership, visit in found}
    ids = {each for partnership, _visit in found for each in (partnership.coach_id, partnership.teacher_id)}
    people = {person.id: person for person in db.exec(select(Person).where(col(Person.id).in_(ids))).all()}
    return [_offer(row, *known[row.partnership_id, row.visit_id], people) for row in rows]


def _offer(row: SecondObserver, partnership: Partnership, visit: Visit, people: dict[str, Person]) -> Offer:
    return Offer(row, partnership, visit, people[partnership.coach_id or ""], people[partnership.teacher_id or ""])
