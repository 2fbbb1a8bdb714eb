"""Room: how much of what one partner sent may lie at the desk unread.

A partner's program that runs wild fills its own room and not the disk. What was read lies in the
versions of its pieces and does not count, and a withdrawal always comes in.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fassung import wires
from fassung.article import Status
from fassung.desk.schema import Delivery
from fassung.desk.store import Store
from fassung.errors import FassungError, NoRoom

_UNREAD = ("waiting", "quarantined")


def used(session: Session, partner: str) -> int:
    """Bytes of the partner's deliveries that wait to be read or could not be."""
    query = select(func.coalesce(func.sum(func.length(Delivery.body)), 0)).where(
        Delivery.partner == partner, Delivery.state.in_(_UNREAD)
    )
    return int(session.scalar(query) or 0)


def is_full(store: Store, partner: str, size: int, most: int) -> bool:
    """Whether ``size`` more bytes of ``partner`` are too much now."""
    with store.reading() as session:
        return used(session, partner) + size > most


def check(session: Session, partner: str, size: int, most: int) -> None:
    """Nothing, if ``size`` more bytes of ``partner`` stay within ``most``.

    Raises:
        NoRoom: if they do not.
    """
    if used(session, partner) + size > most:
        raise NoRoom(
            "Too much of {partner} lies unread at the desk (at most {most} bytes); an editor has "
            "to clear the quarantine, then send it again.",
            partner=partner,
            most=most,
        )


def withdraws(body: bytes, name: str) -> bool:
    """Whether ``body`` takes an article back."""
    try:
        return wires.read(body, source=name).status is Status.CANCELED
    except FassungError:
        return False
