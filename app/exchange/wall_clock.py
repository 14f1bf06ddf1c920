"""When an entry happened in the world: the visit's clock laid on the wall clock of its begin."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any


def moments(entries: Sequence[Mapping[str, Any]]) -> dict[str, datetime]:
    """Each entry's moment by id: the begin's own wall-clock time and `at_ms` from there; without either, when it was noted."""
    begin = next((entry for entry in entries if entry["kind"] == "begin" and entry.get("at_ms") is not None), None)
    return {entry["id"]: _moment(entry, begin) for entry in entries}


def _moment(entry: Mapping[str, Any], begin: Mapping[str, Any] | None) -> datetime:
    noted = datetime.fromisoformat(entry["noted_at"])
    if begin is None or entry.get("at_ms") is None:
        return noted
    return datetime.fromisoformat(begin["noted_at"]) + timedelta(milliseconds=entry["at_ms"] - begin["at_ms"])
