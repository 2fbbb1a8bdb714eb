"""What could not be read: kept byte for byte until somebody has a look and tries again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fassung.desk.schema import Delivery
from fassung.errors import NotFound

_STATE = "quarantined"


@dataclass(frozen=True, slots=True)
class Refused:
    """A delivery in quarantine, without its bytes. ``size`` is counted in bytes."""

    id: str
    partner: str
    channel: str
    name: str
    received: datetime
    reason: str
    attempts: int
    size: int


def refused(session: Session, most: int) -> Sequence[Refused]:
    """At most ``most`` deliveries in quarantine, the newest first."""
    query = (
        select(
            Delivery.id,
            Delivery.partner,
            Delivery.channel,
            Delivery.name,
            Delivery.received,
            Delivery.reason,
            Delivery.attempts,
            func.length(Delivery.body),
        )
        .where(Delivery.state == _STATE)
        .order_by(Delivery.received.desc(), Delivery.id)
        .limit(most)
    )
    return [Refused(*row) for row in session.execute(query)]


def waiting(session: Session) -> int:
    """How many deliveries wait to be read."""
    query = select(func.count()).select_from(Delivery).where(Delivery.state == "waiting")
    return session.scalar(query) or 0


def body(session: Session, delivery_id: str) -> bytes:
    """The bytes of a delivery in quarantine, as they came.

    Raises:
        NotFound: if there is none of that id.
    """
    query = select(Delivery.body).where(Delivery.id == delivery_id, Delivery.state == _STATE)
    found = session.scalar(query)
    if found is None:
        raise NotFound("There is no delivery {id} in quarantine.", id=delivery_id[:40])
    return found
