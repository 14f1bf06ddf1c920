"""What must be true when all is quiet again, whatever happened before. Each violation is one sentence."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlmodel import select

from app import verify
from app.database import transaction
from app.forms.queries import measures_of
from app.log.queries import entries_of
from app.measurement.summary import summarise
from app.visits.models import Visit
from tests.faults.device import Device
from tests.faults.history import History

_decode = msgspec.json.decode


def violations(history: History, devices: Sequence[Device], engine: sa.Engine) -> list[str]:
    with engine.connect() as connection:
        columns = "partnership_id, id, visit_id, author, seq, body"
        rows = connection.exec_driver_sql(f"select {columns} from entry").mappings().all()
        heads = {row.id: row.head for row in connection.exec_driver_sql("select id, head from visit")}
    found = [
        *history.strange,
        *_lost(history, rows),
        *_doubled(rows),
        *_invented(history, rows),
        *_gaps(rows, heads),
        *_unaccounted(history, devices),
        *_order_matters(engine),
        *(f"verify: {fault}" for fault in verify.faults(engine)),
    ]
    if history.answers.get(500):
        found.append(f"{history.answers[500]} answers were a 500")
    return found


def _lost(history: History, rows: Iterable[Any]) -> Iterator[str]:
    stored = {row["id"] for row in rows}
    for entry_id in sorted(history.acknowledged - stored):
        yield f"lost: {entry_id} was acknowledged and is not stored"
    for entry_id in sorted(history.parked.keys() & stored):
        yield f"refused, and stored all the same: {entry_id}"


def _doubled(rows: Iterable[Any]) -> Iterator[str]:
    for entry_id, count in Counter(row["id"] for row in rows).items():
        if count > 1:
            yield f"doubled: {entry_id} is stored {count} times"


def _invented(history: History, rows: Iterable[Any]) -> Iterator[str]:
    for row in rows:
        tap = history.taps.get(row["id"])
        if tap is None:
            yield f"invented: {row['id']} was never tapped"
        elif (row["author"], row["partnership_id"], row["visit_id"]) != (
            tap.person_id,
            tap.partnership_id,
            tap.visit_id,
        ):
            yield f"misplaced: {row['id']} is not stored as its author's, or not in its visit"
        elif _decode(row["body"]) != tap.entry:
            yield f"changed: {row['id']} does not say what was tapped"


def _gaps(rows: Iterable[Any], heads: dict[str, int]) -> Iterator[str]:
    seqs: dict[str, list[int]] = {visit: [] for visit in heads}
    for row in rows:
        seqs[row["visit_id"]].append(row["seq"])
    for visit, taken in seqs.items():
        if sorted(taken) != list(range(1, heads[visit] + 1)):
            yield f"gap: the seqs of visit {visit} do not count from 1 to its head {heads[visit]}"


def _unaccounted(history: History, devices: Sequence[Device]) -> Iterator[str]:
    """Every row is pending, acknowledged or parked, one of the three."""
    pending = Counter(entry_id for device in devices for entry_id in device.outbox)
    for entry_id in history.taps:
        states = (entry_id in pending) + (entry_id in history.acknowledged) + (entry_id in history.parked)
        if states != 1:
            yield f"unaccounted: {entry_id} is in {states} of pending, acknowledged and parked"


def _order_matters(engine: sa.Engine) -> Iterator[str]:
    with transaction(engine, writes=False) as db:
        for visit in db.exec(select(Visit)).all():
            measures = measures_of(db, visit.partnership_id, visit.form_id, visit.form_version)
            entries = entries_of(db, visit, "")
            other = random.Random(visit.id).sample(entries, len(entries))
            if summarise(measures, entries, 300_000, 24) != summarise(measures, other, 300_000, 24):
                yield f"order: the totals of visit {visit.id} depend on the order of arrival"
