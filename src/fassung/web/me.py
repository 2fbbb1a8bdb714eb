"""One's own account: language, password, other browsers. Nothing that an admin decides."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import passwords, people, signing_in
from fassung.errors import DeskError
from fassung.messages import message
from fassung.web import cookies, forms, pages
from fassung.web.access import needs


@needs("reader")
def show(request: Request) -> Response:
    """The page."""
    return _page(request, "")


@needs("reader")
def change_language(request: Request) -> Response:
    """German or English, from the next page on."""
    with request.app.state.desk.store.writing() as transaction:
        people.change_language(
            transaction, request.state.person.id, forms.text(request, "language")
        )
    return RedirectResponse("/me", 303)


@needs("reader")
def change_password(request: Request) -> Response:
    """Another password; every other browser is signed out."""
    desk = request.app.state.desk
    new = forms.secret(request, "password")
    if new != forms.secret(request, "again"):
        return _page(request, message("The two passwords are not the same; type them again."))
    try:
        token = signing_in.change_password(
            desk.store,
            request.state.person,
            forms.secret(request, "current"),
            new,
            forms.address(request),
            hours=desk.config.session_hours,
            device=cookies.device(request),
        )
    except DeskError as error:
        return _page(request, str(error), error.http_status)
    return cookies.signed_in(request, token, "/me")


def _page(request: Request, line: str, status: int = 422) -> Response:
    return pages.render(
        request,
        "me.html.j2",
        status_code=status if line else 200,
        shortest=passwords.SHORTEST,
        line=line,
    )


routes = [
    Route("/me", show, methods=["GET"]),
    Route("/me/language", change_language, methods=["POST"]),
    Route("/me/password", change_password, methods=["POST"]),
]
