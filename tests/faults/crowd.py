"""Coaches enough to press on a server, each with a partnership, an agreed form, visits and a program's token."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from app.accounts.models import Person, SignIn
from app.accounts.signed_in import new_secret
from app.clock import new_id, now
from app.database import transaction
from tests import cast


@dataclass(frozen=True)
class Coach:
    """One coach and what their devices need to speak to the server."""

    person_id: str
    sign_in_id: str
    token: str
    partnership_id: str
    form_id: str
    visit_ids: tuple[str, ...]

    def entries_path(self, visit_id: str) -> str:
        return f"/api/partnerships/{self.partnership_id}/visits/{visit_id}/entries"


def crowd(engine: sa.Engine, coaches: int, visits: int = 1) -> list[Coach]:
    """`coaches` people who all coach the same teacher, each in a partnership of their own."""
    with transaction(engine) as db:
        teacher = _person("teacher")
        people = [_person(f"coach{i}") for i in range(coaches)]
        db.add_all([teacher, *people])
    return [_coach(engine, person, teacher, visits) for person in people]


def token_for(engine: sa.Engine, person_id: str) -> tuple[str, str]:
    """A program's sign-in for this person: its id, and the secret."""
    secret, token_hash = new_secret()
    row = SignIn(
        id=new_id(),
        person_id=person_id,
        token_hash=token_hash,
        kind="program",
        created_at=now(),
        last_seen_at=now(),
        expires_at=now() + timedelta(days=1),
    )
    with transaction(engine) as db:
        db.add(row)
    return row.id, secret


def _person(name: str) -> Person:
    return Person(id=new_id(), email=f"{name}@larkspur.example", name=name, password_hash="-", created_at=now())


def _coach(engine: sa.Engine, person: Person, teacher: Person, visits: int) -> Coach:
    form = cast.add_form(cast.add_partners(engine, person, teacher))
    planned = tuple(cast.add_visit(form).id for _ in range(visits))
    sign_in_id, token = token_for(engine, person.id)
    return Coach(person.id, sign_in_id, token, form.partners.id, form.id, planned)
