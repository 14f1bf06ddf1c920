"""Days and times as people read them."""

from datetime import date, datetime


def weekday(moment: date) -> str:
    return f"{moment:%A}"


def day(moment: date) -> str:
    return f"{moment:%A}, {moment:%B} {moment.day}"


def short_day(moment: date) -> str:
    return f"{moment:%a}, {moment:%b} {moment.day}"


def clock_time(moment: datetime) -> str:
    """4:10 pm"""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def lesson_time(at_ms: int | None) -> str:
    """Milliseconds since the visit began, as 24:12; 1:04:12 from an hour on."""
    if at_ms is None:
        return ""
    seconds = max(at_ms, 0) // 1000
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
