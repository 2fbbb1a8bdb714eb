"""Standing: what stands where, in which version; what waits, and what failed and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from fassung.desk.outbox import PUBLISH, WITHDRAW
from fassung.desk.places import Outgoing, Place
from fassung.desk.schema import Piece, Version
from fassung.errors import FassungError

STATES = ("live", "gone", "waiting", "failing", "refused")
"""What may be said of a place: it shows the last word, a publishing or a withdrawal; it waits for
it; it waits for another try; it does not take it."""
_FEW = 3
"""Tries of a withdrawal after which a person is told."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One place of a piece, and the newest that was said to it."""

    id: str
    """Of the line of the outbox."""
    piece_id: str
    version_id: str
    version: int
    headline: str
    partner: str
    portal: str
    target: str
    number: int
    kind: str
    state: str
    """One of :data:`STATES`."""
    shown: int
    """The number that stands there; 0 for none."""
    attempts: int
    at: datetime
    due: datetime
    ended: datetime | None
    error: Mapping[str, Any] | None
    receipt: Mapping[str, Any] | None

    @property
    def why(self) -> str:
        """Why the last try failed, in one line; empty if it did not."""
        return said(self.error)

    @property
    def address(self) -> str:
        """Where it is to be seen, if the target says so."""
        address = str((self.receipt or {}).get("address", ""))
        return address if address.startswith(("https://", "http://")) else ""


def said(error: Mapping[str, Any] | None) -> str:
    """An error of the outbox in the reader's language."""
    return "" if error is None else str(FassungError(error["template"], **error["values"]))


def standings(
    session: Session,
    *,
    piece: str = "",
    portal: str = "",
    target: str = "",
    state: str = "",
    limit: int = 500,
) -> list[Standing]:
    """The places that something was said to, what needs a person first, then the newest.

    Args:
        session: any.
        piece: only this one's; empty for all.
        portal: only this portal's.
        target: only at this target.
        state: one of :data:`STATES`; ``open`` for all that is not at its end; empty for all.
        limit: how many at most.
    """
    query = (
        select(Outgoing, Place.shown, Version.number, _headline(), Piece.partner)
        .join(Place, _newest())
        .join(Version, Version.id == Outgoing.version_id)
        .join(Piece, Piece.id == Outgoing.piece_id)
        .order_by(Outgoing.state != "refused", Outgoing.state != "waiting", Outgoing.at.desc())
        .order_by(Outgoing.outlet, Outgoing.target)
        .limit(limit)
    )
    for given, column in (
        (piece, Outgoing.piece_id),
        (portal, Outgoing.outlet),
        (target, Outgoing.target),
    ):
        if given:
            query = query.where(column == given)
    match state:
        case "live":
            query = query.where(Outgoing.state == "done", Outgoing.kind == PUBLISH)
        case "gone":
            query = query.where(Outgoing.state == "done", Outgoing.kind == WITHDRAW)
        case "waiting":
            query = query.where(Outgoing.state == "waiting", Outgoing.attempts == 0)
        case "failing":
            query = query.where(Outgoing.state == "waiting", Outgoing.attempts > 0)
        case "refused":
            query = query.where(Outgoing.state == "refused")
        case "open":
            query = query.where(Outgoing.state.in_(("waiting", "refused")))
    return [
        Standing(
            id=line.id,
            piece_id=line.piece_id,
            version_id=line.version_id,
            version=number,
            headline=headline,
            partner=partner,
            portal=line.outlet,
            target=line.target,
            number=line.number,
            kind=line.kind,
            state=_state(line.state, line.kind, line.attempts),
            shown=shown,
            attempts=line.attempts,
            at=line.at,
            due=line.due,
            ended=line.ended,
            error=line.error,
            receipt=line.receipt,
        )
        for line, shown, number, headline, partner in session.execute(query)
    ]


def counts(session: Session, *, piece: str = "", portal: str = "") -> dict[tuple[str, str], int]:
    """How many places there are by target and state (:data:`STATES`)."""
    tried = Outgoing.attempts > 0
    query = (
        select(Outgoing.target, Outgoing.state, Outgoing.kind, tried, func.count())
        .join(Place, _newest())
        .group_by(Outgoing.target, Outgoing.state, Outgoing.kind, tried)
    )
    if piece:
        query = query.where(Outgoing.piece_id == piece)
    if portal:
        query = query.where(Outgoing.outlet == portal)
    found: dict[tuple[str, str], int] = {}
    for target, state, kind, attempts, count in session.execute(query):
        key = target, _state(state, kind, attempts)
        found[key] = found.get(key, 0) + count
    return found


def refused(session: Session) -> int:
    """How many lines a person should see to, since their target does not take them.

    Withdrawals that have failed a few times are among them, though they are tried again.
    """
    withdrawn = and_(
        Outgoing.state == "waiting", Outgoing.kind == WITHDRAW, Outgoing.attempts >= _FEW
    )
    query = select(func.count()).select_from(Outgoing)
    query = query.where(or_(Outgoing.state == "refused", withdrawn))
    return session.scalar(query) or 0


def oldest_waiting(session: Session) -> datetime | None:
    """When that was said which has waited longest."""
    return session.scalar(select(func.min(Outgoing.at)).where(Outgoing.state == "waiting"))


def known(session: Session) -> tuple[list[str], list[str]]:
    """The portals and the targets that something was ever said to."""
    found: list[list[str]] = [
        list(session.scalars(select(column).distinct().order_by(column)))
        for column in (Place.outlet, Place.target)
    ]
    return found[0], found[1]


def _newest() -> Any:
    return and_(
        Place.piece_id == Outgoing.piece_id,
        Place.target == Outgoing.target,
        Place.outlet == Outgoing.outlet,
        Place.wanted == Outgoing.number,
    )


def _headline() -> Any:
    return func.coalesce(func.nullif(Version.german_headline, ""), Version.headline)


def _state(state: str, kind: str, attempts: object) -> str:
    if state == "done":
        return "live" if kind == PUBLISH else "gone"
    if state == "waiting":
        return "failing" if attempts else "waiting"
    return state
