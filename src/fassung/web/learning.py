"""Learning: terms and names that edits suggest, and how much editors changed of each engine's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from babel.numbers import format_decimal, format_percent
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import effort, proposals
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.store import Store
from fassung.messages import language
from fassung.web import pages
from fassung.web.access import needs

_DAYS = 30
"""Of what age the versions are at most that the table counts."""


@needs("reader")
def show(request: Request) -> Response:
    """What waits for a decision, what was decided, and the table."""
    desk = request.app.state.desk
    with desk.store.reading() as session:
        waiting = proposals.waiting(session)
        accepted = proposals.accepted(session)
        efforts = effort.distances(session, now() - timedelta(days=_DAYS))
    return pages.render(
        request,
        "learning.html.j2",
        waiting=waiting,
        accepted=accepted,
        efforts=efforts,
        days=_DAYS,
        names={id: partner.name or id for id, partner in desk.config.partners.items()},
        number=lambda value: format_decimal(value, locale=language()),
        percent=lambda value: format_percent(value, "0.0 %", locale=language()),
    )


def _decision(decide: Callable[[Store, str, Person], None]) -> Any:
    @needs("chief")
    def endpoint(request: Request) -> Response:
        store = request.app.state.desk.store
        decide(store, request.path_params["id"], request.state.person)
        return RedirectResponse("/learning", 303)

    return endpoint


routes = [
    Route("/learning", show, methods=["GET"]),
    Route("/learning/{id}/accept", _decision(proposals.accept), methods=["POST"]),
    Route("/learning/{id}/refuse", _decision(proposals.refuse), methods=["POST"]),
]
