"""What a person does with an account: register, sign in, sign out, revoke."""

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.models import Person, SignIn
from app.accounts.rules import acceptable_email, acceptable_password, known_time_zone
from app.accounts.signed_in import new_secret
from app.clock import new_id, now
from app.config import settings
from app.problems import Problem
from app.words import _

hasher = PasswordHasher()  # argon2id
# Checked when the e-mail is unknown, so that the time taken does not tell whether an account exists.
NOBODY = hasher.hash("nobody has this password")


def register(db: Session, name: str, email: str, password: str, time_zone: str = "UTC") -> Person:
    name, email = " ".join(name.split()), email.strip().lower()
    _check(name, email, password, time_zone)
    password_hash = hasher.hash(password)  # slow on purpose, so before the transaction begins
    person = Person(
        id=new_id(), email=email, name=name, password_hash=password_hash, time_zone=time_zone, created_at=now()
    )
    db.add(person)
    try:
        db.flush()
    except IntegrityError as taken:
        raise Problem("email-taken", pointer="/email") from taken
    return person


def _check(name: str, email: str, password: str, time_zone: str) -> None:
    if not 1 <= len(name) <= 80:
        raise Problem("unprocessable", _("Write your name, 80 characters at most."), "/name")
    if not acceptable_email(email):
        raise Problem("unprocessable", _("Write a whole e-mail address, such as dana@school.org."), "/email")
    if not acceptable_password(password, email, name):
        raise Problem("weak-password", pointer="/password")
    if not known_time_zone(time_zone):
        raise Problem("unprocessable", _("Use a time zone such as Europe/Berlin."), "/time_zone")


def person_with(db: Session, email: str, password: str) -> Person:
    """The person with these credentials. Leaves no transaction open while it hashes."""
    person = db.exec(select(Person).where(Person.email == email.strip().lower())).first()
    db.rollback()
    try:
        hasher.verify(person.password_hash if person else NOBODY, password[:1024])
    except VerificationError as wrong:
        raise Problem("wrong-credentials", pointer="/password") from wrong
    if person is None:
        raise Problem("wrong-credentials", pointer="/password")
    return person


def sign_in(db: Session, person_id: str, kind: str, label: str = "") -> tuple[str, datetime]:
    """The new session's secret, shown once, and when it ends."""
    secret, token_hash = new_secret()
    expires = now() + timedelta(days=settings().session_days)
    db.add(
        SignIn(
            id=new_id(),
            person_id=person_id,
            token_hash=token_hash,
            kind=kind,
            label=label[:200],
            created_at=now(),
            expires_at=expires,
            last_seen_at=now(),
        )
    )
    return secret, expires


def sign_out(db: Session, sign_in_id: str) -> None:
    revoke(db, db.get(SignIn, sign_in_id))


def revoke_of(db: Session, person: Person, sign_in_id: str) -> None:
    row = db.exec(select(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person.id)).first()
    if row is None:
        raise Problem("not-found")
    revoke(db, row)


def revoke(db: Session, row: SignIn | None) -> None:
    if row is not None and row.revoked_at is None:
        row.revoked_at = now()
        db.add(row)


def sign_ins_of(db: Session, person: Person) -> list[SignIn]:
    rows = select(SignIn).where(
        SignIn.person_id == person.id, col(SignIn.revoked_at).is_(None), SignIn.expires_at > now()
    )
    return list(db.exec(rows.order_by(col(SignIn.last_seen_at).desc())).all())
