"""Locks: while somebody works on a piece, nobody else changes it; they end by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from fassung.desk import record
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.rights import actor, require
from fassung.desk.schema import Piece, Version
from fassung.desk.store import Store
from fassung.errors import Locked, NotFound

MINUTES = 10.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works on a piece, and until when at most (aware)."""

    person_id: str
    until: datetime


def holder(piece: Piece) -> Holder | None:
    """Who works on ``piece`` now; None if nobody does."""
    if piece.locked_by_id is None or piece.locked_until is None or piece.locked_until <= now():
        return None
    return Holder(piece.locked_by_id, piece.locked_until)


def acquire(
    store: Store,
    piece_id: str,
    person: Person,
    minutes: float = MINUTES,
    *,
    take_over: bool = False,
) -> Holder:
    """Locks the piece for ``person``, or goes on with their lock.

    Args:
        store: the desk's.
        piece_id: what to lock.
        person: an editor or more.
        minutes: how long without a further call or change.
        take_over: takes it from whoever has it; only a chief may.

    Raises:
        Locked: if somebody else has it.
        NotAllowed: for a reader, or a take-over by less than a chief.
        NotFound: if there is no such piece.
    """
    require(person, "editor")
    with store.writing() as session:
        piece = locked_row(session, piece_id)
        held = holder(piece)
        if held is not None and held.person_id != person.id:
            if not take_over:
                raise _locked(session, held)
            require(person, "chief")
        if held is None or held.person_id != person.id:
            # Going on with a lock is no news: a page asks for that every minute.
            said = {"from": held.person_id} if held else {}
            record.append(session, piece.id, actor(person), "locked", said)
        return Holder(person.id, keep(piece, person, minutes))


def release(store: Store, piece_id: str, person: Person) -> None:
    """Ends the lock of ``person`` on the piece; somebody else's stays.

    Raises:
        NotFound: if there is no such piece.
    """
    with store.writing() as session:
        piece = locked_row(session, piece_id)
        held = holder(piece)
        if held is not None and held.person_id == person.id:
            _set(piece, None, None)
            record.append(session, piece.id, actor(person), "unlocked")


def check(session: Session, piece: Piece, person: Person) -> None:
    """Nothing, if nobody but ``person`` has locked the piece.

    Raises:
        Locked: if somebody else has.
    """
    held = holder(piece)
    if held is not None and held.person_id != person.id:
        raise _locked(session, held)


def keep(piece: Piece, person: Person, minutes: float = MINUTES) -> datetime:
    """Locks the piece for ``person`` from now on, and says until when; in a writing session."""
    until = now() + timedelta(minutes=minutes)
    _set(piece, person.id, until)
    return until


def locked_row(session: Session, piece_id: str, *, lock: bool = True) -> Piece:
    """The piece, with its row locked until the transaction ends (``lock``).

    Raises:
        NotFound: if there is none.
    """
    piece = session.get(Piece, piece_id, with_for_update=lock, populate_existing=True)
    if piece is None:
        raise NotFound("There is no piece {id}.", id=piece_id)
    return piece


def locked_version(session: Session, version_id: str) -> Version:
    """The version as it is now, with its piece's row locked until the transaction ends.

    The piece is locked and never the version alone: a line of the record needs the piece, and
    whoever holds that may be about to change the version.
    """
    version = session.get_one(Version, version_id)
    locked_row(session, version.piece_id)
    session.refresh(version)
    return version


def _locked(session: Session, held: Holder) -> Locked:
    person = session.get(Person, held.person_id)
    return Locked(
        "{name} is working on this piece, until {until} at most; wait or ask a chief.",
        name=person.name if person else held.person_id,
        until=held.until.astimezone().strftime("%H:%M"),
    )


def _set(piece: Piece, person_id: str | None, until: datetime | None) -> None:
    piece.locked_by_id, piece.locked_until = person_id, until
    # A lock is no change of the piece: the time of the last one is written as it was.
    flag_modified(piece, "changed")
