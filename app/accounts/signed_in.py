"""Who is asking: a browser by its cookie, a program by its bearer token."""

import hashlib
import secrets
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session, select

from app.accounts.models import Person, SignIn
from app.clock import now
from app.config import settings
from app.database import Db, transaction
from app.problems import Problem

SEEN_EVERY = timedelta(minutes=10)


def new_secret() -> tuple[str, str]:
    """A secret for the person's side and its hash for ours."""
    secret = secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def by_https(request: Request) -> bool:
    """True also behind a proxy that ends TLS, when the settings say the address people type."""
    return request.url.scheme == "https" or (settings().base_url or "").startswith("https://")


def cookie_name(request: Request) -> str:
    return "__Host-alongside" if by_https(request) else "alongside"


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def bearer(request: Request) -> str | None:
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def sign_in_of(db: Session, secret: str) -> tuple[SignIn, Person] | None:
    row = db.exec(
        select(SignIn, Person).join(Person, Person.id == SignIn.person_id).where(SignIn.token_hash == hash_of(secret))  # type: ignore[arg-type]
    ).first()
    if row is None or row[0].revoked_at is not None or row[0].expires_at <= now():
        return None
    return row[0], row[1]


def maybe_me(request: Request, db: Db) -> Person | None:
    secret = bearer(request) or request.cookies.get(cookie_name(request))
    found = sign_in_of(db, secret) if secret else None
    if found is None:
        return None
    sign_in, person = found
    if request.headers.get("alongside-person", person.id) != person.id:
        return None  # on a shared device: what one person recorded is never sent in another's name
    request.state.me, request.state.sign_in = person, sign_in
    _note_seen(request, sign_in)
    return person


def me(person: Annotated[Person | None, Depends(maybe_me)]) -> Person:
    if person is None:
        raise Problem("not-signed-in", headers={"WWW-Authenticate": "Bearer"})
    return person


def was_revoked(request: Request, db: Session) -> bool:
    """This browser's sign-in was ended by the person that the device asks for: a lost one forgets what it holds."""
    asked_for = request.headers.get("alongside-person")
    secret = request.cookies.get(cookie_name(request))
    if not asked_for or not secret:
        return False
    row = db.exec(select(SignIn).where(SignIn.token_hash == hash_of(secret), SignIn.person_id == asked_for)).first()
    return row is not None and row.revoked_at is not None


def _note_seen(request: Request, sign_in: SignIn) -> None:
    """Keep last_seen_at roughly true without a write for each request."""
    if request.method == "GET" and now() - sign_in.last_seen_at > SEEN_EVERY:
        with transaction(request.app.state.engine) as db:
            row = db.get(SignIn, sign_in.id)
            if row is not None:
                row.last_seen_at = now()


MaybeMe = Annotated[Person | None, Depends(maybe_me)]
Me = Annotated[Person, Depends(me)]
