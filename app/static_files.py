"""The static tree, addressed by one hash over all of it, so that a page and its modules never mix two builds."""

import gzip
import hashlib
import json
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.problems import Problem

HERE = Path(__file__).parent / "static"
TEXTS = {".js", ".css", ".svg", ".html", ".webmanifest", ".json", ".txt", ".md"}
# What the recorder and Today need with no network at all.
SHELL_FOLDERS = ("device", "recorder", "today", "ui")
SHELL_FILES = (
    "css/tokens.css",
    "css/base.css",
    "css/recorder.css",
    "css/pads.css",
    "css/phones.css",
    "css/device.css",
    "css/video.css",
    "icons/icon.svg",
    "vendor/icons.svg",
)
SHELL_FONTS = ("fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",)
SHELL_PAGES = {"/recorder": "recorder/index.html", "/today-offline": "today/index.html"}

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class File:
    path: str
    body: bytes
    zipped: bytes | None
    media_type: str


@lru_cache
def files() -> dict[str, File]:
    paths = sorted(p for p in HERE.rglob("*") if p.is_file())
    return {f.path: f for f in map(_read, paths)}


def _read(path: Path) -> File:
    body = path.read_bytes()
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    zipped = gzip.compress(body, 9, mtime=0) if path.suffix in TEXTS else None
    return File(path.relative_to(HERE).as_posix(), body, zipped, media)


@lru_cache
def build() -> str:
    digest = hashlib.sha256()
    for file in files().values():
        digest.update(file.path.encode() + b"\0" + file.body)
    return digest.hexdigest()[:12]


def static(path: str) -> str:
    if path not in files():
        raise KeyError(f"no static file {path}")
    return f"/static/{build()}/{path}"


def shell_files() -> list[str]:
    wanted = [p for p in files() if p.split("/")[0] in SHELL_FOLDERS and not p.endswith("/index.html")]
    return [static(p) for p in [*wanted, *SHELL_FILES, *SHELL_FONTS] if p in files()]


@router.get("/static/{requested}/{path:path}")
def static_file(request: Request, requested: str, path: str) -> Response:
    file = files().get(path)
    if file is None:
        raise Problem("not-found")
    fresh = "public, max-age=31536000, immutable" if requested == build() else "no-cache"
    return _send(request, file, {"Cache-Control": fresh})


def _send(request: Request, file: File, headers: dict[str, str]) -> Response:
    media = file.media_type
    if media.startswith("text/"):
        media += "; charset=utf-8"
    if file.zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(file.zipped, media_type=media, headers=headers)
    return Response(file.body, media_type=media, headers=headers)


@router.get("/service_worker.js")
def service_worker() -> Response:
    shell = {"build": build(), "files": shell_files(), "pages": list(SHELL_PAGES)}
    body = f"self.SHELL = {json.dumps(shell)};\n".encode() + files()["service_worker.js"].body
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return Response(body, media_type="text/javascript; charset=utf-8", headers=headers)


@router.get("/manifest.webmanifest")
def manifest(request: Request) -> Response:
    return _send(request, files()["manifest.webmanifest"], {"Cache-Control": "no-cache"})


@router.get("/recorder")
@router.get("/today-offline")
def shell_page(request: Request) -> Response:
    """The same bytes for everybody: who is signed in and what is packed is known on the device alone."""
    html = files()[SHELL_PAGES[request.url.path]].body.replace(b"{build}", build().encode())
    return Response(html, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})
