"""Days and times as people read them."""

from datetime import date, datetime, timedelta

from app.words import _


def weekday(moment: date) -> str:
    return f"{moment:%A}"


def day(moment: date) -> str:
    return f"{moment:%A}, {moment:%B} {moment.day}"


def short_day(moment: date) -> str:
    return f"{moment:%a}, {moment:%b} {moment.day}"


def month_day(moment: date) -> str:
    """Sep 8"""
    return f"{moment:%b} {moment.day}"


def near_day(moment: date, today: date) -> str:
    """Today, Tomorrow, Yesterday; else the day, with the year when it is another one."""
    plain = moment.date() if isinstance(moment, datetime) else moment
    near = {today: _("Today"), today + timedelta(days=1): _("Tomorrow"), today - timedelta(days=1): _("Yesterday")}
    return near.get(plain) or short_day(plain) + (f", {plain.year}" if plain.year != today.year else "")


def lately(moment: datetime, today: date) -> str:
    """Tue, 3:42 pm; with the day's date when it is a week or more ago."""
    near = 0 <= (today - moment.date()).days < 7
    return f"{moment:%a}, {clock_time(moment)}" if near else f"{month_day(moment)}, {clock_time(moment)}"


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
