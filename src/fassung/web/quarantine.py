"""The quarantine: deliveries that could not be read; their bytes to look at, and another try."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from babel.numbers import format_decimal
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import intake, quarantine, quota, reasons, rights
from fassung.desk.intake import Channel
from fassung.desk.schema import Piece, Version
from fassung.desk.states import State
from fassung.messages import language, message
from fassung.web import pages, words
from fassung.web.access import needs
from fassung.web.security import PREVIEW_HEADERS

_MOST = 200
_FULL = 0.8
"""Share of a partner's room from which on people are told."""
CHANNELS: Mapping[str, str] = MappingProxyType(
    {Channel.FOLDER: "Folder", Channel.FEED: "Feed", Channel.PUSH: "Push"}
)
"""How something came in; each word is a key of the catalogue."""


@needs("editor")
def show(request: Request) -> Response:
    """What could not be read, the newest first."""
    desk = request.app.state.desk
    with desk.store.reading() as session:
        found = quarantine.refused(session, _MOST + 1)
        waiting = quarantine.waiting(session)
        full = [
            (partner.name or partner.id, size(used), size(partner.quota))
            for partner in desk.config.partners.values()
            if (used := quota.used(session, partner.id)) > _FULL * partner.quota
        ]
        failed = session.scalar(
            select(func.count())
            .select_from(Version)
            .join(Piece, Piece.current_id == Version.id)
            .where(Version.state == State.FAILED)
        )
    return pages.render(
        request,
        "quarantine.html.j2",
        deliveries=found[:_MOST],
        cut=len(found) > _MOST,
        most=_MOST,
        waiting=waiting,
        failed=failed,
        full=full,
        shown=reasons.shown,
        names={id: partner.name or id for id, partner in desk.config.partners.items()},
        channels={id: message(name) for id, name in CHANNELS.items()},
        size=size,
        age=words.age,
    )


@needs("editor")
def raw(request: Request) -> Response:
    """The bytes as they came. A browser is to keep them and never to show them."""
    delivery = request.path_params["id"]
    with request.app.state.desk.store.reading() as session:
        data = quarantine.body(session, delivery)
    # The sender's own name may end in anything that a double click would run.
    name = f'attachment; filename="delivery-{delivery[:32]}.bin"'
    headers = {**PREVIEW_HEADERS, "Content-Disposition": name}
    return Response(data, media_type="application/octet-stream", headers=headers)


@needs("editor")
def retry(request: Request) -> Response:
    """Has a delivery read once more."""
    store = request.app.state.desk.store
    with store.reading() as session:
        quarantine.body(session, request.path_params["id"])
    intake.retry(store, request.path_params["id"], rights.actor(request.state.person))
    return RedirectResponse("/quarantine", 303)


@needs("chief")
def discard(request: Request) -> Response:
    """Lets the bytes of a delivery go, for good."""
    store = request.app.state.desk.store
    with store.reading() as session:
        quarantine.body(session, request.path_params["id"])
    intake.discard(store, request.path_params["id"], rights.actor(request.state.person))
    return RedirectResponse("/quarantine", 303)


def size(count: int) -> str:
    """A number of bytes as people read it.

    >>> size(831), size(20_480)
    ('831 B', '20 kB')
    """
    unit, number = ("B", float(count)) if count < 1000 else ("kB", count / 1000)
    if number >= 1000:
        unit, number = "MB", number / 1000
    return f"{format_decimal(number, '0', locale=language())} {unit}"


routes = [
    Route("/quarantine", show, methods=["GET"]),
    Route("/quarantine/{id}/raw", raw, methods=["GET"]),
    Route("/quarantine/{id}/retry", retry, methods=["POST"]),
    Route("/quarantine/{id}/discard", discard, methods=["POST"]),
]
