"""The address of an invitation as people get it: a link, and the same as a QR code."""

import segno
from fastapi import Request
from markupsafe import Markup

from app.config import settings


def invitation_url(request: Request, token: str) -> str:
    base = settings().base_url or str(request.base_url)
    return f"{base.rstrip('/')}/invitations/{token}"


def qr_code(address: str, label: str) -> Markup:
    """Black on white in either theme, with the quiet margin that cameras need; no style attribute."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=4))
    runs = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    size = len(rows)
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path d="{2}" fill="#000"/></svg>'
    ).format(size, label, "".join(runs))
