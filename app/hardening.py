"""Headers on every answer, writes from other sites refused, bodies bounded."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.answers import answer
from app.config import settings
from app.problems import Problem

CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "media-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# The worker gets a policy of its own: it may fetch from here and nothing else.
WORKER_CSP = "default-src 'none'; script-src 'self'; connect-src 'self'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
MAX_HOST = 255
MAX_BODY = 1024 * 1024 + 64 * 1024  # a batch of 1 MiB and a little for what surrounds it
MAX_UPLOAD = 8 * 1024 * 1024 + 64 * 1024  # a whole visit in one file; its routes say the same
UPLOADS = re.compile(r"/(api/)?partnerships/[^/]+/imports")


class Hardening:
    """Pure ASGI, so that a live stream passes through unbuffered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sender = _with_headers(scope, send)
        problem = _refusal(Headers(scope=scope), scope)
        if problem is not None:
            await answer(Request(scope, receive), problem)(scope, receive, sender)
            return
        await self.app(scope, receive, sender)


def _refusal(headers: Headers, scope: Scope) -> Problem | None:
    if "\0" in scope["path"]:
        return Problem("not-found")  # PostgreSQL would refuse it as a value
    if len(headers.get("host", "")) > MAX_HOST:
        return Problem("not-found")  # an invitation's link and QR code are made of it
    if scope["method"] in SAFE:
        return None
    if _from_another_site(headers):
        return Problem("cross-site")
    length = headers.get("content-length", "0")
    most = MAX_UPLOAD if UPLOADS.fullmatch(scope["path"]) else MAX_BODY
    if not length.isdigit() or int(length) > most:
        return Problem("too-large")
    return None


def _from_another_site(headers: Headers) -> bool:
    """Browsers send Sec-Fetch-Site, older ones Origin; programs send neither and bring a token instead of a cookie."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            worker = scope["path"] == "/service_worker.js"
            headers["Content-Security-Policy"] = WORKER_CSP if worker else CSP
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
            if scope["scheme"] == "https" or (settings().base_url or "").startswith("https:"):
                headers["Strict-Transport-Security"] = "max-age=31536000"
        await send(message)

    return sender
