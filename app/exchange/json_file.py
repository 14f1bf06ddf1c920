"""A visit as JSON: all that is needed to read it without us, or to take it in again."""

from typing import Any

from app.clock import now, rfc3339
from app.exchange.taking import Taken
from app.partnerships.lookup import Membership

FORMAT = "alongside-visit"


def json_of(taken: Taken) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": 1,
        "exported_at": rfc3339(now()),
        "exported_by": taken.membership.person.id,
        "people": _people(taken.membership),
        "visit": taken.visit,
        "form": taken.form,
        "entries": taken.entries,
    }


def _people(membership: Membership) -> list[dict[str, str]]:
    sides = (("teacher", membership.teacher), ("coach", membership.coach))
    return [{"id": person.id, "name": person.name, "role": role} for role, person in sides if person is not None]
