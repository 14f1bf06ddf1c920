"""The server's time and its time-ordered ids."""

from datetime import UTC, datetime

import uuid_utils


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh UUIDv7 as text."""
    return str(uuid_utils.uuid7())


def rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
