"""Made: what a number of a piece looks like at each portal, made once for all its targets."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fassung.article import Article, Status
from fassung.desk.articles import german_article, source_article
from fassung.desk.config import DeskConfig, Partner
from fassung.desk.naming import name
from fassung.desk.outbox import PUBLISH
from fassung.desk.schema import Piece, Publication, Version
from fassung.desk.store import Store
from fassung.errors import FassungError
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.editions import editions

Said = Edition | Withdrawal
_KEPT = 64


@dataclass
class Made:
    """Editions and withdrawals by portal; those of the last numbers are kept."""

    store: Store
    config: DeskConfig
    _kept: OrderedDict[tuple[str, int, str], Mapping[str, Said]] = field(
        default_factory=OrderedDict
    )
    _locks: dict[tuple[str, int, str], threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, version_id: str, number: int, kind: str, at: datetime) -> Mapping[str, Said]:
        """What is said of the version as ``number``, by portal.

        Args:
            version_id: what is published, or was last.
            number: of the outbox.
            kind: ``publish`` or ``withdraw``.
            at: when the desk said it.

        Raises:
            FassungError: if the German does not fit its source.
        """
        key = (version_id, number, kind)
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if (found := self._kept.get(key)) is None:
                with self.store.reading() as session:
                    version = session.get_one(Version, version_id)
                    make = self._editions if kind == PUBLISH else self._withdrawals
                    found = make(session, version, number, at)
        with self._lock:
            self._kept[key] = found
            self._locks.pop(key, None)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _editions(
        self, session: Session, version: Version, number: int, at: datetime
    ) -> Mapping[str, Said]:
        piece = version.piece
        partner = self.config.partners.get(piece.partner) or Partner(id=piece.partner)
        made = editions(
            released(session, version, at),
            piece.partner,
            self.config.portals,
            number=number,
            reviewed=version.reviewed,
            published=at,
            first_published=_first(session, piece),
            signature=version.signature,
            original_agreed=partner.hreflang,
            source=source_article(version),
        )
        return {edition.outlet: edition for edition in made}

    def _withdrawals(
        self, session: Session, version: Version, number: int, at: datetime
    ) -> Mapping[str, Said]:
        try:
            article = released(session, version, at)
        except FassungError:  # it must go all the same
            article = replace(source_article(version), id=name(version.piece))
        if version.piece.withdrawn:
            article = replace(article, status=Status.CANCELED)
        return {
            outlet.id: Withdrawal(
                outlet=outlet.id, portal=outlet.portal, article=article, number=number, at=at
            )
            for outlet in self.config.portals.outlets.values()
        }


def released(session: Session, version: Version, at: datetime) -> Article:
    """The German article of ``version`` as it goes out at ``at``, under its German id.

    What made a person decide is decided if one approved it.
    """
    article = german_article(session, version)
    before = session.scalars(
        select(Version)
        .join(Publication, Publication.version_id == Version.id)
        .where(Version.piece_id == version.piece_id, Version.number < version.number)
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    if before is not None and before.digest == version.digest:
        # The partner changed nothing; the desk did.
        article = replace(article, updated=at)
    holds = () if version.reviewed else article.rights.holds
    return replace(article, id=name(version.piece), rights=replace(article.rights, holds=holds))


def _first(session: Session, piece: Piece) -> Mapping[str, datetime]:
    rows = session.execute(
        select(Publication.portal, func.min(Publication.at))
        .where(Publication.piece_id == piece.id)
        .group_by(Publication.portal)
    )
    return {portal: at for portal, at in rows}
