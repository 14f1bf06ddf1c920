"""When things happened: school days counted back from today, and ids that carry their time."""

import os
import uuid
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

BEGINS = time(10, 5)
LAST_START = time(23, 30)


def local_zone() -> str:
    """This machine's own zone by name, so that the example happens at the reader's time of day; UTC if it has none."""
    link = Path("/etc/localtime")
    name = os.environ.get("TZ") or (str(link.readlink()).partition("zoneinfo/")[2] if link.is_symlink() else "")
    try:
        return ZoneInfo(name).key or "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def last_school_day(now: datetime) -> datetime:
    """10:05 on the newest weekday before today."""
    day = now.date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return datetime.combine(day, BEGINS, now.tzinfo)


def later_today(now: datetime) -> datetime:
    """10:05 if that is still to come, otherwise within the half hour, to five minutes; never after today."""
    planned = datetime.combine(now.date(), BEGINS, now.tzinfo)
    if planned - now > timedelta(minutes=10):
        return planned
    soon = now + timedelta(minutes=25)
    soon = soon.replace(minute=soon.minute // 5 * 5, second=0, microsecond=0)
    return soon if soon.date() == now.date() else max(now, datetime.combine(now.date(), LAST_START, now.tzinfo))


def id_at(moment: datetime, rng: Random) -> str:
    """A UUIDv7 made at that moment."""
    milliseconds = int(moment.timestamp() * 1000)
    random = rng.getrandbits(74)
    return str(uuid.UUID(int=milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (2**62 - 1)))
