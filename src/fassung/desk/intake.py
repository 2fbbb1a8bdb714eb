"""Intake: what a partner sends is kept first, then read; nothing that came is lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fassung import wires
from fassung.article import Article, Status
from fassung.desk import publish, quota, reasons, record
from fassung.desk.queues import enqueue
from fassung.desk.schema import Delivery, Piece, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.errors import FassungError


class Channel(StrEnum):
    """How something came in."""

    FOLDER = "folder"
    FEED = "feed"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender is told: the delivery's id, and whether the same bytes were here before."""

    delivery_id: str
    duplicate: bool


def receive(
    store: Store, partner: str, *, channel: str, name: str, body: bytes, most: int | None = None
) -> Receipt:
    """Keeps what a partner sent; once this returns, it is on disk and will be read.

    Bytes that came last of their article (and were not refused) are not kept twice. Those that
    something newer has overtaken are: the partner may have gone back to them.

    Args:
        store: the desk's.
        partner: the partner's id.
        channel: one of :class:`Channel`.
        name: file name or address, for people.
        body: the bytes as they came.
        most: bytes of this partner that may lie unread; None for any number.

    Raises:
        NoRoom: if there would be more; then nothing is kept.
    """
    digest = hashlib.sha256(body).hexdigest()
    # Read here, while nobody waits, and only where it matters.
    urgent = most is not None and quota.is_full(store, partner, len(body), most)
    urgent = urgent and quota.withdraws(body, name)
    with store.writing() as session:
        known = _last(session, partner, digest)
        if known is not None:
            if channel == Channel.FEED:
                # The entry's new date must be known, or it is fetched again at every poll.
                session.add(
                    Delivery(
                        partner=partner,
                        channel=Channel.FEED,
                        name=label(name),
                        digest=digest,
                        body=b"",
                        state="repeated",
                    )
                )
            return Receipt(known, True)
        if most is not None and not urgent:
            quota.check(session, partner, len(body), most)
        delivery = Delivery(
            partner=partner, channel=Channel(channel), name=label(name), digest=digest, body=body
        )
        session.add(delivery)
        session.flush()
        enqueue(session, "take", delivery.id)
        return Receipt(delivery.id, False)


def _last(session: Session, partner: str, digest: str) -> str | None:
    """The id of the delivery of these bytes, if none after it can be of the same article.

    What still waits can be: nobody has read it. In doubt :func:`take` decides.
    """
    kept = (
        Delivery.partner == partner,
        Delivery.state.not_in(("quarantined", "repeated", "discarded")),
    )
    known = session.execute(
        select(Delivery.id, Delivery.received, Delivery.piece_id)
        .where(*kept, Delivery.digest == digest)
        .order_by(Delivery.received.desc())
        .limit(1)
    ).first()
    if known is None:
        return None
    id, received, piece_id = known
    may_be_newer = or_(Delivery.state == "waiting", Delivery.piece_id == piece_id)
    after = select(Delivery.id).where(
        *kept, Delivery.received >= received, Delivery.id != id, may_be_newer
    )
    return id if session.scalar(after.limit(1)) is None else None


def label(name: str) -> str:
    """``name`` as a delivery keeps it: without what no database takes (NUL, a file's name in an
    encoding of its own), and not too long.

    >>> label("f" + chr(0xDCE4) + "hre.json" + chr(0))
    'f?hre.json'
    """
    return name.encode("utf-8", "replace").decode().replace("\0", "")[:500]


def retry(store: Store, delivery_id: str, actor: str) -> None:
    """Has a delivery in quarantine read again (after a fix, or with a newer fassung)."""
    with store.writing() as session:
        delivery = session.get(Delivery, delivery_id, with_for_update=True)
        if delivery is not None and delivery.state == "quarantined":
            delivery.state, delivery.reason = "waiting", ""
            record.append(session, None, actor, "delivery retried", {"delivery": delivery_id})
            enqueue(session, "take", delivery_id)


def discard(store: Store, delivery_id: str, actor: str) -> None:
    """Lets the bytes of a delivery in quarantine go; that it came stays known, and who did it."""
    with store.writing() as session:
        delivery = session.get(Delivery, delivery_id, with_for_update=True)
        if delivery is not None and delivery.state == "quarantined":
            delivery.state, delivery.body = "discarded", b""
            said = {"delivery": delivery_id, "partner": delivery.partner, "name": delivery.name}
            record.append(
                session, None, actor, "delivery discarded", {**said, "sha256": delivery.digest}
            )


