"""The same people everywhere: Marcus coaches Dana, Ellen is an outsider, Alma leads a school."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from app.accounts.models import Person
from app.clock import new_id, now, rfc3339
from app.database import transaction
from app.forms.models import Form, FormSignature, FormVersion
from app.log.actions import Account, append
from app.partnerships.lookup import partnership_for
from app.partnerships.models import Partnership
from app.visits.lookup import VisitOfOurs
from app.visits.models import Visit

PASSWORD = "correct horse battery staple"
NAMES = {"dana": "Dana Okafor", "marcus": "Marcus Bell", "ellen": "Ellen Hsu", "alma": "Alma Reyes"}
MEASURES: list[dict[str, Any]] = [
    {
        "key": "praise",
        "kind": "count",
        "label": "Praise",
        "definition": "Words that say what was done well.",
        "counts": "You checked your units before you answered.",
        "does_not_count": "Okay.",
        "options": [{"key": "specific", "label": "Specific"}, {"key": "general", "label": "General"}],
    },
    {"key": "redirection", "kind": "count", "label": "Redirection", "definition": "Asks for another behaviour."},
    {
        "key": "talk",
        "kind": "duration",
        "label": "Who talks",
        "exclusive": True,
        "options": [{"key": "teacher", "label": "Teacher"}, {"key": "student", "label": "A student"}],
    },
    {"key": "on_task", "kind": "sweep", "label": "On task", "every_ms": 300_000},
]


@dataclass(frozen=True)
class People:
    dana: Person
    marcus: Person
    ellen: Person
    alma: Person


@dataclass(frozen=True)
class Partners:
    """An active partnership: Marcus coaches Dana."""

    engine: sa.Engine
    id: str
    coach: Person
    teacher: Person

    @property
    def api(self) -> str:
        return f"/api/partnerships/{self.id}"

    @property
    def page(self) -> str:
        return f"/partnerships/{self.id}"


@dataclass(frozen=True)
class AgreedForm:
    """Version 1 of a form, signed by both."""

    partners: Partners
    id: str
    version: int
    measures: list[dict[str, Any]]

    @property
    def api(self) -> str:
        return f"{self.partners.api}/forms/{self.id}"

    @property
    def page(self) -> str:
        return f"{self.partners.page}/forms/{self.id}"


@dataclass(frozen=True)
class PlannedVisit:
    """A visit planned with the agreed form. `record` appends to its log as its coach, or as `by`."""

    form: AgreedForm
    id: str

    @property
    def partners(self) -> Partners:
        return self.form.partners

    @property
    def api(self) -> str:
        return f"{self.partners.api}/visits/{self.id}"

    @property
    def page(self) -> str:
        return f"{self.partners.page}/visits/{self.id}"

    def record(self, *entries: dict[str, Any], by: Person | None = None, device: str = "tablet") -> Account:
        with transaction(self.partners.engine) as db:
            account = append(db, self.seen_by(db, by or self.partners.coach), device, entries)
        assert not account.refused, account.refused
        return account

    def seen_by(self, db: Session, person: Person) -> VisitOfOurs:
        membership = partnership_for(db, person, self.partners.id)
        visit = db.exec(select(Visit).where(Visit.partnership_id == self.partners.id, Visit.id == self.id)).one()
        return VisitOfOurs(membership, visit)


def entry(kind: str, at_ms: int | None = None, n: int = 1, **fields: Any) -> dict[str, Any]:
    """An entry as a device would send it."""
    timed = {} if at_ms is None else {"at_ms": at_ms}
    return {"id": new_id(), "kind": kind, "n": n, "noted_at": rfc3339(now())} | timed | fields


def lesson() -> list[dict[str, Any]]:
    """A ten-minute lesson: 3 specific and 1 general praise, 2 redirections, 4 minutes of teacher talk, one sweep."""
    story: Iterable[tuple[str, int, dict[str, Any]]] = [
        ("begin", 0, {}),
        ("segment", 1_000, {"text": "Warm-up"}),
        ("start", 30_000, {"measure": "talk", "option": "teacher"}),
        ("mark", 62_000, {"measure": "praise", "option": "specific"}),
        ("mark", 125_000, {"measure": "redirection"}),
        ("mark", 190_000, {"measure": "praise", "option": "general"}),
        ("stop", 270_000, {"measure": "talk", "option": "teacher"}),
        ("segment", 272_000, {"text": "Practice"}),
        ("sweep", 300_000, {"measure": "on_task", "value": 19, "out_of": 24}),
        ("mark", 340_000, {"measure": "praise", "option": "specific"}),
        ("note", 350_000, {"text": "“Show me where the unit changed.”"}),
        ("mark", 415_000, {"measure": "praise", "option": "specific"}),
        ("mark", 480_000, {"measure": "redirection"}),
        ("end", 600_000, {}),
    ]
    return [entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(story, 1)]


def add_people(engine: sa.Engine, password_hash: str) -> People:
    people = {
        who: Person(
            id=new_id(), email=f"{who}@larkspur.example", name=name, password_hash=password_hash, created_at=now()
        )
        for who, name in NAMES.items()
    }
    with transaction(engine) as db:
        db.add_all(people.values())
    return People(**people)


def add_partners(engine: sa.Engine, coach: Person, teacher: Person) -> Partners:
    row = Partnership(
        id=new_id(),
        coach_id=coach.id,
        teacher_id=teacher.id,
        status="active",
        invited_by=coach.id,
        created_at=now(),
        accepted_at=now(),
    )
    with transaction(engine) as db:
        db.add(row)
    return Partners(engine, row.id, coach, teacher)


def add_form(partners: Partners, agreed_by: tuple[str, ...] = ("coach", "teacher")) -> AgreedForm:
    form = Form(partnership_id=partners.id, id=new_id(), created_by=partners.coach.id, created_at=now())
    key = {"partnership_id": partners.id, "form_id": form.id, "version": 1}
    version = FormVersion(
        **key,
        title="Praise and questions",
        measures=deepcopy(MEASURES),
        proposed_by=partners.coach.id,
        proposed_at=now(),
    )
    people = {"coach": partners.coach, "teacher": partners.teacher}
    with transaction(partners.engine) as db:
        db.add(form)
        db.flush()
        db.add(version)
        db.flush()
        db.add_all(FormSignature(**key, role=r, person_id=people[r].id, signed_at=now()) for r in agreed_by)
    return AgreedForm(partners, form.id, 1, deepcopy(MEASURES))


def add_visit(form: AgreedForm, planned_for: datetime | None = None) -> PlannedVisit:
    visit = Visit(
        partnership_id=form.partners.id,
        id=new_id(),
        form_id=form.id,
        form_version=form.version,
        planned_for=planned_for or datetime.now(UTC) + timedelta(hours=1),
        minutes=45,
        class_label="Grade 7 science",
        purpose="How praise sounds during practice",
        students=24,
        segments=["Warm-up", "Practice", "Close"],
        planned_by=form.partners.coach.id,
        created_at=now(),
    )
    with transaction(form.partners.engine) as db:
        db.add(visit)
    return PlannedVisit(form, visit.id)
