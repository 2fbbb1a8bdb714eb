"""What every change at the desk begins with: the piece's row locked, its state looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.desk import locks, record
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.rights import actor, require
from fassung.desk.schema import Piece, SegmentRow, Version
from fassung.desk.states import State
from fassung.errors import NotFound, NotReady
from fassung.messages import message

_IN_WORK = (State.IN_REVIEW, State.SENT_BACK)

STATES = {
    State.RECEIVED: "received",
    State.TRANSLATED: "translated",
    State.CHECKED: "checked",
    State.FAILED: "failed",
    State.IN_REVIEW: "in review",
    State.SENT_BACK: "sent back",
    State.APPROVED: "approved",
    State.SCHEDULED: "scheduled",
    State.PUBLISHED: "published",
    State.SUPERSEDED: "superseded",
    State.WITHDRAWN: "withdrawn",
    State.EXPIRED: "expired",
}
"""What people call a state; messages."""


@dataclass(frozen=True, slots=True)
class Work:
    """A version that a person is about to change, in their transaction."""

    session: Session
    piece: Piece
    version: Version
    person: Person

    @property
    def rows(self) -> list[SegmentRow]:
        return self.version.segments

    @property
    def fingerprint(self) -> tuple[tuple[str, int], ...]:
        """Changes whenever a person changes a segment."""
        return tuple((row.segment, row.edits) for row in self.rows)

    def row(self, segment: str) -> SegmentRow:
        """The segment named so.

        Raises:
            NotFound: if there is none.
        """
        for row in self.rows:
            if row.segment == segment:
                return row
        raise NotFound("There is no segment {segment} in this version.", segment=segment)

    def note(self, kind: str, **data: Any) -> None:
        """Adds a line to the piece's record; the piece has changed."""
        self.piece.changed = now()
        said = {"number": self.version.number, **data}
        record.append(self.session, self.piece.id, actor(self.person), kind, said)


def begin(
    session: Session, version_id: str, person: Person, role: str = "editor", *, lock: bool = True
) -> Work:
    """Locks the piece's row and reads the version; whatever its state.

    Args:
        session: a writing one, or any with ``lock`` off to look first.
        version_id: the version.
        person: who wants to change something.
        role: what they must be.
        lock: whether to lock the row.

    Raises:
        NotAllowed: if the person has less than ``role``.
        NotFound: if there is no such version.
    """
    require(person, role)
    piece_id = session.scalar(select(Version.piece_id).where(Version.id == version_id))
    if piece_id is None:
        raise NotFound("There is no version {id}.", id=version_id)
    piece = locks.locked_row(session, piece_id, lock=lock)
    version = session.get_one(Version, version_id, populate_existing=True)
    return Work(session, piece, version, person)


def begin_edit(session: Session, version_id: str, person: Person, *, lock: bool = True) -> Work:
    """As :func:`begin`, for somebody who works on the German.

    Raises:
        NotAllowed: for a reader.
        NotFound: if there is no such version.
        NotReady: if the version is not in review.
        Locked: if somebody else works on the piece.
    """
    work = begin(session, version_id, person, lock=lock)
    require_state(work.version, *_IN_WORK)
    locks.check(session, work.piece, person)
    return work


def resume(work: Work) -> None:
    """What was sent back is in review again once somebody works on it; in a writing session."""
    if work.version.at is State.SENT_BACK:
        work.version.state = State.IN_REVIEW
        work.note("in review again")


def require_state(version: Version, *states: State) -> None:
    """Nothing, if ``version`` is in one of ``states``.

    Raises:
        NotReady: if not.
    """
    if version.at not in states:
        raise NotReady(
            "This version is {state}; for this it must be {wanted}.",
            state=message(STATES[version.at]),
            wanted=" / ".join(message(STATES[state]) for state in states),
        )
