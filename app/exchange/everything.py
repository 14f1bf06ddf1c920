"""Everything that two partners share, as one zip file, for those who run the server. Nobody's private drafts."""

import json
import zipfile
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from app.accounts.models import Person
from app.clock import new_id, now, rfc3339
from app.exchange.csv_file import csv_of
from app.forms.models import FormComment, FormSignature, FormVersion
from app.goals.models import Goal, NextStep, StepOutcome
from app.log.queries import entries_of, statuses
from app.partnerships.models import Access, Partnership
from app.problems import Problem
from app.visits.models import Visit
from app.visits.queries import as_json

TABLES: dict[str, type[SQLModel]] = {
    "goals": Goal,
    "form_versions": FormVersion,
    "form_signatures": FormSignature,
    "form_comments": FormComment,
    "next_steps": NextStep,
    "step_outcomes": StepOutcome,
    "who_looked": Access,
}
README = """Everything of one partnership, as its two partners share it.

partnership.json   the two people, goals, forms with all versions, comments and signatures, next steps, who looked
visits/*.json      each visit: its plan and every entry of its log, in the order in which the server received them
visits/*.csv       the same entries as a table: one row each; `voided` does not count, `amended` was corrected later

Times are RFC 3339. `at_ms` is milliseconds since the visit began. Drafts that their writer has not shared are left out.
"""
OPERATOR = "operator"  # who looked, in the list that both partners read


def write_everything(db: Session, partnership_id: str, target: Path) -> None:
    partnership = db.get(Partnership, partnership_id)
    if partnership is None:
        raise Problem("not-found")
    people = _people(db, partnership)
    visits = db.exec(select(Visit).where(Visit.partnership_id == partnership_id)).all()
    status = statuses(db, list(visits))
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        archive.writestr("partnership.json", _text(_partnership(db, partnership, people)))
        for visit in visits:
            entries = entries_of(db, visit, OPERATOR)
            name = f"visits/{visit.planned_for or visit.created_at:%Y-%m-%d}-{visit.id[-6:]}"
            archive.writestr(f"{name}.json", _text(as_json(visit, status[visit.id]) | {"entries": entries}))
            archive.writestr(f"{name}.csv", csv_of(visit.id, entries, people))
    db.add(Access(partnership_id=partnership_id, id=new_id(), person_id=OPERATOR, what="took_everything", at=now()))


def _people(db: Session, partnership: Partnership) -> dict[str, str]:
    ids = [partnership.coach_id, partnership.teacher_id]
    return {person.id: person.name for person in db.exec(select(Person).where(col(Person.id).in_(ids))).all()}


def _partnership(db: Session, partnership: Partnership, people: dict[str, str]) -> dict[str, Any]:
    rows = {name: _rows(db, table, partnership.id) for name, table in TABLES.items()}
    said = {"format": "alongside-partnership", "version": 1, "exported_at": rfc3339(now()), "people": people}
    return said | {"partnership": partnership.model_dump(mode="json")} | rows


def _rows(db: Session, table: type[SQLModel], partnership_id: str) -> list[dict[str, Any]]:
    wanted = select(table).where(table.partnership_id == partnership_id)  # type: ignore[attr-defined]
    return [row.model_dump(mode="json") for row in db.exec(wanted.order_by(*table.__table__.primary_key)).all()]  # type: ignore[attr-defined]


def _text(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1)