def take(store: Store, delivery_id: str) -> None:
    """Reads a delivery and makes it a new version of its piece, or says why it is none.

    Done in one transaction, and only from the state ``waiting``: doing it twice changes nothing.
    """
    with store.reading() as session:
        delivery = session.get_one(Delivery, delivery_id)
        if delivery.state != "waiting":
            return
        name, body = delivery.name, delivery.body
    try:
        article, reason = wires.read(body, source=name), ""
    except FassungError as error:
        article, reason = None, reasons.kept(error)
    with store.writing() as session:
        delivery = session.get_one(Delivery, delivery_id, with_for_update=True)
        if delivery.state != "waiting":
            return
        delivery.attempts += 1
        if article is None:
            delivery.state, delivery.reason = "quarantined", reason
            actor = f"partner:{delivery.partner}"
            record.append(
                session, None, actor, "quarantined", {"delivery": delivery_id, "reason": reason}
            )
            return
        _new_version(session, delivery, article)


def refuse(store: Store, delivery_id: str, reason: str) -> None:
    """Keeps a delivery in quarantine that could not be dealt with, and says why."""
    with store.writing() as session:
        delivery = session.get_one(Delivery, delivery_id, with_for_update=True)
        if delivery.state == "waiting":
            delivery.state, delivery.reason = "quarantined", reason
            said = {"delivery": delivery_id, "reason": reason}
            record.append(session, None, record.FASSUNG, "quarantined", said)


def _new_version(session: Session, delivery: Delivery, article: Article) -> None:
    source = wires.write(article, "ans")
    digest = hashlib.sha256(source).hexdigest()
    piece = _piece(session, delivery.partner, article.id)
    delivery.piece_id = piece.id
    actor = f"partner:{delivery.partner}"
    said = {"delivery": delivery.id, "version": article.version}
    if article.status is Status.CANCELED:
        delivery.state = "taken"
        publish.withdraw(session, piece, actor, "")
        return
    if piece.withdrawn:
        delivery.state = "quarantined"
        delivery.reason = reasons.kept(
            FassungError("{id} was withdrawn; a later version is not taken up.", id=article.id)
        )
        record.append(session, piece.id, actor, "came after withdrawal", said)
        return
    current = session.get(Version, piece.current_id) if piece.current_id else None
    if current is not None and (
        current.digest == digest or _overtaken(session, delivery, article, current)
    ):
        delivery.state = "duplicate"
        record.append(session, piece.id, actor, "came again", said)
        return
    version = Version(
        piece_id=piece.id,
        number=current.number + 1 if current else 1,
        external=article.version,
        digest=digest,
        source=source,
        headline=article.headline.value,
        embargo=article.rights.embargo,
        expires=article.rights.expires,
        correction=_untold(current),
    )
    session.add(version)
    session.flush()
    if current is not None and current.at is not State.PUBLISHED:
        # What readers see stays until the new version takes its place.
        publish.change(session, current, State.SUPERSEDED)
    piece.current_id = version.id
    delivery.state = "taken"
    record.append(session, piece.id, actor, "received", {**said, "number": version.number})
    if article.status is Status.WITHHELD and piece.live_id is not None:
        # No order to take the page off: what a partner wants gone it withdraws. Editors decide.
        record.append(session, piece.id, actor, "held back", {"number": version.number})
    enqueue(session, "translate", version.id)


def _untold(current: Version | None) -> str:
    """A correction that was in work when an update came: its edits go on, and so do its words."""
    over = (State.PUBLISHED, State.EXPIRED)
    return "" if current is None or current.at in over else current.correction


def _piece(session: Session, partner: str, external: str) -> Piece:
    piece = session.scalars(
        select(Piece)
        .where(Piece.partner == partner, Piece.external_id == external)
        .with_for_update()
    ).first()
    if piece is None:
        piece = Piece(partner=partner, external_id=external)
        session.add(piece)
        session.flush()
    return piece


def _overtaken(session: Session, delivery: Delivery, article: Article, current: Version) -> bool:
    """Whether ``article`` is an earlier state than the one here, overtaken on its way.

    The partner's own time decides. Where that says nothing, what came in first is the older: two
    workers may have read two deliveries in either order.
    """
    here: datetime | None = wires.read(current.source, source=current.id).updated
    if here is not None and article.updated is not None and here != article.updated:
        return article.updated < here
    later = select(Delivery.id).where(
        Delivery.piece_id == current.piece_id,
        Delivery.state == "taken",
        Delivery.received > delivery.received,
    )
    return session.scalar(later.limit(1)) is not None
