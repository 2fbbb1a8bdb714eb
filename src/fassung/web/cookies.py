"""The session's cookie, from sign-in to sign-out; and the device's, which stays."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fassung.desk import devices, sessions
from fassung.web import csrf

_DEVICE = 180 * 24 * 3600
"""Seconds that a browser is known for after a sign-in."""


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
    if entered := sessions.find(request.app.state.desk.store, token):
        answer.set_cookie(
            csrf.device_cookie(request),
            devices.remember(entered.person, device(request)),
            max_age=_DEVICE,
            httponly=True,
            secure=https,
            samesite="lax",
        )
    return answer


def device(request: Request) -> str:
    """What the browser brought along to be known by."""
    return request.cookies.get(csrf.device_cookie(request), "")


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
