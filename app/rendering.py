"""Jinja pages and fragments: what every template knows."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app import dates
from app.clock import now
from app.static_files import static
from app.words import translations

HERE = Path(__file__).parent / "templates"
templates = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
)
templates.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]


def page(
    request: Request,
    template: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    """A page or a fragment. `me` and `today` come from who is signed in; times are shown in that person's zone."""
    me = getattr(request.state, "me", None)
    zone = ZoneInfo(me.time_zone) if me else ZoneInfo("UTC")
    known = {"request": request, "me": me, "zone": zone, "today": now().astimezone(zone).date()}
    html = templates.get_template(template).render(known | (context or {}))
    return HTMLResponse(html, status, headers)


def icon(name: str, size: int = 20, label: str = "") -> Markup:
    """A lucide icon from the vendored sprite; decorative unless it has a label."""
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup(
        '<svg class="ic" width="{0}" height="{0}" viewBox="0 0 24 24" {1}><use href="{2}#{3}"/></svg>'
    ).format(size, role, static("vendor/icons.svg"), name)


def face(name: str, role: str, size: str = "") -> Markup:
    """Teacher round and plum, coach square-ish and teal, anybody else outlined; always with the initial."""
    shape = {"teacher": "d", "coach": "m"}.get(role, "t")
    return Markup('<span class="face {} {}" role="img" aria-label="{}">{}</span>').format(
        shape, size, name.split(" ")[0], name[:1].upper()
    )


def first_name(name: str) -> str:
    return name.split(" ")[0]


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)


templates.globals.update(static=static, icon=icon, face=face)
templates.filters.update(
    first_name=first_name,
    local=local,
    day=dates.day,
    weekday=dates.weekday,
    short_day=dates.short_day,
    month_day=dates.month_day,
    near_day=dates.near_day,
    lately=dates.lately,
    clock_time=dates.clock_time,
    lesson_time=dates.lesson_time,
)
