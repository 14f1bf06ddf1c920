"""Nobody's bytes reach anybody else: each person reads what they may, and the answers are searched for the rest."""

from collections.abc import Iterator, Sequence
from typing import Any

import httpx

from tests.faults.crowd import Coach


def leaked(port: int, coaches: Sequence[Coach], teachers_token: str) -> list[str]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
        found = [*_beyond_the_partnership(client, coaches), *_drafts_of_others(client, coaches, teachers_token)]
    return found


def _beyond_the_partnership(client: httpx.Client, coaches: Sequence[Coach]) -> Iterator[str]:
    for reader in coaches:
        for other in coaches:
            answer = client.get(other.entries_path(other.visit_ids[0]), headers=_as(reader.token))
            if other is not reader and answer.status_code not in (401, 404):
                yield f"leaked: {reader.person_id} may read {other.person_id}'s visit"


def _drafts_of_others(client: httpx.Client, coaches: Sequence[Coach], token: str) -> Iterator[str]:
    for coach in coaches:
        for entry in _entries(client, coach, token):
            if entry["kind"] == "draft":
                yield f"leaked: the teacher received {entry['author']}'s draft {entry['id']}"


def _entries(client: httpx.Client, coach: Coach, token: str) -> Iterator[dict[str, Any]]:
    after, more = 0, True
    while more:
        path = coach.entries_path(coach.visit_ids[0])
        page = client.get(path, params={"after": after}, headers=_as(token)).json()
        yield from page["entries"]
        more, after = page["more"], page["entries"][-1]["seq"] if page["entries"] else after


def _as(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
