"""All that a person's devices need to record with no network."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.clock import now, rfc3339
from app.forms.look import with_look
from app.forms.models import FormSignature, FormVersion
from app.goals.queries import goals_of
from app.log.queries import epoch, statuses
from app.partnerships.lookup import Membership, memberships, partnerships_of
from app.visits.actions import may_start_unplanned
from app.visits.models import Visit
from app.visits.queries import as_json, records_of, visits_of

# A visit planned longer ago than this and never begun is no longer carried around.
STALE = timedelta(days=14)


def pack_for(db: Session, person: Person) -> dict[str, Any]:
    ours = [m for m in partnerships_of(db, person) if m.partnership.status in ("active", "paused")]
    visits = visits_of(db, [m.id for m in ours])
    status = statuses(db, visits)
    carried = [visit for visit in visits if _carried(visit, status[visit.id])]
    goals = goals_of(db, [m.id for m in ours])
    theirs = _observed(db, person)
    return {
        "epoch": epoch(db),
        "server_time": rfc3339(now()),
        "person": {"id": person.id, "name": person.name, "email": person.email},
        "partnerships": [_partnership(m, goals.get(m.id)) for m in ours] + theirs["partnerships"],
        "forms": _agreed_forms(db, [m.id for m in ours]) + theirs["forms"],
        "visits": [as_json(visit, status[visit.id]) for visit in carried] + theirs["visits"],
    }


def _observed(db: Session, person: Person) -> dict[str, list[Any]]:
    """What a second observer records by: whose lesson, when, the form. No goal, no purpose, nobody's words.

    A device drops what belongs to a partnership that is not named here, so it is named as long as the arrangement lasts.
    """
    found = records_of(db, person.id)
    records = [record for _whose, record in found]
    status = statuses(db, records)
    carried = [record for record in records if _carried(record, status[record.id])]
    forms = {(record.partnership_id, record.form_id, record.form_version) for record in carried}
    whose = memberships(db, person, [partnership for partnership, _record in found])
    agreed = _agreed_forms(db, [partnership_id for partnership_id, _form, _version in forms])
    return {
        "partnerships": [
            _partnership(each, None) | {"role": "observer", "unplanned": False}
            for each in {m.id: m for m in whose}.values()
        ],
        "forms": [form for form in agreed if (form["partnership_id"], form["id"], form["version"]) in forms],
        "visits": [as_json(record, status[record.id]) | {"purpose": "", "segments": []} for record in carried],
    }


def _carried(visit: Visit, status: str) -> bool:
    fresh = visit.planned_for is None or visit.planned_for > now() - STALE
    return status == "under_way" or (status == "planned" and fresh)


def _partnership(membership: Membership, goal: dict[str, str] | None) -> dict[str, Any]:
    def side(person: Person | None) -> dict[str, str] | None:
        return {"id": person.id, "name": person.name} if person else None

    return {
        "id": membership.id,
        "status": membership.partnership.status,
        "role": membership.role,
        "unplanned": may_start_unplanned(membership),
        "coach": side(membership.coach),
        "teacher": side(membership.teacher),
        "goal": goal,
    }


def _agreed_forms(db: Session, partnership_ids: list[str]) -> list[dict[str, Any]]:
    """Every version that both have signed."""
    if not partnership_ids:
        return []
    same = (
        FormSignature.partnership_id == FormVersion.partnership_id,
        FormSignature.form_id == FormVersion.form_id,
        FormSignature.version == FormVersion.version,
    )
    rows = db.exec(
        select(FormVersion, sa.func.max(FormSignature.signed_at))
        .join(FormSignature, sa.and_(*same))  # type: ignore[arg-type]
        .where(col(FormVersion.partnership_id).in_(partnership_ids))
        .group_by(FormVersion.partnership_id, FormVersion.form_id, FormVersion.version)  # type: ignore[arg-type]
        .having(sa.func.count() == 2)
    ).all()
    return [
        {
            "partnership_id": version.partnership_id,
            "id": version.form_id,
            "version": version.version,
            "title": version.title,
            "measures": with_look(version.measures),
            "agreed_at": rfc3339(agreed_at),
        }
        for version, agreed_at in rows
    ]
