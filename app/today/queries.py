"""Everything Today shows, read in a fixed number of queries, however many visits there are."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.models import Person
from app.clock import now
from app.forms.history import History, Standing
from app.forms.queries import histories_of
from app.goals.queries import steps_counted
from app.log.queries import reflecting, statuses
from app.observers.today import Observers, observers_for
from app.partnerships.invitations import Offer, offers_to
from app.partnerships.lookup import Membership, partnerships_of
from app.partnerships.queries import opened_by_teacher
from app.partnerships.rules import one_role
from app.today.rules import how_it_is_withheld, how_it_stands, is_past
from app.visits.actions import may_start_unplanned
from app.visits.models import Visit
from app.visits.queries import numbered, visits_of, when

FEW = 5


@dataclass(frozen=True)
class Card:
    """A visit with what its card says about it."""

    visit: Visit
    ours: Membership
    number: int
    status: str
    form: Standing | None

    @property
    def starts(self) -> datetime:
        return when(self.visit)

    @property
    def ends(self) -> datetime | None:
        return self.starts + timedelta(minutes=self.visit.minutes) if self.visit.minutes else None


@dataclass(frozen=True)
class Recorded:
    card: Card
    drawn: str
    says: str
    yours_first: bool


@dataclass(frozen=True)
class Waiting:
    """A proposed form that one of the two has not agreed to yet."""

    ours: Membership
    form: Standing

    @property
    def yours(self) -> bool:
        return self.ours.role not in self.form.agreed_by


@dataclass(frozen=True)
class OnTheSpot:
    """A form on which a visit can be started that nobody planned."""

    ours: Membership
    form: Standing


@dataclass
class Today:
    all_ours: list[Membership]
    offers: list[Offer]
    coming: list[Card] = field(default_factory=list)
    not_recorded: list[Card] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    forms: list[History] = field(default_factory=list)
    observers: Observers = field(default_factory=Observers)

    @property
    def going_on(self) -> list[Membership]:
        return [each for each in self.all_ours if each.partnership.status in ("active", "paused")]

    @property
    def on_the_spot(self) -> list[OnTheSpot]:
        welcome = {ours.id: ours for ours in self.going_on if may_start_unplanned(ours)}
        agreed = [form.agreed for form in self.forms if form.agreed and form.newest.version.partnership_id in welcome]
        return [OnTheSpot(welcome[form.version.partnership_id], form) for form in agreed]

    @property
    def role(self) -> str:
        return one_role(each.role for each in self.all_ours)


def today_of(db: Session, person: Person) -> Today:
    today = Today(partnerships_of(db, person), offers_to(db, person))
    by_id = {ours.id: ours for ours in today.going_on}
    today.observers = observers_for(db, person, by_id)
    if by_id:
        today.forms = histories_of(db, list(by_id))
        today.waiting = _waiting(by_id, today.forms)
        _add_visits(db, today, by_id)
    return today


def _waiting(by_id: dict[str, Membership], forms: list[History]) -> list[Waiting]:
    newest = [form.newest for form in forms]
    found = [Waiting(by_id[form.version.partnership_id], form) for form in newest if not form.agreed]
    return [each for each in found if each.ours.partnership.status == "active"]


def _add_visits(db: Session, today: Today, by_id: dict[str, Membership]) -> None:
    visits = visits_of(db, list(by_id))
    status, numbers = statuses(db, visits), numbered(visits)
    forms = {(form.newest.version.partnership_id, form.newest.version.form_id): form for form in today.forms}
    cards = [
        Card(
            visit,
            by_id[visit.partnership_id],
            numbers[visit.id],
            status[visit.id],
            forms[visit.partnership_id, visit.form_id].at(visit.form_version),
        )
        for visit in sorted(visits, key=when)
    ]
    ahead = [card for card in cards if card.status != "ended"]
    late = [card for card in ahead if is_past(card.starts, card.visit.minutes, card.status, now())]
    today.coming = sorted((c for c in ahead if c not in late), key=lambda c: (c.status != "under_way", c.starts))
    today.not_recorded = late[-FEW:]
    today.recorded = _recorded(db, [card for card in cards if card.status == "ended"], list(by_id))


def _recorded(db: Session, ended: list[Card], partnership_ids: list[str]) -> list[Recorded]:
    """The latest few, and every one that its teacher has not opened yet."""
    if not ended:
        return []
    looked = opened_by_teacher(db, partnership_ids)
    shared, steps = reflecting(db, partnership_ids), steps_counted(db, partnership_ids)
    newest = list(reversed(ended))
    shown = [card for i, card in enumerate(newest) if i < FEW or card.visit.id not in looked]
    return [_row(card, looked, shared, steps) for card in shown]


def _row(card: Card, looked: set[str], shared: set[tuple[str, str]], steps: dict[str, int]) -> Recorded:
    ours, visit = card.ours, card.visit
    partner = ours.other.name.split(" ")[0] if ours.other else ""
    if visit.withheld_at:
        return Recorded(card, "eye-off", how_it_is_withheld(ours.role, partner), yours_first=False)
    other = ours.other.id if ours.other else ""
    sides = ((visit.id, ours.person.id) in shared, (visit.id, other) in shared)
    opened = visit.id in looked
    drawn, says = how_it_stands(ours.role, partner, opened, sides, steps.get(visit.id, 0))
    return Recorded(card, drawn, says, yours_first=ours.role == "teacher" and not opened)
