"""The inbox: the newest version of each piece, what waits in it and who has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import UnaryExpression, select
from sqlalchemy.orm import Session, aliased

from fassung.desk import held
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.schema import Piece, Version
from fassung.desk.states import State

LIMIT = 2000

OPEN = "open"
"""Stands for every state in which something is still to be done."""
_OVER = (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN, State.EXPIRED)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece in the inbox. ``risk`` is 0 to 1, or None before the checks have looked."""

    piece_id: str
    version_id: str
    number: int
    partner: str
    headline: str
    german_headline: str
    state: str
    risk: float | None
    received: datetime
    blocking: int
    open: int
    conflicts: int
    assignee: str
    """Name of the person it is assigned to, or empty."""
    locked_by: str
    """Name of the person who works on it now, or empty."""
    embargo: datetime | None
    held: bool
    """Whether the partner holds it back."""


def inbox(
    session: Session,
    *,
    partner: str = "",
    state: str = "",
    assignee: str = "",
    search: str = "",
    order: str = "risk",
    limit: int = LIMIT,
) -> list[Line]:
    """The newest version of each piece.

    Args:
        session: any.
        partner: only this partner's; empty for all.
        state: only this state; :data:`OPEN` for all that is not at its end; empty for all.
        assignee: id of a person; ``none`` for what nobody has; empty for all.
        search: words that the headlines, the partner or its id must hold, in any case.
        order: ``risk`` (highest first), ``age`` (oldest first) or ``changed`` (last changed
            first); any other value is as ``risk``.
        limit: how many lines at most.
    """
    assigned, holder = aliased(Person), aliased(Person)
    query = (
        select(
            Piece.id,
            Version.id,
            Version.number,
            Piece.partner,
            Version.headline,
            Version.german_headline,
            Version.state,
            Version.risk,
            Version.created,
            Version.blocking,
            Version.open,
            Version.conflicts,
            assigned.name,
            holder.name,
            Version.embargo,
            Version.reason,
            Piece.locked_until,
            Piece.external_id,
        )
        .join(Version, Version.id == Piece.current_id)
        .outerjoin(assigned, assigned.id == Piece.assignee_id)
        .outerjoin(holder, holder.id == Piece.locked_by_id)
        .order_by(*_order(order), Piece.id)
    )
    if partner:
        query = query.where(Piece.partner == partner)
    if state == OPEN:
        query = query.where(Version.state.not_in([str(over) for over in _OVER]))
    elif state:
        query = query.where(Version.state == state)
    if assignee == "none":
        query = query.where(Piece.assignee_id.is_(None))
    elif assignee:
        query = query.where(Piece.assignee_id == assignee)
    wanted = search.casefold().split()
    if not wanted:
        # Searched for here and not by the database: SQLite does not know that ä is a small Ä.
        query = query.limit(limit)
    time = now()
    lines: list[Line] = []
    make: Callable[..., Line] = Line
    for *shown, assignee, locked_by, embargo, reason, until, external in session.execute(query):
        holder_now = locked_by if until is not None and until > time else None
        line = make(*shown, assignee or "", holder_now or "", embargo, held.is_held(reason))
        if all(word in _words(line, external) for word in wanted):
            lines.append(line)
            if len(lines) == limit:
                break
    return lines


def _words(line: Line, external: str) -> str:
    said = f"{line.headline}\n{line.german_headline}\n{line.partner}\n{external}\n{line.assignee}"
    return said.casefold()


def _order(order: str) -> tuple[UnaryExpression[Any], ...]:
    match order:
        case "age":
            return (Version.created.asc(),)
        case "changed":
            return (Piece.changed.desc(),)
        case _:
            return (Version.risk.desc().nulls_last(), Version.created.asc())
