"""The tables of the outbox: what is to stand at which target of which portal, and what does.

What is said of a piece to the portals (a version, an update, a withdrawal) has a *number*; an
*outgoing* is one number for one *place*, a portal's target.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fassung.desk.base import Base, new_id, now


class Place(Base):
    """A portal's target that a piece was ever sent to: what is to stand there, and what does.

    Whoever sends something there locks this row first; see :mod:`fassung.desk.outbox`.
    """

    __tablename__ = "place"

    piece_id: Mapped[str] = mapped_column(ForeignKey("piece.id"), primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    outlet: Mapped[str] = mapped_column(primary_key=True)
    """Id of the portal in its network."""
    wanted: Mapped[int]
    """The newest number for this place."""
    kind: Mapped[str]
    """``publish`` or ``withdraw``: what that number says."""
    shown: Mapped[int] = mapped_column(default=0)
    """The number that the last receipt is for; 0 before the first."""
    receipt: Mapped[dict[str, Any] | None]
    """The last receipt, handed to the target with the next number."""
    holder: Mapped[str] = mapped_column(default="")
    """The workflow that is sending something there now."""
    held: Mapped[int | None]
    """What it sends, and until when nobody else does."""
    until: Mapped[datetime | None]
    unsure: Mapped[datetime | None]
    """Set where a request failed and may still get through: until when, for all that is known."""
    unsure_of: Mapped[int | None]
    """The oldest number of which that holds; a newer one is said once more after that."""


class Outgoing(Base):
    """A line of the outbox: one number of a piece for one place. Kept for good.

    ``state``: ``waiting``, ``done``, ``superseded`` (a newer number took its place before it was
    done), ``refused`` (the target does not take it, however often it is sent; a withdrawal
    goes on waiting).
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("piece_id", "target", "outlet", "number"),
        Index("ix_outgoing_state_at", "state", "at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    piece_id: Mapped[str] = mapped_column(ForeignKey("piece.id"))
    version_id: Mapped[str] = mapped_column(ForeignKey("version.id"))
    """What is published, or was last before it is withdrawn."""
    target: Mapped[str]
    outlet: Mapped[str]
    number: Mapped[int]
    kind: Mapped[str]
    """``publish`` or ``withdraw``."""
    state: Mapped[str] = mapped_column(default="waiting")
    turn: Mapped[int] = mapped_column(default=0)
    """Rises when it must be said once more though it was taken: something older came after it."""
    attempts: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime] = mapped_column(default=now)
    """Not sent before."""
    error: Mapped[dict[str, Any] | None]
    """Why the last try failed: ``template`` and ``values`` of the error."""
    receipt: Mapped[dict[str, Any] | None]
    """What the target answered, as :class:`fassung.portals.edition.Receipt` has it."""
    at: Mapped[datetime] = mapped_column(default=now)
    """When the desk said it."""
    ended: Mapped[datetime | None]
    """When it was done, superseded or refused."""
