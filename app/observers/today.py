"""What Today says about second observers: what one observes, is asked to observe, or has yet to agree to."""

from dataclasses import dataclass, field

from sqlmodel import Session, and_, col, or_, select

from app.accounts.models import Person
from app.observers.invitations import Offer, addressed_to, offers_to
from app.observers.models import SecondObserver
from app.observers.queries import Named, Observing, observed_by
from app.partnerships.lookup import Membership

FEW = 3


@dataclass(frozen=True)
class Proposal:
    """A second observer whom the other partner proposes."""

    ours: Membership
    named: Named


@dataclass(frozen=True)
class Observers:
    offers: list[Offer] = field(default_factory=list)
    observing: list[Observing] = field(default_factory=list)
    recorded: list[Observing] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.offers or self.observing or self.recorded or self.proposals)


def observers_for(db: Session, person: Person, going_on: dict[str, Membership]) -> Observers:
    """One statement finds out that there is nothing, as on most days."""
    active = [ours.id for ours in going_on.values() if ours.partnership.status == "active"]
    rows = _rows(db, person, active)
    if not rows:
        return Observers()
    lines = observed_by(db, person)
    ended = sorted((line for line in lines if line.status == "ended"), key=lambda line: line.starts, reverse=True)
    return Observers(
        offers=offers_to(db, person),
        observing=[line for line in lines if line.status != "ended"],
        recorded=ended[:FEW],
        proposals=[
            Proposal(going_on[row.partnership_id], Named(row, "")) for row in rows if _yours(row, person, active)
        ],
    )


def _rows(db: Session, person: Person, active: list[str]) -> list[SecondObserver]:
    about_me = or_(SecondObserver.person_id == person.id, and_(*addressed_to(person)))
    wanted = or_(about_me, col(SecondObserver.partnership_id).in_(active))
    lasting = select(SecondObserver).where(wanted, col(SecondObserver.ended_at).is_(None))
    return list(db.exec(lasting.order_by(col(SecondObserver.proposed_at))).all())


def _yours(row: SecondObserver, person: Person, active: list[str]) -> bool:
    """Proposed by the other partner, and yours to agree to."""
    return row.partnership_id in active and row.agreed_at is None and row.proposed_by != person.id
