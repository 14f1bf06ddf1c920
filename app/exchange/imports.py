"""Bring visits in: all of a file or nothing, and no mark before both have agreed to the form that it was collected with."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.clock import now
from app.exchange.brought import Brought, BroughtVisit, Entry
from app.exchange.matching import Ways, agreed_version, by_the_form, proposed_version
from app.exchange.models import Incoming
from app.exchange.reading_in import with_times
from app.forms.actions import propose_form
from app.forms.models import FormVersion
from app.forms.proposals import NewForm
from app.log.actions import append
from app.partnerships.lookup import Membership, partnership_for
from app.problems import Problem
from app.visits.actions import Plan, plan_visit
from app.visits.lookup import VisitOfOurs, visit_in
from app.visits.models import Visit
from app.words import _

DEVICE = "import"
LAST = 2**48 - 1  # of two visits at the same time the one that was brought in comes after the one recorded here
MOST_WAITING = 20
MOST_ENTRIES_WAITING = 50_000  # they all become visits at the moment in which somebody agrees


@dataclass
class Outcome:
    """The visits that are there now, and how many of them are new; or the form that they wait for."""

    visits: list[Visit] = field(default_factory=list)
    new: int = 0
    form: FormVersion | None = None


def lay_ready(db: Session, by: Membership, body: bytes, name: str, brought: Brought) -> Incoming:
    """Keep a file as it was understood, until its sender has looked. The same file again is the same one."""
    by.must_be_active()
    row_id = _id(f"{by.id}\0{by.person.id}\0{hashlib.sha256(body).hexdigest()}", 0)
    for other in mine(db, by):
        if other.form_id is None and other.id != row_id:
            db.delete(other)
    row = db.get(Incoming, (by.id, row_id)) or _new_row(db, by, row_id)
    row.file_name, row.content = name, brought.as_json() | {"seed": hashlib.sha256(body).hexdigest()}
    db.add(row)
    db.flush()
    return row


def _new_row(db: Session, by: Membership, row_id: str) -> Incoming:
    row = Incoming(partnership_id=by.id, id=row_id, sent_by=by.person.id, sent_at=now(), file_name="", content={})
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:  # the same file came in at this very moment, as a repeated request
        return db.get_one(Incoming, (by.id, row_id))
    return row


def mine(db: Session, by: Membership) -> list[Incoming]:
    """This person's files that are no visits yet, the latest first."""
    rows = select(Incoming).where(Incoming.partnership_id == by.id, Incoming.sent_by == by.person.id)
    return list(db.exec(rows.order_by(col(Incoming.sent_at).desc())).all())


def one_of_mine(db: Session, by: Membership, incoming_id: str) -> Incoming:
    row = db.get(Incoming, (by.id, incoming_id))
    if row is None or row.sent_by != by.person.id:
        raise Problem("not-found")
    return row


def brought_of(row: Incoming) -> Brought:
    return Brought.of({name: value for name, value in row.content.items() if name != "seed"})


def leave_out(db: Session, row: Incoming) -> None:
    db.delete(row)
    db.flush()


def bring_in(db: Session, by: Membership, row: Incoming) -> Outcome:
    """Make its visits, or propose its form and let it wait."""
    by.must_be_active()
    brought = brought_of(row)
    found = agreed_version(db, by.id, brought)
    if found is None:
        return Outcome(form=_wait_for_a_form(db, by, row, brought))
    version, ways = found
    outcome = Outcome()
    for number, visit in enumerate(brought.visits):
        made, new = _make(db, by, f"{by.id}\0{row.content['seed']}\0{number}", brought.kind, visit, version, ways)
        outcome.visits.append(made)
        outcome.new += new
    leave_out(db, row)
    return outcome


def _wait_for_a_form(db: Session, by: Membership, row: Incoming, brought: Brought) -> FormVersion:
    if row.form_id is None:
        _must_be_few(row, [other for other in mine(db, by) if other.form_id is not None])
    standing = proposed_version(db, by.id, brought)
    why = _("For a visit that is brought in from a file.")
    said = {"title": brought.title, "measures": brought.measures, "what_changed": why}
    proposed = NewForm.model_validate(said)
    version = standing.version if standing else propose_form(db, by, proposed)
    row.form_id, row.form_version = version.form_id, version.version
    db.add(row)
    db.flush()
    return version


def _must_be_few(row: Incoming, waiting: list[Incoming]) -> None:
    entries = [len(visit["entries"]) for each in (row, *waiting) for visit in each.content["visits"]]
    if len(waiting) >= MOST_WAITING or (waiting and sum(entries) > MOST_ENTRIES_WAITING):
        raise Problem("too-many-waiting")


def _make(
    db: Session, by: Membership, seed: str, kind: str, brought: BroughtVisit, version: FormVersion, ways: Ways
) -> tuple[Visit, bool]:
    """A visit and its log under ids that the file itself gives, so that bringing it in again changes nothing."""
    visit_id = _id(seed, LAST)
    if db.get(Visit, (by.id, visit_id)) is not None:
        return visit_in(db, by, visit_id), False
    visit, _new = plan_visit(db, by, visit_id, _plan(brought, version))
    visit.imported_from = kind
    db.add(visit)
    db.flush()
    translated = BroughtVisit(by_the_form(brought, ways), brought.begun_at)
    account = append(db, VisitOfOurs(by, visit), DEVICE, list(_with_ids(translated, seed)))
    if account.refused:
        raise Problem("import-unreadable", account.refused[0]["problem"]["detail"])
    db.refresh(visit)
    return visit, True


def _plan(brought: BroughtVisit, version: FormVersion) -> Plan:
    return Plan(
        form_id=version.form_id,
        form_version=version.version,
        planned_for=brought.begun,
        minutes=brought.minutes,
        class_label=brought.class_label,
        purpose=brought.purpose,
        students=brought.students,
        segments=brought.segments,
    )


def _with_ids(visit: BroughtVisit, seed: str) -> Iterator[Entry]:
    """New ids in the order of the entries; what pointed to an entry points to it again."""
    ids = [_id(seed, place) for place in range(1, len(visit.entries) + 1)]
    renamed = {entry["id"]: ids[place] for place, entry in enumerate(visit.entries) if "id" in entry}
    for new, entry in zip(ids, with_times(visit), strict=True):
        target = {"target": renamed[entry["target"]]} if "target" in entry else {}
        yield entry | {"id": new} | target


def _id(seed: str, place: int) -> str:
    """A UUID (version 7, as the contract has it) made of the seed: it sorts by place; entries before every one that a device makes from now on."""
    digest = hashlib.sha256(f"{seed}\0{place}".encode()).hexdigest()
    head = f"{place:012x}"
    return f"{head[:8]}-{head[8:]}-7{digest[:3]}-a{digest[3:6]}-{digest[6:18]}"


def take_in_waiting(db: Session, by: Membership) -> None:
    """What waited for a form that both have now agreed to, as if each sender had done it."""
    waits = (Incoming.partnership_id == by.id, col(Incoming.form_id).is_not(None))
    for row in db.exec(select(Incoming).where(*waits)).all():
        sender = partnership_for(db, db.get_one(Person, row.sent_by), by.id)
        if agreed_version(db, by.id, brought_of(row)) is not None:
            bring_in(db, sender, row)
