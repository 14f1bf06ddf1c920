"""Append a batch to a visit's log: first what needs no lock, then one short write that accounts for every entry."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlmodel import Session

from app.clock import now
from app.log import statements
from app.log.rules import PRIVATE, Measures, problem_with
from app.log.way_in import agreed_measures
from app.problems import Problem
from app.visits.lookup import VisitOfOurs

Rows = dict[str, statements.Row]
CORRECTIONS = ("void", "amend")
_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder().decode


@dataclass
class Account:
    """What became of each entry of a batch: `stored + known + len(refused)` is the number sent."""

    head: int = 0
    stored: int = 0
    known: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, entry: Any, problem: Problem) -> None:
        self.refused.append({"id": entry.get("id") if isinstance(entry, dict) else None, "problem": problem.as_json()})

    def compare(self, entry_id: str, same: bool) -> None:
        """An id that is there already: known when it says the same, refused when it says something else."""
        if same:
            self.known += 1
        else:
            self.refuse({"id": entry_id}, Problem("id-reused", pointer="/id"))


@dataclass
class Batch:
    """The acceptable entries of one request as rows by id, and the account of those that were not."""

    origin: statements.Origin
    rows: dict[str, statements.Row]
    account: Account


def append(db: Session, ours: VisitOfOurs, device: str, entries: Sequence[Any]) -> Account:
    """Store what is new, recognise what is there, refuse the rest, in the caller's transaction."""
    return store(db.connection(), prepare(db, ours, device, entries))


def prepare(db: Session, ours: VisitOfOurs, device: str, entries: Sequence[Any]) -> Batch:
    """Judge each entry by itself and by the visit's agreed measures. Reads only; takes no lock."""
    visit = ours.visit
    measures = agreed_measures(db, visit.partnership_id, visit.form_id, visit.form_version)
    origin = statements.Origin(visit.partnership_id, visit.id, ours.membership.person.id, device)
    return judged(origin, measures, entries)


def judged(origin: statements.Origin, measures: Measures, entries: Sequence[Any]) -> Batch:
    batch = Batch(origin, {}, Account())
    moment = now()
    seal = hashlib.sha256(f"{origin.visit_id}\0{origin.author}\0".encode())
    for entry in entries:
        problem = problem_with(entry, measures, moment)
        if problem is None:
            _add(batch, _row(seal, entry))
        else:
            batch.account.refuse(entry, problem)
    return batch


def store(connection: Any, batch: Batch) -> Account:
    """The one write: lock the log's end, leave out what is there, append the rest. Committed by the caller."""
    account = Account(0, 0, batch.account.known, list(batch.account.refused))
    rows = dict(batch.rows)
    partnership_id, visit_id = batch.origin.partnership_id, batch.origin.visit_id
    account.head = statements.lock_head(connection, partnership_id, visit_id)
    for entry_id, fingerprint in statements.fingerprints(connection, partnership_id, list(rows)):
        account.compare(entry_id, fingerprint == rows.pop(entry_id).fingerprint)
    if rows:
        rows = _as_private_as_their_targets(connection, partnership_id, rows)
        statements.insert(connection, batch.origin, list(rows.values()), account.head, now())
        account.head, account.stored = account.head + len(rows), len(rows)
        statements.move_head(connection, partnership_id, visit_id, account.head)
    return account


def _as_private_as_their_targets(connection: Any, partnership_id: str, rows: Rows) -> Rows:
    """A correction of private words, or of their correction, is as private as they are: it may say them again."""
    targets = {id_: _decode(row.body)["target"] for id_, row in rows.items() if row.kind in CORRECTIONS}
    if not targets:
        return rows
    private = statements.private_among(connection, partnership_id, list(targets.values()))
    private |= {id_ for id_, row in rows.items() if row.private}
    while more := {id_ for id_, target in targets.items() if target in private and id_ not in private}:
        private |= more
    return {id_: row._replace(private=id_ in private) for id_, row in rows.items()}


def _add(batch: Batch, row: statements.Row) -> None:
    twin = batch.rows.setdefault(row.id, row)
    if twin is not row:
        batch.account.compare(row.id, twin.fingerprint == row.fingerprint)


def _row(seal: Any, entry: dict[str, Any]) -> statements.Row:
    """`seal` has read the visit and the author already; the entry's own copy of it reads the body."""
    body = _encode(entry)
    fingerprint = seal.copy()
    fingerprint.update(body)
    kind = entry["kind"]
    return statements.Row(
        entry["id"], entry["n"], kind, entry.get("at_ms"), kind in PRIVATE, body.decode(), fingerprint.hexdigest()
    )
