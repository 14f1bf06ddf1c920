"""Times as people write them into tables: 0:03:44, 3:44, 224, 224.5; and a day in a file's name."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,6})?)")
NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
DAY = re.compile(r"(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


def milliseconds(text: str) -> int | None:
    """h:mm:ss, m:ss or seconds; None for anything else."""
    text = text.strip()
    if clock := CLOCK.fullmatch(text):
        hours, minutes, seconds = clock.groups()
        if float(seconds.replace(",", ".")) >= 60 or (hours and int(minutes) >= 60):
            return None
        return round((int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))) * 1000)
    return round(float(text.replace(",", ".")) * 1000) if NUMBER.fullmatch(text) else None


def day_in(name: str, zone: ZoneInfo) -> str | None:
    """A day in a file's name, such as 2018_09_24; at noon, for the name does not say when."""
    found = DAY.search(name)
    if found is None:
        return None
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), 12, tzinfo=zone).isoformat()
    except ValueError:
        return None
