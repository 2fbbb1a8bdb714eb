"""Keys of partners and clients, for admins: make one, see it once, revoke it."""

from __future__ import annotations

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import keys, rights
from fassung.desk.accounts import ApiKey
from fassung.errors import DeskError
from fassung.web import forms, pages, words
from fassung.web.access import needs


@needs("admin")
def show(request: Request) -> Response:
    """All keys; never the keys themselves."""
    return _page(request)


@needs("admin")
def make(request: Request) -> Response:
    """A new key, shown on this page and never again."""
    desk = request.app.state.desk
    partner, client = forms.text(request, "partner"), forms.text(request, "client")
    owner = keys.Owner("partner", partner) if partner else keys.Owner("client", client)
    try:
        if partner and partner not in desk.config.partners:
            raise DeskError("There is no partner {name} in the desk's settings.", name=partner[:40])
        with desk.store.writing() as transaction:
            _, key = keys.make(transaction, owner, rights.actor(request.state.person))
    except DeskError as error:
        return _page(request, line=str(error))
    return _page(request, owner=owner.name, key=key)


@needs("admin")
def revoke(request: Request) -> Response:
    """From now on the key opens nothing."""
    with request.app.state.desk.store.writing() as transaction:
        keys.revoke(transaction, request.path_params["id"], rights.actor(request.state.person))
    return RedirectResponse("/keys", 303)


def _page(request: Request, *, line: str = "", owner: str = "", key: str = "") -> Response:
    desk = request.app.state.desk
    with desk.store.reading() as transaction:
        every = transaction.scalars(
            select(ApiKey).order_by(ApiKey.revoked.isnot(None), ApiKey.created.desc())
        ).all()
    return pages.render(
        request,
        "keys.html.j2",
        status_code=422 if line else 200,
        keys=every,
        moment=words.moment,
        partners=desk.config.partners.values(),
        line=line,
        owner=owner,
        key=key,
    )


routes = [
    Route("/keys", show, methods=["GET"]),
    Route("/keys", make, methods=["POST"]),
    Route("/keys/{id}/revoke", revoke, methods=["POST"]),
]
