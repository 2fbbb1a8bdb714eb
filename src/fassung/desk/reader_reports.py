"""Readers' reports: what readers say is wrong in an article, until the desk has dealt with it.

Anybody may write one, so each is bounded, counted by address and by article, and kept as plain
text. How to reach the reader is told only if they want, and erased when the report is closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from fassung.desk import limits, naming, record, rights
from fassung.desk.accounts import Person
from fassung.desk.base import Base, new_id, now
from fassung.desk.limits import Limit
from fassung.desk.schema import Piece, Publication, SegmentRow
from fassung.desk.store import Store
from fassung.errors import DeskError, NotFound

LONGEST = 2000
"""Characters of a report."""
ADDRESS = Limit(6, 15)
"""Reports from one address."""
PIECE = Limit(40, 15)
"""Reports of one article, from wherever."""
_MANY = 20
"""Pieces of like names that are looked at for one."""
_CONTACT = re.compile(r"[^\s@<>\"',;:]{1,64}@[^\s@<>\"',;:]{1,190}")


class ReaderReport(Base):
    """What a reader said of a piece; ``segment`` is empty where they named no passage."""

    __tablename__ = "reader_report"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    piece_id: Mapped[str] = mapped_column(ForeignKey("piece.id"), index=True)
    version_id: Mapped[str] = mapped_column(ForeignKey("version.id"))
    """What the reader saw."""
    segment: Mapped[str] = mapped_column(default="")
    words: Mapped[str]
    contact: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)
    closed: Mapped[datetime | None] = mapped_column(index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    """Who closed it."""


def live(session: Session, article: str) -> Piece:
    """The piece that readers see under the id ``article`` (see :func:`fassung.desk.naming.name`).

    Raises:
        NotFound: if they see none.
    """
    partner, _, external = article.partition("_")
    query = select(Piece).where(Piece.partner == partner, Piece.live_id.is_not(None))
    if found := session.scalar(query.where(Piece.external_id == external)):
        return found
    written = quote(article, safe="-_.~")
    alike = (
        query.join(Publication, Publication.version_id == Piece.live_id)
        .where(Publication.address.contains(written, autoescape=True))
        .distinct()
        .limit(_MANY)
    )
    for piece in session.scalars(alike):
        if naming.name(piece) == article:
            return piece
    raise NotFound("There is no such article here, or not any more.")


def passage(session: Session, piece: Piece, segment: str) -> str:
    """The German of ``segment`` as readers see it; empty if the article has no such segment."""
    row = session.scalar(
        select(SegmentRow).where(
            SegmentRow.version_id == piece.live_id, SegmentRow.segment == segment
        )
    )
    return row.german.value if row is not None else ""


def tell(
    store: Store, article: str, segment: str, words: str, contact: str = "", *, address: str
) -> None:
    """Keeps what a reader says; the same said twice is kept once.

    Args:
        article: its id in its address.
        segment: the passage; one that the article does not have is left out.
        words: what is wrong.
        contact: an e-mail address, or empty.
        address: the network address of whoever says it.

    Raises:
        NotFound: if readers see no such article.
        DeskError: if there are no words or too many, or ``contact`` is no e-mail address.
        TooManyTries: if too many came from there, or for this article.
    """
    words, contact = words.strip(), contact.strip()
    if not words:
        raise DeskError("Nothing is written yet; say in a few words what is wrong.")
    if len(words) > LONGEST:
        raise DeskError("The text is too long; at most {most} letters.", most=LONGEST)
    if contact and not _CONTACT.fullmatch(contact):
        raise DeskError("This is no e-mail address; correct it, or leave the field empty.")
    with store.reading() as session:
        piece_id = live(session, article).id
    limits.charge(
        store, {f"report:{limits.network(address)}": ADDRESS, f"report-of:{piece_id}": PIECE}
    )
    with store.writing() as session:
        piece = live(session, article)
        known = segment if passage(session, piece, segment) else ""
        same = select(ReaderReport.id).where(
            ReaderReport.piece_id == piece.id,
            ReaderReport.segment == known,
            ReaderReport.words == words,
            ReaderReport.closed.is_(None),
        )
        if session.scalar(same.limit(1)):
            return
        session.add(
            ReaderReport(
                piece_id=piece.id,
                version_id=piece.live_id,
                segment=known,
                words=words,
                contact=contact,
            )
        )
        record.append(session, piece.id, record.FASSUNG, "reader reported", {"segment": known})


def waiting(session: Session, piece_id: str = "") -> list[ReaderReport]:
    """The reports that nobody has closed, the oldest first; of one piece or of all."""
    query = select(ReaderReport).where(ReaderReport.closed.is_(None)).order_by(ReaderReport.at)
    if piece_id:
        query = query.where(ReaderReport.piece_id == piece_id)
    return list(session.scalars(query.limit(500)))


def counts(session: Session, pieces: Sequence[str]) -> dict[str, int]:
    """How many reports nobody has closed, by the piece's id; only those that have some."""
    query = (
        select(ReaderReport.piece_id, func.count())
        .where(ReaderReport.closed.is_(None), ReaderReport.piece_id.in_(pieces))
        .group_by(ReaderReport.piece_id)
    )
    return {piece: number for piece, number in session.execute(query)}


def close(store: Store, id: str, person: Person) -> str:
    """Marks a report as seen and dealt with, and forgets how to reach the reader.

    Returns:
        The id of its piece.

    Raises:
        NotFound: if there is no such report.
    """
    with store.writing() as session:
        report = session.get(ReaderReport, id)
        if report is None:
            raise NotFound("There is no such report.")
        if report.closed is None:
            report.closed, report.person_id, report.contact = now(), person.id, ""
            said = {"segment": report.segment}
            record.append(session, report.piece_id, rights.actor(person), "report closed", said)
        return report.piece_id
