"""People, for admins: invite, change a role, shut out."""

from __future__ import annotations

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import people, rights
from fassung.desk.accounts import Person
from fassung.errors import DeskError
from fassung.web import forms, pages
from fassung.web.access import needs


@needs("admin")
def show(request: Request) -> Response:
    """All people."""
    return _page(request)


@needs("admin")
def invite(request: Request) -> Response:
    """Adds somebody and shows their link, once."""
    try:
        with request.app.state.desk.store.writing() as transaction:
            person, token = people.invite(
                transaction,
                forms.text(request, "login"),
                forms.text(request, "name"),
                forms.text(request, "role"),
                rights.actor(request.state.person),
            )
    except DeskError as error:
        return _page(request, line=str(error))
    return _page(request, name=person.name, link=_link(request, token))


@needs("admin")
def renew(request: Request) -> Response:
    """A new link for somebody who lost theirs, or their password."""
    with request.app.state.desk.store.writing() as transaction:
        person = people.get(transaction, request.path_params["id"])
        token = people.renew(transaction, person, rights.actor(request.state.person))
    return _page(request, name=person.name, link=_link(request, token))


@needs("admin")
def change(request: Request) -> Response:
    """Another role, or shut out or in."""
    by = rights.actor(request.state.person)
    person_id = request.path_params["id"]
    try:
        with request.app.state.desk.store.writing() as transaction:
            if role := forms.text(request, "role"):
                people.change_role(transaction, person_id, role, by)
            if active := forms.text(request, "active"):
                people.change_active(transaction, person_id, active == "yes", by)
    except DeskError as error:
        return _page(request, line=str(error))
    return RedirectResponse("/people", 303)


def _link(request: Request, token: str) -> str:
    return f"{str(request.base_url).rstrip('/')}{people.link(token)}"


def _page(request: Request, *, line: str = "", name: str = "", link: str = "") -> Response:
    with request.app.state.desk.store.reading() as transaction:
        everyone = transaction.scalars(
            select(Person).order_by(Person.active.desc(), Person.name)
        ).all()
    return pages.render(
        request,
        "people.html.j2",
        status_code=422 if line else 200,
        people=everyone,
        roles=rights.ROLES,
        hours=people.INVITATION_HOURS,
        line=line,
        name=name,
        link=link,
    )


routes = [
    Route("/people", show, methods=["GET"]),
    Route("/people", invite, methods=["POST"]),
    Route("/people/{id}", change, methods=["POST"]),
    Route("/people/{id}/invitation", renew, methods=["POST"]),
]
