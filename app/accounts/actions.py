"""What a person does with an account: register, change it, sign in, sign out, revoke."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts import attempts
from app.accounts.models import Person, SignIn
from app.accounts.passwords import hash_of_password, matches
from app.accounts.rules import acceptable_email, acceptable_password, known_time_zone
from app.accounts.signed_in import hash_of, new_secret
from app.clock import new_id, now
from app.config import settings
from app.problems import Problem
from app.typed import one_line
from app.words import _


def register(db: Session, name: str, email: str, password: str, time_zone: str = "UTC") -> Person:
    name, email = checked_name(name), checked_email(email)
    _check_password(password, email, name)
    _check_time_zone(time_zone)
    password_hash = hash_of_password(password)  # slow on purpose, so before the transaction begins
    person = Person(
        id=new_id(), email=email, name=name, password_hash=password_hash, time_zone=time_zone, created_at=now()
    )
    _keep(db, person)
    return person


def checked_name(name: str) -> str:
    name = one_line(name, 80, "/name")
    if not name:
        raise Problem("unprocessable", _("Write your name, 80 characters at most."), "/name")
    return name


def checked_email(email: str, pointer: str = "/email") -> str:
    email = email.strip().lower()
    if not acceptable_email(email):
        raise Problem("unprocessable", _("Write a whole e-mail address, such as dana@school.org."), pointer)
    return email


def _check_password(password: str, email: str, name: str, pointer: str = "/password") -> None:
    if not acceptable_password(password, email, name):
        raise Problem("weak-password", pointer=pointer)


def _check_time_zone(time_zone: str) -> None:
    if not known_time_zone(time_zone):
        raise Problem("unprocessable", _("Use a time zone such as Europe/Berlin."), "/time_zone")


def _keep(db: Session, person: Person) -> None:
    db.add(person)
    try:
        db.flush()
    except IntegrityError as taken:
        raise Problem("email-taken", pointer="/email") from taken


def describe_oneself(db: Session, person: Person, name: str, time_zone: str) -> None:
    name = checked_name(name)
    _check_time_zone(time_zone)
    person.name, person.time_zone = name, time_zone
    _keep(db, person)


def move_to_email(db: Session, person: Person, email: str) -> None:
    """The caller has checked the password."""
    email = checked_email(email)
    if email != person.email:
        person.email, person.email_since = email, now()
    _keep(db, person)


def choose_password(db: Session, person: Person, password: str, keep: str) -> None:
    """A new password; everything else signed in, browsers and programs, is signed out. The caller has checked the present one."""
    _check_password(password, person.email, person.name, "/new_password")
    person_id = person.id
    db.rollback()  # nobody waits for this transaction while the hash is made
    password_hash = hash_of_password(password)
    person = db.exec(select(Person).where(Person.id == person_id)).one()
    person.password_hash = password_hash
    db.add(person)
    for row in sign_ins_of(db, person):
        if row.id != keep:
            revoke(db, row)


def person_with(db: Session, email: str, password: str, address: str, pointer: str = "/password") -> Person:
    """The person with these credentials, with a brake on guessing per e-mail and network address."""
    key = f"{address} {email.strip().lower()}"
    attempts.check(key)
    try:
        person = _person_with(db, email, password, pointer)
    except Problem as refused:
        if refused.slug == "wrong-credentials":
            attempts.note_failure(key)
        raise
    attempts.forget(key)
    return person


def _person_with(db: Session, email: str, password: str, pointer: str) -> Person:
    email = email.strip().lower()
    known = select(Person.id, Person.password_hash).where(Person.email == email)
    row = db.exec(known).first() if acceptable_email(email) else None
    db.rollback()  # nobody waits for this transaction while the hash is checked
    if not matches(password, row[1] if row else None) or row is None:
        raise Problem("wrong-credentials", pointer=pointer)
    return db.exec(select(Person).where(Person.id == row[0])).one()


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


def give_back(db: Session, secret: str) -> None:
    """Ends the session with this secret, if there is one."""
    revoke(db, db.exec(select(SignIn).where(SignIn.token_hash == hash_of(secret))).first())


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
