"""served: the sites of a network from one process, each under its host name; for trial and tests.

Reading only. Every answer carries a strong ETag (RFC 9110 §8.8.3) of its bytes, and readers who
come back with it get 304. What is withdrawn answers 410 with its note.
"""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from fassung.portals.site import layout
from fassung.portals.site.site import GONE_FOR_APACHE

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
}
_FEEDS = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}
_SHORT = "public, max-age=60, stale-while-revalidate=30"
"""So that a withdrawn article is gone within a minute and a half from every cache."""
_LONG = "public, max-age=86400, immutable"
"""For pictures: a name never shows another one, but one whose article is withdrawn is to go."""
_SMALLEST = 1000
"""Bytes from which on an answer is compressed: a packet holds less."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # The pages forbid the rest themselves; this one cannot stand in a page.
    "Content-Security-Policy": "frame-ancestors 'none'",
}
_START = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Portale</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"></head>
<body><main><h1>Portale</h1><ul>
{portals}</ul></main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A site: the portal's name and host name, its folder, and what it remembers."""

    name: str
    host: str
    folder: Path
    memory: Path


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    packed: bytes
    """With gzip; empty where that is no shorter."""
    tag: str
    modified: float


class Sites:
    """An ASGI application.

    Args:
        sites: by the portal's id; also found as ``ID.localhost``.
        only: the id of the one that answers under every host name; empty for none.
    """

    def __init__(self, sites: Mapping[str, Served], only: str = "") -> None:
        self._sites, self._only = sites, only
        self._hosts = {site.host.partition(":")[0].lower(): id for id, site in sites.items()}
        self._hosts |= {f"{id.lower()}.localhost": id for id in sites}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope, receive)
            answer = await run_in_threadpool(self._answer, request)
            answer.headers.update(_HEADERS)
            if request.method == "HEAD":
                # As for GET, its length too (RFC 9110 §9.3.2); the server sends no body.
                answer.body = b""
            await answer(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response(status_code=405, headers={"Allow": "GET, HEAD"})
        id = self._only or self._hosts.get(_host(request), "")
        if not id:
            return self._start(request)
        site, path = self._sites[id], request.url.path
        path = unquote(request.scope.get("raw_path", path.encode()).decode("latin-1"))
        name = _name(path)
        if name is None:
            return _missing(site, request)
        if name.lstrip("/") in _gone(site.memory):
            return _sent(request, _read(site.folder, name), name, 410) or _missing(site, request)
        if os.path.isdir(site.folder / name):
            # Only now, and to a path of the site: no address leads anywhere else.
            return Response(
                status_code=308, headers={"Location": quote(f"/{name}/"), "Cache-Control": _SHORT}
            )
        found = _sent(request, _read(site.folder, name), name, 200)
        return found or _missing(site, request)

    def _start(self, request: Request) -> Response:
        port = f":{request.url.port}" if request.url.port else ""
        lines = "".join(
            f'<li><a href="http://{escape(id.lower())}.localhost{port}/">{escape(site.name)}</a> '
            f"({escape(site.host)})</li>\n"
            for id, site in self._sites.items()
        )
        page = _START.format(portals=lines)
        here = request.url.path == "/"
        return Response(
            page,
            200 if here else 404,
            {"Cache-Control": "no-store"},
            "text/html; charset=utf-8",
        )


def _host(request: Request) -> str:
    host = request.headers.get("host", "").lower()
    return host.rpartition(":")[0].rstrip(".") if ":" in host else host.rstrip(".")


def _name(path: str) -> str | None:
    """The file that ``path`` (decoded once) asks for; None for one that no site has."""
    if not path.startswith("/") or any(c in path for c in "\0\\"):
        return None
    if path.endswith("/"):
        path += "index.html"
    parts = path[1:].split("/")
    # Names that begin with a dot are files being written, or none of a reader's business.
    if any(not part or part.startswith(".") for part in parts):
        return None
    return "/".join(parts)


def _sent(request: Request, file: _File | None, name: str, status: int) -> Response | None:
    if file is None:
        return None
    packed = bool(file.packed) and _takes_gzip(request.headers.get("accept-encoding", ""))
    tag = f'"{file.tag}{"-gz" if packed else ""}"'
    base, suffix = os.path.basename(name), os.path.splitext(name)[1].lower()
    kind = f"{_FEEDS[base]}; charset=utf-8" if base in _FEEDS else _TYPES.get(suffix)
    headers = {
        "ETag": tag,
        "Last-Modified": formatdate(file.modified, usegmt=True),
        "Cache-Control": _LONG if name.startswith(f"{layout.PICTURES}/") else _SHORT,
        "Vary": "Accept-Encoding",
    }
    if status == 200 and _unchanged(request, tag, file.modified):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = file.packed if packed else file.data
    return Response(body, status, headers, kind or "application/octet-stream")


def _unchanged(request: Request, tag: str, modified: float) -> bool:
    """Whether the reader has it already (RFC 9110 §13.2.2: the tag goes before the date)."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        tags = [part.strip().removeprefix("W/") for part in asked.split(",")]
        return tag in tags or "*" in tags
    since = request.headers.get("if-modified-since", "")
    try:
        return bool(since) and int(modified) <= parsedate_to_datetime(since).timestamp()
    except (ValueError, OverflowError):
        return False


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            value = weight.strip().removeprefix("q=")
            return not value or value.strip("0.") != ""
    return False


def _missing(site: Served, request: Request) -> Response:
    found = _sent(request, _read(site.folder, layout.MISSING), layout.MISSING, 404)
    return found or Response(status_code=404)


def _read(folder: Path, name: str) -> _File | None:
    """A file of the site; None if there is none, or if a link leads out of the site."""
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return None
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return None
        return _content(str(path), found.st_ino, found.st_mtime_ns, found.st_size)
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=512)
def _content(path: str, _inode: int, changed: int, _size: int) -> _File:
    data = Path(path).read_bytes()
    small = len(data) < _SMALLEST or path.endswith((".png", ".jpg", ".jpeg", ".webp"))
    packed = b"" if small else gzip.compress(data, 6, mtime=0)
    tag = sha256(data).hexdigest()[:32]
    return _File(data, packed if len(packed) < len(data) else b"", tag, changed / 1e9)


def _gone(memory: Path) -> frozenset[str]:
    path = memory / GONE_FOR_APACHE
    try:
        return _listed(str(path), path.stat().st_mtime_ns)
    except OSError:
        return frozenset()


@lru_cache(maxsize=256)
def _listed(path: str, _changed: int) -> frozenset[str]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return frozenset(unquote(line.partition(" ")[0]).removeprefix("/") for line in lines)
