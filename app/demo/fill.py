"""Fill an empty database with the example, through the normal tables."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from app.accounts.models import Person
from app.accounts.passwords import hash_of_password
from app.accounts.signed_in import new_secret
from app.clock import new_id, now
from app.demo import form, moments
from app.demo.across import say_across
from app.demo.visit import add_past_visit
from app.forms.models import Form, FormComment, FormSignature, FormVersion
from app.goals.models import Goal
from app.partnerships.lookup import Membership, partnership_for
from app.partnerships.models import Invitation, Partnership
from app.problems import Problem
from app.visits.models import Visit

PASSWORD = "correct horse battery staple"  # noqa: S105 - stated on the screen that offers the example
DANA, MARCUS = ("Dana Okafor", "dana@larkspur.example"), ("Marcus Bell", "marcus@larkspur.example")
GOALS = [
    (72, "I want to know what my students hear from me.", "Two or three lessons counted."),
    (
        49,
        "When I praise, I want students to hear exactly what they did well, so they can do it again.",
        "I hear them use the words themselves.",
    ),
]
AGREED_BEFORE = {1: 71, 2: 44, 3: 1}  # days before the last visit


def fill_with_example(db: Session) -> None:
    """Dana and Marcus after ten weeks and eight visits, with one more planned for today. Only on an empty database."""
    password_hash = hash_of_password(PASSWORD)  # slow on purpose, so before the transaction begins
    if db.exec(select(Person.id).limit(1)).first() is not None:
        raise Problem("not-empty")
    zone = moments.local_zone()
    today = now().astimezone(ZoneInfo(zone))
    last = moments.last_school_day(today)
    dana, marcus = (_person(db, *who, password_hash, zone, last - timedelta(days=75)) for who in (DANA, MARCUS))
    partnership_id = _partnership(db, dana, marcus, last)
    sides = {who.id: partnership_for(db, who, partnership_id) for who in (dana, marcus)}
    by: dict[str, Membership] = {side.role: side for side in sides.values()}
    form_id = _form(db, by, last)
    for number, visit in enumerate(_story(), 1):
        add_past_visit(db, by, form_id, visit, number, last - timedelta(days=visit["days_before"]))
    say_across(db, by, last)
    _visit_today(db, by["coach"], form_id, moments.later_today(today))


def _story() -> list[dict[str, Any]]:
    story = tomllib.loads((Path(__file__).parent / "story.toml").read_text(encoding="utf-8"))
    visits: list[dict[str, Any]] = story["visit"]
    return visits


def _person(db: Session, name: str, email: str, password_hash: str, zone: str, since: datetime) -> Person:
    person = Person(id=new_id(), email=email, name=name, password_hash=password_hash, time_zone=zone, created_at=since)
    db.add(person)
    db.flush()
    return person


def _partnership(db: Session, dana: Person, marcus: Person, last: datetime) -> str:
    """Dana asked Marcus, and he accepted: ten weeks ago."""
    invited, accepted = last - timedelta(days=73, hours=-5), last - timedelta(days=72, hours=-6)
    row = Partnership(
        id=new_id(),
        coach_id=marcus.id,
        teacher_id=dana.id,
        status="active",
        invited_by=dana.id,
        created_at=invited,
        accepted_at=accepted,
    )
    db.add(row)
    db.flush()
    db.add(
        Invitation(
            partnership_id=row.id,
            id=new_id(),
            token_hash=new_secret()[1],
            email=marcus.email,
            message="I’d like another pair of eyes on what my students hear from me.",
            created_at=invited,
            expires_at=invited + timedelta(days=14),
            answered_at=accepted,
            answer="accepted",
        )
    )
    for days, text, how_known in GOALS:
        set_at = last - timedelta(days=days, hours=-6)
        db.add(Goal(partnership_id=row.id, id=new_id(), text=text, how_known=how_known, set_by=dana.id, set_at=set_at))
    return row.id


def _form(db: Session, by: dict[str, Membership], last: datetime) -> str:
    row = Form(
        partnership_id=by["teacher"].id,
        id=new_id(),
        created_by=by["teacher"].person.id,
        created_at=last - timedelta(days=AGREED_BEFORE[1] + 1),
    )
    db.add(row)
    db.flush()
    for version in form.VERSIONS:
        _version(db, by, row.id, version, last - timedelta(days=AGREED_BEFORE[version]))
    for i, (version, measure, who, text) in enumerate(form.COMMENTS):
        written = last - timedelta(days=AGREED_BEFORE[version] + 1, minutes=-20 - 13 * i)
        comment: dict[str, Any] = {
            "partnership_id": by[who].id,
            "form_id": row.id,
            "version": version,
            "measure": measure,
        }
        author = by[who].person.id
        db.add(FormComment(**comment, id=new_id(), author=author, text=text, written_at=written))
    return row.id


def _version(db: Session, by: dict[str, Membership], form_id: str, version: int, agreed: datetime) -> None:
    proposer, what_changed, measures = form.VERSIONS[version]
    key: dict[str, Any] = {"partnership_id": by[proposer].id, "form_id": form_id, "version": version}
    proposed = agreed - timedelta(hours=17)
    row = FormVersion(
        **key,
        title=form.TITLE,
        why=form.WHY,
        measures=measures,
        what_changed=what_changed,
        proposed_by=by[proposer].person.id,
        proposed_at=proposed,
    )
    db.add(row)
    db.flush()
    for role, side in by.items():
        signed = proposed if role == proposer else agreed - timedelta(hours=2)
        db.add(FormSignature(**key, role=role, person_id=side.person.id, signed_at=signed))
    db.flush()


def _visit_today(db: Session, coach: Membership, form_id: str, begins: datetime) -> None:
    visit = Visit(
        partnership_id=coach.id,
        id=new_id(),
        form_id=form_id,
        form_version=3,
        planned_for=begins,
        minutes=45,
        class_label="Grade 5, subtracting fractions",
        purpose="Probing questions that were planned before the mini lesson",
        students=24,
        segments=["Warm-up", "Mini lesson", "Group work", "Share-out"],
        planned_by=coach.person.id,
        created_at=begins - timedelta(days=2),
    )
    db.add(visit)
    db.flush()
