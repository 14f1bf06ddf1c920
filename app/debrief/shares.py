"""Shares, rates and times in words."""

from app.dates import lesson_time
from app.words import _

FEW = 5  # with fewer marks than this the marks are shown, not a percentage


def per_ten_minutes(rate: float | None) -> str:
    return _("no time observed") if rate is None else _("%(rate)s in 10 min") % {"rate": f"{rate:.1f}"}


def percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f}%"


def percent_of_marks(share: float | None, marks: int) -> str:
    """Nothing where there are so few marks that they say more themselves."""
    return percent(share) if marks >= FEW else ""


def minutes(ms: int) -> str:
    """45 min; under ten minutes 9:30 min; under one 0:40 min"""
    return _("%(n)s min") % {"n": round(ms / 60_000) if ms >= 600_000 or ms % 60_000 == 0 else lesson_time(ms)}


def seconds(ms: int) -> str:
    """3.2 s, from a minute on 1:03"""
    return lesson_time(ms) if ms >= 60_000 else _("%(n)s s") % {"n": f"{ms / 1000:.1f}"}
