"""Forms that only our own pages can send: cookies' names, tokens, and their check."""

from __future__ import annotations

import hashlib
import secrets

from starlette.requests import Request

from fassung.errors import NotAllowed


def session_cookie(request: Request) -> str:
    """The session cookie's name; with https one that no other host can set (RFC 6265bis)."""
    return "__Host-fassung" if request.url.scheme == "https" else "fassung"


def visit_cookie(request: Request) -> str:
    """The name of the cookie that forms are bound to while nobody is signed in."""
    return session_cookie(request) + "-visit"


def device_cookie(request: Request) -> str:
    """The name of the cookie by which a browser is known (:mod:`fassung.desk.devices`)."""
    return session_cookie(request) + "-device"


def token(request: Request) -> str:
    """What a form of this request's page must send back as ``csrf`` (or ``X-CSRF-Token``).

    Before anybody is signed in it is bound to a cookie of its own, so that nobody can be signed
    in to a stranger's account by a foreign page.
    """
    state = request.state
    if state.signed_in:
        return str(state.signed_in.csrf)
    if not state.visit:
        state.visit = state.new_visit = secrets.token_urlsafe(32)
    return _of_visit(state.visit)


def _of_visit(visit: str) -> str:
    return hashlib.sha256(f"fassung-form:{visit}".encode("utf-8", "surrogatepass")).hexdigest()


def check_origin(request: Request) -> None:
    """A browser says which page sent a form; only ours may (W3C Fetch Metadata; RFC 6454).

    Raises:
        NotAllowed: if another's did.
    """
    origin = request.headers.get("origin")
    host = request.headers.get("host")
    ours = origin is None or origin.partition("://")[2] == host
    if not ours or request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise NotAllowed("Another site sent this form; open the desk's own page and try again.")


def check_token(request: Request) -> None:
    """Compares what a form or script sent along with what its page was given.

    Raises:
        NotAllowed: if it is missing or another's.
    """
    sent = request.headers.get("x-csrf-token") or request.state.form.get("csrf")
    state = request.state
    bound = bool(state.signed_in or state.visit)
    if (
        not bound
        or not isinstance(sent, str)
        or not secrets.compare_digest(sent.encode("utf-8", "replace"), token(request).encode())
    ):
        raise NotAllowed("This form is out of date; reload the page and send it again.")
