"""What readers are to see: a version goes out, an update takes its place, a withdrawal ends it all.

Nothing is sent here. What the portals are to be told is written into the outbox
(:mod:`fassung.desk.outbox`) with the change itself, and brought there by
:mod:`fassung.desk.delivery`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.desk import locks, outbox, reasons, record
from fassung.desk.articles import german_article, source_article
from fassung.desk.base import now
from fassung.desk.config import DeskConfig
from fassung.desk.made import released
from fassung.desk.queues import enqueue
from fassung.desk.schema import Piece, Publication, Version
from fassung.desk.states import State, may_follow
from fassung.desk.store import Store
from fassung.errors import HeldError
from fassung.portals import hold


def change(session: Session, version: Version, state: State) -> bool:
    """Brings ``version`` to ``state`` if that may follow; says whether it did."""
    if not may_follow(version.at, state):
        return False
    version.state = state
    version.piece.changed = now()  # pages that show it are told
    session.flush()
    return True


def schedule(session: Session, version: Version, at: datetime | None = None) -> None:
    """From approved to scheduled: out at once, or when embargo and ``at`` have passed."""
    times = [time for time in (version.embargo, at) if time is not None]
    version.embargo = max(times, default=None)
    change(session, version, State.SCHEDULED)
    enqueue(session, "publish", version.id, delay=_seconds_until(version.embargo))


def recall(version: Version) -> None:
    """Takes a yes back with all that it said: who answers for it, and from which hour on."""
    version.reviewed, version.approved_by_id = False, None
    version.embargo = source_article(version).rights.embargo


def publish(store: Store, config: DeskConfig, version_id: str) -> None:
    """Makes a scheduled version the one that readers are to see, and has it sent to the portals.

    The piece is locked from the first look to the end, so a withdrawal or an update comes
    before or after and never in between. Done twice it changes nothing.
    """
    with store.writing() as session:
        version = locks.locked_version(session, version_id)
        piece = version.piece
        if version.at is not State.SCHEDULED or piece.withdrawn or piece.current_id != version.id:
            return
        if (wait := _seconds_until(version.embargo)) > 0:
            enqueue(session, "publish", version.id, delay=wait)
            return
        if version.expires is not None and version.expires <= now():
            _expired(session, version)
            return
        article = released(session, version, now())
        outlets = config.portals.wanting(article, piece.partner)
        try:
            hold.check(article, now())
            if not outlets:
                raise HeldError(
                    "No portal of the network takes this article; change what they take, or leave "
                    "it."
                )
        except HeldError as error:
            _send_back(session, version, reasons.kept(error))
            return
        before = session.get(Version, piece.live_id) if piece.live_id else None
        kind = "published"
        if before is not None:
            change(session, before, State.SUPERSEDED)
            earlier = german_article(session, before)
            kind = "corrected" if len(article.corrections) > len(earlier.corrections) else "updated"
        change(session, version, State.PUBLISHED)
        piece.live_id = version.id
        outbox.say(session, config.portals, version, outlets)
        addresses = {outlet.id: outlet.portal.address(article) for outlet in outlets}
        for portal, address in addresses.items():
            session.add(
                Publication(
                    piece_id=piece.id, version_id=version.id, portal=portal, address=address
                )
            )
        said = {"number": version.number, "address": next(iter(addresses.values()))}
        if len(addresses) > 1:
            said["portals"] = ", ".join(addresses)
        record.append(session, piece.id, record.FASSUNG, kind, said)
        if version.expires is not None:
            enqueue(session, "expire", version.id, delay=_seconds_until(version.expires))


def give_back(store: Store, version_id: str, reason: str) -> None:
    """Hands a version that cannot be published back to the editors, with the reason."""
    with store.writing() as session:
        _send_back(session, locks.locked_version(session, version_id), reason)


def withdraw(session: Session, piece: Piece, actor: str, reason: str) -> None:
    """Ends ``piece`` for good: no version may go out any more, and it is taken off everywhere.

    The caller holds the lock on the piece. It outranks everything and is done once.
    """
    if piece.withdrawn:
        return
    piece.withdrawn = True
    for version in session.scalars(select(Version).where(Version.piece_id == piece.id)):
        change(session, version, State.WITHDRAWN)
    record.append(session, piece.id, actor, "withdrawn", {"reason": reason})
    if piece.live_id is not None:
        outbox.unsay(session, piece, piece.live_id)


def expire(store: Store, version_id: str) -> None:
    """Takes a version off when its rights end, if it is still the one that is live."""
    with store.writing() as session:
        version = locks.locked_version(session, version_id)
        piece = version.piece
        if piece.live_id == version.id and _expired(session, version):
            outbox.unsay(session, piece, version.id)


def later(store: Store, name: str, id: str) -> None:
    """Has the workflow ``name`` tried again a minute later (after a full disk, say)."""
    with store.writing() as session:
        enqueue(session, name, id, delay=60)


def _expired(session: Session, version: Version) -> bool:
    ended = change(session, version, State.EXPIRED)
    if ended:
        said = {"number": version.number}
        record.append(session, version.piece_id, record.FASSUNG, "expired", said)
    return ended


def _send_back(session: Session, version: Version, reason: str) -> None:
    if change(session, version, State.SENT_BACK):
        version.reason = reason
        recall(version)
        said = {"number": version.number, "reason": reason}
        record.append(session, version.piece_id, record.FASSUNG, "not published", said)


def _seconds_until(time: datetime | None) -> float:
    return max(0.0, (time - now()).total_seconds()) if time is not None else 0.0
