"""What every request passes first: headers, bounds, who is asking, and whether a form is ours."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import Protocol
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fassung.desk import sessions
from fassung.desk.config import DeskConfig
from fassung.desk.store import Store
from fassung.errors import FassungError, TooLarge, WrongKind
from fassung.messages import speaking
from fassung.web import csrf, failures

LARGEST_FORM = 1_000_000
"""Bytes; whatever people send by forms is smaller."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, 9.2.1)."""
_WITHOUT_COOKIES = ("/api/", "/static/", "/healthz", "/metrics")
"""Where nobody is signed in, so that no foreign page can act in anybody's name."""
_FORM = "application/x-www-form-urlencoded"
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms (Fetch, 3.2.5).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
PREVIEW_HEADERS = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; img-src https: data:; style-src 'unsafe-inline'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
"""For an answer that shows a portal's page within one of ours: styles of its own, no scripts."""

_LOG = logging.getLogger(__name__)


class Desk(Protocol):
    """What the pages need of a desk."""

    @property
    def store(self) -> Store: ...
    @property
    def config(self) -> DeskConfig: ...


async def bounded_body(request: Request, limit: int) -> bytes:
    """The request's body.

    Raises:
        TooLarge: if it is announced or found to be longer than ``limit`` bytes.
    """
    announced = request.headers.get("content-length", "")
    data = bytearray()
    if not (announced.isdecimal() and int(announced) > limit):
        async for chunk in request.stream():
            data += chunk
            if len(data) > limit:
                break
        else:
            return bytes(data)
    raise TooLarge("More than {limit} bytes were sent; send less.", limit=limit)


class Security:
    """The middleware. Leaves in ``request.state``:

    ``person`` (or None), ``signed_in`` (the session, or None), and of a request that changes
    something ``body`` (bytes) and ``form`` (empty unless a form was sent).
    """

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        state = request.state
        state.person = state.signed_in = None
        state.visit = state.new_visit = ""
        begun = False

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._dress(request, MutableHeaders(scope=message))
            await send(message)

        with ExitStack() as stack:
            stack.enter_context(speaking(_accepted(request)))
            try:
                await self._admit(request)
                if state.person is not None:
                    stack.enter_context(speaking(state.person.language))
                await self.app(scope, receive, dressed)
            except ClientDisconnect:
                return
            except Exception as error:
                if not isinstance(error, (FassungError, HTTPException)):
                    _LOG.exception("%s %s", request.method, request.url.path)
                if begun:
                    raise
                await (await failures.respond(request, error))(scope, receive, dressed)

    async def _admit(self, request: Request) -> None:
        """Finds who is asking; refuses what a foreign page may have sent.

        No address holds a NUL: PostgreSQL cannot even look for one.
        """
        if "\0" in request.url.path or "\0" in unquote(request.url.query):
            raise HTTPException(404)
        if request.url.path.startswith(_WITHOUT_COOKIES):
            return
        state = request.state
        state.visit = request.cookies.get(csrf.visit_cookie(request), "")
        if token := request.cookies.get(csrf.session_cookie(request), ""):
            state.signed_in = await run_in_threadpool(self.session, token)
        if state.signed_in:
            state.person = state.signed_in.person
        if request.method not in SAFE:
            csrf.check_origin(request)
            state.body = await bounded_body(request, LARGEST_FORM)
            state.form = await _form(request, state.body)
            csrf.check_token(request)

    def session(self, token: str) -> sessions.SignedIn | None:
        """Who is signed in with ``token``."""
        return sessions.find(self.desk.store, token)

    def _dress(self, request: Request, headers: MutableHeaders) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        https = request.url.scheme == "https"
        if https:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.state.new_visit:
            secure = "; Secure" if https else ""
            headers.append(
                "Set-Cookie",
                f"{csrf.visit_cookie(request)}={request.state.new_visit}; HttpOnly; Path=/; "
                f"SameSite=Lax{secure}",
            )


async def _form(request: Request, body: bytes) -> FormData:
    """The form in ``body``, without NULs; an empty one where JSON was sent by our script."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind not in (_FORM, "application/json"):
        raise WrongKind("A form comes as {kind}; send it so.", kind=_FORM)
    if kind != _FORM:
        return FormData()
    # The body is read already; Starlette's parser wants to be handed a stream.
    sent = False

    async def again() -> Message:
        nonlocal sent
        chunk, sent = (b"" if sent else body), True
        return {"type": "http.request", "body": chunk, "more_body": False}

    form = await Request(dict(request.scope), again).form(max_fields=500)
    return FormData(
        [
            (name, value.replace("\0", ""))
            for name, value in form.multi_items()
            if type(value) is str
        ]
    )


def _accepted(request: Request) -> str:
    """German for whoever's browser prefers it to English."""
    for part in request.headers.get("accept-language", "").split(","):
        if (name := part.strip().lower()[:2]) in ("de", "en"):
            return name
    return "en"
