"""The session's cookie: set at sign-in, taken away at sign-out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fassung.web import csrf


def signed_in(request: Request, token: str, to: str) -> Response:
    """Leads to the page ``to`` with the new session's ``token``.

    Scripts cannot read it, other sites' forms do not carry it, plain HTTP does not where the
    desk is reached by HTTPS.
    """
    answer = RedirectResponse(to, 303)
    https = request.url.scheme == "https"
    answer.set_cookie(
        csrf.session_cookie(request),
        token,
        max_age=request.app.state.desk.config.session_hours * 3600,
        httponly=True,
        secure=https,
        samesite="lax",
    )
    answer.delete_cookie(csrf.visit_cookie(request), secure=https, httponly=True)
    return answer


def signed_out(request: Request, to: str = "/sign-in") -> Response:
    """Leads to the page ``to`` without a session, and without anything kept in the browser."""
    answer = RedirectResponse(to, 303)
    https = request.url.scheme == "https"
    answer.delete_cookie(csrf.session_cookie(request), secure=https, httponly=True)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def local(address: str) -> str:
    """``address`` if it is a path of ours, else the inbox: a sign-in leads to no other site.

    >>> local("/pieces/7?x=1"), local("//evil.example"), local("/\\\\evil.example"), local("x")
    ('/pieces/7?x=1', '/', '/', '/')
    """
    foreign = address[:1] != "/" or address[1:2] in ("/", "\\")
    return "/" if foreign or not address.isprintable() or len(address) > 1000 else address
