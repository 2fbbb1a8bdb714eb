"""Taking up an invitation: a link that works once, and a password of one's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fassung.desk import passwords, signing_in
from fassung.errors import DeskError, NotFound
from fassung.messages import message
from fassung.web import cookies, forms, pages
from fassung.web.access import anyone


@anyone
def show(request: Request) -> Response:
    """The form. Looking at the link, as mail programs do, does not use it up."""
    return _form(request, "")


@anyone
def accept(request: Request) -> Response:
    """Sets the password and signs in."""
    desk = request.app.state.desk
    password = forms.secret(request, "password")
    if password != forms.secret(request, "again"):
        return _form(request, message("The two passwords are not the same; type them again."))
    try:
        token = signing_in.accept(
            desk.store,
            request.path_params["token"],
            password,
            hours=desk.config.session_hours,
        )
    except NotFound:
        raise
    except DeskError as error:
        return _form(request, str(error))
    return cookies.signed_in(request, token, "/")


def _form(request: Request, line: str) -> Response:
    token = request.path_params["token"]
    with request.app.state.desk.store.reading() as transaction:
        _, person = signing_in.invited(transaction, token)
    return pages.render(
        request,
        "invitation.html.j2",
        status_code=422 if line else 200,
        invited=person,
        shortest=passwords.SHORTEST,
        line=line,
    )


routes = [
    Route("/invitation/{token}", show, methods=["GET"]),
    Route("/invitation/{token}", accept, methods=["POST"]),
]
