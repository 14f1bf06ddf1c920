"""Append a batch to a visit's log: an exact account of it, in the caller's one transaction."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.clock import now
from app.forms.queries import measures_of
from app.log.models import Entry
from app.log.rules import PRIVATE, problem_with
from app.problems import Problem
from app.visits.lookup import VisitOfOurs
from app.visits.models import Visit

_encode = msgspec.json.Encoder(order="deterministic").encode


@dataclass
class Account:
    """What became of each entry of a batch: `stored + known + len(refused)` is the number sent."""

    head: int = 0
    stored: int = 0
    known: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, entry: Any, problem: Problem) -> None:
        self.refused.append({"id": entry.get("id") if isinstance(entry, dict) else None, "problem": problem.as_json()})


def append(db: Session, ours: VisitOfOurs, device: str, entries: Sequence[Any]) -> Account:
    """Store what is new, recognise what is there, refuse the rest. Source: CONTRACT, "Visits and their logs"."""
    visit, author = ours.visit, ours.membership.person.id
    account = Account()
    fresh = _acceptable(db, visit, author, device, entries, account)
    account.head = _lock_log(db, visit)
    fresh = _unknown(db, visit, fresh, account)
    if fresh:
        received = now()
        rows = [row | {"seq": account.head + i, "received_at": received} for i, row in enumerate(fresh.values(), 1)]
        db.connection().execute(sa.insert(Entry.__table__), rows)  # type: ignore[attr-defined]
        account.head, account.stored = account.head + len(rows), len(rows)
        _move_head(db, visit, account.head)
    return account


def _acceptable(
    db: Session, visit: Visit, author: str, device: str, entries: Sequence[Any], account: Account
) -> dict[str, dict[str, Any]]:
    """Rows by id for the entries that may be stored; the others are refused in the account."""
    measures = {m["key"]: m for m in measures_of(db, visit.partnership_id, visit.form_id, visit.form_version)}
    rows: dict[str, dict[str, Any]] = {}
    moment = now()
    for entry in entries:
        problem = problem_with(entry, measures, moment)
        if problem is not None:
            account.refuse(entry, problem)
            continue
        row = _row(visit, author, device, entry)
        twin = rows.setdefault(entry["id"], row)
        if twin is not row:
            _compare(entry, twin["fingerprint"] == row["fingerprint"], account)
    return rows


def _row(visit: Visit, author: str, device: str, entry: dict[str, Any]) -> dict[str, Any]:
    body = _encode(entry)
    seal = hashlib.sha256(b"\0".join([visit.id.encode(), author.encode(), body])).hexdigest()
    return {
        "partnership_id": visit.partnership_id,
        "visit_id": visit.id,
        "id": entry["id"],
        "author": author,
        "device": device,
        "n": entry["n"],
        "kind": entry["kind"],
        "at_ms": entry.get("at_ms"),
        "private": entry["kind"] in PRIVATE,
        "body": body.decode(),
        "fingerprint": seal,
    }


def _compare(entry: dict[str, Any], same: bool, account: Account) -> None:
    if same:
        account.known += 1
    else:
        account.refuse(entry, Problem("id-reused", pointer="/id"))


def _lock_log(db: Session, visit: Visit) -> int:
    """The visit's head, and the right to move it: PostgreSQL's row lock, on SQLite the transaction's own."""
    mine = (Visit.partnership_id == visit.partnership_id, Visit.id == visit.id)
    head = db.exec(select(Visit.head).where(*mine).with_for_update()).first()
    if head is None:
        raise Problem("not-found")
    return head


def _unknown(db: Session, visit: Visit, rows: dict[str, dict[str, Any]], account: Account) -> dict[str, dict[str, Any]]:
    there = dict(
        db.exec(
            select(Entry.id, Entry.fingerprint).where(
                Entry.partnership_id == visit.partnership_id, col(Entry.id).in_(list(rows))
            )
        ).all()
    )
    for entry_id, fingerprint in there.items():
        _compare({"id": entry_id}, fingerprint == rows.pop(entry_id)["fingerprint"], account)
    return rows


def _move_head(db: Session, visit: Visit, head: int) -> None:
    db.connection().execute(
        sa.update(Visit.__table__)  # type: ignore[attr-defined]
        .where(Visit.partnership_id == visit.partnership_id, Visit.id == visit.id)  # type: ignore[arg-type]
        .values(head=head)
    )
