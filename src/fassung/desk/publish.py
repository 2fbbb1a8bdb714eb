"""What readers see: a version goes out, an update takes its place, a withdrawal ends it all."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.article import Article
from fassung.desk import locks, reasons, record
from fassung.desk.articles import german_article, source_article
from fassung.desk.config import DeskConfig
from fassung.desk.queues import enqueue
from fassung.desk.schema import Piece, Publication, Version, now
from fassung.desk.states import State, may_follow
from fassung.desk.store import Store
from fassung.errors import HeldError
from fassung.files import replace_file
from fassung.portals.page import render
from fassung.portals.withdrawn import render as render_withdrawn

_UNFIT = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST = 120
"""Letters of a partner's id in a file's name; file systems allow 255 bytes."""


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
    """Writes the page of a scheduled version, and makes it the one that is live.

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
            change(session, version, State.EXPIRED)
            record.append(session, piece.id, record.FASSUNG, "expired", {"number": version.number})
            return
        before = session.get(Version, piece.live_id) if piece.live_id else None
        article = _released(german_article(session, version), piece, version)
        if before is not None and before.digest == version.digest:
            # The partner changed nothing; the desk did.
            article = replace(article, updated=now())
        portal = config.portal.reviewed() if version.reviewed else config.portal
        try:
            page = render(article, portal, signature=version.signature)
        except HeldError as error:
            _send_back(session, version, reasons.kept(error))
            return
        file = _file(config, piece)
        replace_file(file, page.encode())
        change(session, version, State.PUBLISHED)
        piece.live_id = version.id
        said = {"number": version.number, "address": portal.address(article)}
        kind = "published"
        if before is not None:
            change(session, before, State.SUPERSEDED)
            earlier = german_article(session, before)
            kind = "corrected" if len(article.corrections) > len(earlier.corrections) else "updated"
        session.add(
            Publication(
                piece_id=piece.id,
                version_id=version.id,
                portal=portal.name,
                address=portal.address(article),
                file=str(file.relative_to(config.site)),
            )
        )
        record.append(session, piece.id, record.FASSUNG, kind, said)
        if version.expires is not None:
            enqueue(session, "expire", version.id, delay=_seconds_until(version.expires))


def give_back(store: Store, version_id: str, reason: str) -> None:
    """Hands a version that cannot be published back to the editors, with the reason."""
    with store.writing() as session:
        _send_back(session, locks.locked_version(session, version_id), reason)


def withdraw(session: Session, piece: Piece, actor: str, reason: str) -> None:
    """Ends ``piece`` for good: no version may go out any more, and its page is taken down.

    The caller holds the lock on the piece. It outranks everything and is done once.
    """
    if piece.withdrawn:
        return
    piece.withdrawn = True
    for version in session.scalars(select(Version).where(Version.piece_id == piece.id)):
        change(session, version, State.WITHDRAWN)
    record.append(session, piece.id, actor, "withdrawn", {"reason": reason})
    enqueue(session, "take_down", piece.id)


def expire(store: Store, version_id: str) -> None:
    """Takes a version off when its rights end, if it is still the one that is live."""
    with store.writing() as session:
        version = locks.locked_version(session, version_id)
        piece = version.piece
        if piece.live_id == version.id and change(session, version, State.EXPIRED):
            record.append(session, piece.id, record.FASSUNG, "expired", {"number": version.number})
            enqueue(session, "take_down", piece.id)


def take_down(store: Store, config: DeskConfig, piece_id: str) -> None:
    """Puts a short note in the place of a page that was withdrawn or has expired.

    Also where nothing is known of a page and one lies there: of a worker that was killed after it
    had written it and before that was kept.
    """
    with store.writing() as session:
        piece = locks.locked_row(session, piece_id)
        live = session.get(Version, piece.live_id) if piece.live_id else None
        if live is not None and live.at is State.PUBLISHED:
            return
        up = session.scalars(
            select(Publication).where(
                Publication.piece_id == piece.id, Publication.taken_down.is_(None)
            )
        ).all()
        # Where each was written, too: the portal's settings may have changed since.
        for file in {_file(config, piece), *(config.site / line.file for line in up)}:
            if file.exists():
                replace_file(file, render_withdrawn(config.portal).encode())
        if live is None:
            return
        for line in up:
            line.taken_down = now()
        piece.live_id = None
        record.append(session, piece.id, record.FASSUNG, "taken down", {"number": live.number})


def later(store: Store, name: str, id: str) -> None:
    """Has the workflow ``name`` tried again a minute later (after a full disk, say)."""
    with store.writing() as session:
        enqueue(session, name, id, delay=60)


def name(piece: Piece) -> str:
    """The id of the German article: unique over partners, and fit for a file's name.

    The underscore is in no partner's id and in no other part, so ``post-sport`` and ``post`` never
    meet, whatever they call their articles.

    >>> name(Piece(partner="post", external_id="AB12"))
    'post_AB12'
    >>> name(Piece(partner="post", external_id="a/b"))
    'post_a-b-c14cddc0'
    """
    external = piece.external_id
    plain = _UNFIT.sub("-", external)[:_LONGEST].strip("-")
    if plain != external:
        plain += "-" + hashlib.sha256(external.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{piece.partner}_{plain}"


def _send_back(session: Session, version: Version, reason: str) -> None:
    if change(session, version, State.SENT_BACK):
        version.reason = reason
        recall(version)
        said = {"number": version.number, "reason": reason}
        record.append(session, version.piece_id, record.FASSUNG, "not published", said)


def _released(article: Article, piece: Piece, version: Version) -> Article:
    """``article`` under its German id; what made a person decide is decided if one approved it."""
    holds = () if version.reviewed else article.rights.holds
    return replace(article, id=name(piece), rights=replace(article.rights, holds=holds))


def _file(config: DeskConfig, piece: Piece) -> Path:
    return config.site / config.portal.path.format(id=name(piece)).lstrip("/")


def _seconds_until(time: datetime | None) -> float:
    return max(0.0, (time - now()).total_seconds()) if time is not None else 0.0
