"""Signing in and out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import record, rights, sessions, signing_in
from fassung.errors import TooManyTries, UnknownCaller
from fassung.web import cookies, csrf, forms, pages
from fassung.web.access import anyone, needs


@anyone
def show(request: Request) -> Response:
    """The form."""
    to = cookies.local(request.query_params.get("next", "/"))
    if request.state.person:
        return RedirectResponse(to, 303)
    return pages.render(request, "sign_in.html.j2", to=to, login="", line="")


@anyone
def enter(request: Request) -> Response:
    """Takes the form; a wrong one comes back with the login that was typed."""
    desk = request.app.state.desk
    to = cookies.local(forms.text(request, "next") or "/")
    login = forms.text(request, "login")
    try:
        token = signing_in.sign_in(
            desk.store,
            login,
            forms.secret(request, "password"),
            forms.address(request),
            hours=desk.config.session_hours,
            old=request.cookies.get(csrf.session_cookie(request), ""),
            device=cookies.device(request),
        )
    except (UnknownCaller, TooManyTries) as error:
        answer = pages.render(
            request,
            "sign_in.html.j2",
            status_code=error.http_status,
            to=to,
            login=login[:64],
            line=str(error),
        )
        if isinstance(error, TooManyTries):
            answer.headers["Retry-After"] = str(error.seconds)
        return answer
    return cookies.signed_in(request, token, to)


@needs("reader")
def leave(request: Request) -> Response:
    """Ends this session."""
    with request.app.state.desk.store.writing() as transaction:
        sessions.end(transaction, request.cookies[csrf.session_cookie(request)])
        record.append(transaction, None, rights.actor(request.state.person), "signed_out")
    return cookies.signed_out(request)


@needs("reader")
def leave_everywhere(request: Request) -> Response:
    """Ends all sessions of this person."""
    person = request.state.person
    with request.app.state.desk.store.writing() as transaction:
        sessions.end_all(transaction, person.id)
        record.append(transaction, None, rights.actor(person), "signed_out_everywhere")
    return cookies.signed_out(request)


routes = [
    Route("/sign-in", show, methods=["GET"]),
    Route("/sign-in", enter, methods=["POST"]),
    Route("/sign-out", leave, methods=["POST"]),
    Route("/sign-out-everywhere", leave_everywhere, methods=["POST"]),
]
