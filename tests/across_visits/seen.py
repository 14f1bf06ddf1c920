"""Visits as read, without a database: for what is computed and drawn from them."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from app.across_visits.models import ChangeLine
from app.across_visits.queries import Seen
from app.across_visits.series import Series, all_series
from tests.cast import entry

PRAISE = {
    "key": "praise",
    "kind": "count",
    "label": "Praise",
    "options": [{"key": "specific", "label": "Specific praise"}, {"key": "general", "label": "General praise"}],
}
REDIRECTION = {"key": "redirection", "kind": "count", "label": "Redirection"}
FIRST = datetime(2026, 9, 10, 10, 5, tzinfo=UTC)


def seen(week: int, *story: tuple[str, int, dict[str, Any]], measures=(PRAISE, REDIRECTION), version: int = 1) -> Seen:
    """A visit of ten minutes; `story` is (kind, at_ms, fields)."""
    told = [("begin", 0, {}), *story, ("end", 600_000, {})]
    visit = SimpleNamespace(
        id=f"visit-{week}", students=24, form_id="form", form_version=version, imported_from=None, withheld_at=None
    )
    entries = [entry(kind, at, n, **fields) for n, (kind, at, fields) in enumerate(told, 1)]
    return Seen(visit, week + 1, FIRST + timedelta(weeks=week), [dict(m) for m in measures], entries)


def marks(specific: int = 0, redirection: int = 0) -> list[tuple[str, int, dict[str, Any]]]:
    said = [{"measure": "praise", "option": "specific"}] * specific + [{"measure": "redirection"}] * redirection
    return [("mark", 1_000 * i, fields) for i, fields in enumerate(said, 1)]


def counted(*specific: int | None) -> list[Seen]:
    """One visit a week with so many specific praises; None: a form without praise."""
    return [
        seen(week, *marks(n)) if n is not None else seen(week, measures=(REDIRECTION,))
        for week, n in enumerate(specific)
    ]


def series_of(visits: list[Seen], key: str = "praise:specific") -> Series:
    return next(series for series in all_series(visits) if series.key == key)


def line(text: str, day: date) -> ChangeLine:
    return ChangeLine(
        partnership_id="p", id=text, line=text, starts_on=day, text=text, written_by="dana", written_at=FIRST
    )


def after(weeks: int) -> date:
    """Between two visits."""
    return (FIRST + timedelta(weeks=weeks, days=-2)).date()
