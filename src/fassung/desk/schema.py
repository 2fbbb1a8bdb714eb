"""The desk's tables: what came in, what became of it, who answered for it.

A *delivery* is what a partner sent, byte for byte. A *piece* is one article of a partner
through all its versions; a *version* is one state of its source with its German *segments*.
An *event* is a line of the record, never changed and never removed. The tables of people are in
:mod:`fassung.desk.accounts`, those of the outbox in :mod:`fassung.desk.places`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fassung import article as fa
from fassung.desk.accounts import Person
from fassung.desk.base import Base, new_id, now
from fassung.desk.states import State


class Delivery(Base):
    """Something that a partner sent, as it came. ``state``: ``waiting``, ``taken``,
    ``duplicate``, ``quarantined``; ``discarded`` (from quarantine, by a person) and ``repeated`` (a
    feed's entry that gave the same bytes under a new date), both kept for their names, without
    the bytes."""

    __tablename__ = "delivery"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    partner: Mapped[str]
    channel: Mapped[str]
    """``folder``, ``feed``, ``push``."""
    name: Mapped[str]
    """File name or address, for people."""
    received: Mapped[datetime] = mapped_column(default=now)
    digest: Mapped[str] = mapped_column(index=True)
    """SHA-256 of the body."""
    body: Mapped[bytes]
    state: Mapped[str] = mapped_column(default="waiting", index=True)
    reason: Mapped[str] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    piece_id: Mapped[str | None] = mapped_column(ForeignKey("piece.id"))


class Piece(Base):
    """One article of a partner, through all its versions."""

    __tablename__ = "piece"
    __table_args__ = (UniqueConstraint("partner", "external_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    partner: Mapped[str]
    external_id: Mapped[str]
    """The partner's own id of the article."""
    created: Mapped[datetime] = mapped_column(default=now)
    changed: Mapped[datetime] = mapped_column(default=now, onupdate=now, index=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    assignee_id: Mapped[str | None] = mapped_column(ForeignKey(Person.id))
    locked_by_id: Mapped[str | None] = mapped_column(ForeignKey(Person.id))
    locked_until: Mapped[datetime | None]
    current_id: Mapped[str | None]
    """The newest version."""
    live_id: Mapped[str | None]
    """The version that readers see, if any."""

    versions: Mapped[list[Version]] = relationship(
        back_populates="piece", order_by="Version.number"
    )


class Version(Base):
    """One state of a piece's source, and its German."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("piece_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    piece_id: Mapped[str] = mapped_column(ForeignKey("piece.id"))
    number: Mapped[int]
    """1, 2, … in the order of arrival."""
    external: Mapped[str] = mapped_column(default="")
    """The partner's own word for the version."""
    digest: Mapped[str]
    """SHA-256 of what the version says, to know it again when it is sent twice."""
    source: Mapped[bytes]
    """The English article, as ANS."""
    state: Mapped[State] = mapped_column(Text, default=State.RECEIVED, index=True)
    created: Mapped[datetime] = mapped_column(default=now)
    headline: Mapped[str] = mapped_column(default="")
    """English, for lists."""
    german_headline: Mapped[str] = mapped_column(default="")
    signature: Mapped[str] = mapped_column(default="")
    """Engine, rules, checks that made the German."""
    engine: Mapped[str] = mapped_column(default="")
    risk: Mapped[float | None]
    """Highest risk of a segment, 0 to 1."""
    blocking: Mapped[int] = mapped_column(default=0)
    """Findings that block publishing and are not overruled; kept here for the inbox."""
    open: Mapped[int] = mapped_column(default=0)
    """Findings that are not overruled, those that block among them."""
    conflicts: Mapped[int] = mapped_column(default=0)
    """Segments in which an update waits for a decision."""
    words: Mapped[int] = mapped_column(default=0)
    translated_words: Mapped[int] = mapped_column(default=0)
    """English words that went to an engine; fewer than ``words`` for an update."""
    reason: Mapped[str] = mapped_column(default="")
    """Why it failed or was sent back."""
    embargo: Mapped[datetime | None]
    """The later of the partner's embargo and the hour that the desk chose."""
    expires: Mapped[datetime | None]
    reviewed: Mapped[bool] = mapped_column(default=False)
    """Whether a person approved it; decides the page's label."""
    correction: Mapped[str] = mapped_column(default="", server_default="")
    """German; what readers are told of a correction made at the desk. Empty for nothing."""
    approved_by_id: Mapped[str | None] = mapped_column(ForeignKey(Person.id))

    piece: Mapped[Piece] = relationship(back_populates="versions")
    segments: Mapped[list[SegmentRow]] = relationship(
        back_populates="version", order_by="SegmentRow.place", cascade="all, delete-orphan"
    )
    rulings: Mapped[list[Ruling]] = relationship(cascade="all, delete-orphan")

    @property
    def at(self) -> State:
        """The state as an enum (a database gives the plain word)."""
        return State(self.state)


class SegmentRow(Base):
    """One segment of a version in both languages."""

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("version_id", "segment"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    version_id: Mapped[str] = mapped_column(ForeignKey("version.id"), index=True)
    segment: Mapped[str]
    """Id of the segment in its article."""
    place: Mapped[int]
    role: Mapped[str]
    source: Mapped[fa.Text]
    machine: Mapped[fa.Text]
    """What the engine and the German layer made."""
    german: Mapped[fa.Text]
    """What is published: the machine's, or a person's."""
    engine: Mapped[str] = mapped_column(default="")
    risk: Mapped[float | None]
    findings: Mapped[list[Any]] = mapped_column(default=list)
    """As :func:`fassung.desk.columns.finding_as_json` writes them."""
    edits: Mapped[int] = mapped_column(default=0)
    """Rises with each change by a person; a save with an old number is refused."""
    edited_by_id: Mapped[str | None] = mapped_column(ForeignKey(Person.id))
    edited: Mapped[datetime | None]
    conflict: Mapped[dict[str, Any] | None]
    """Set while an update waits for a decision: the source and German before (``source``,
    ``german``), both as text JSON, and the new machine text (``machine``)."""

    version: Mapped[Version] = relationship(back_populates="segments")


class Revision(Base):
    """One wording that a segment had; the history that undo and diff read."""

    __tablename__ = "revision"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    segment_id: Mapped[str] = mapped_column(ForeignKey("segment.id"), index=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[str | None] = mapped_column(ForeignKey(Person.id))
    kind: Mapped[str]
    """``machine``, ``edit``, ``repair``, ``undo``, ``merge``, ``alternative``, ``memory``."""
    german: Mapped[fa.Text]


class Ruling(Base):
    """A person's decision that a finding does not hold, with the reason."""

    __tablename__ = "ruling"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    version_id: Mapped[str] = mapped_column(ForeignKey("version.id"), index=True)
    key: Mapped[str]
    """Names the finding: see :func:`fassung.desk.findings.key`."""
    check: Mapped[str]
    segment: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey(Person.id))
    at: Mapped[datetime] = mapped_column(default=now)


class Comment(Base):
    """What colleagues say to each other about a piece or one of its segments."""

    __tablename__ = "comment"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    piece_id: Mapped[str] = mapped_column(ForeignKey("piece.id"), index=True)
    segment: Mapped[str] = mapped_column(default="")
    person_id: Mapped[str] = mapped_column(ForeignKey(Person.id))
    at: Mapped[datetime] = mapped_column(default=now)
    words: Mapped[str]


class Publication(Base):
    """A version that was released for a portal: one line for each, for good."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("version_id", "portal"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    piece_id: Mapped[str] = mapped_column(ForeignKey("piece.id"), index=True)
    version_id: Mapped[str] = mapped_column(ForeignKey("version.id"))
    portal: Mapped[str]
    """Id of the portal in its network."""
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    taken_down: Mapped[datetime | None]
    """When the last target of the portal had taken it off."""


class Event(Base):
    """A line of the record. ``digest`` covers the line and the digest before it, so that a
    line changed or removed later shows."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_piece_number", "piece_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    piece_id: Mapped[str | None] = mapped_column(ForeignKey("piece.id"))
    number: Mapped[int]
    """1, 2, … within its piece; events of no piece (sign-ins …) count among themselves."""
    at: Mapped[datetime] = mapped_column(default=now)
    actor: Mapped[str]
    """``person:<id>``, ``partner:<id>``, ``fassung``."""
    kind: Mapped[str] = mapped_column(index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    before: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]


class Memory(Base):
    """A sentence or segment in both languages that a person answered for."""

    __tablename__ = "memory"
    __table_args__ = (UniqueConstraint("source_digest", "german_digest"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    source: Mapped[str]
    german: Mapped[str]
    source_digest: Mapped[str] = mapped_column(index=True)
    german_digest: Mapped[str]
    partner: Mapped[str] = mapped_column(default="")
    uses: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(default=now)


class Proposal(Base):
    """A term or a name that edits suggest for the glossary; a person decides."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("kind", "source", "german"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    """``term`` or ``name``."""
    source: Mapped[str]
    german: Mapped[str]
    seen: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="open")
    """``open``, ``accepted``, ``refused``."""
    person_id: Mapped[str | None] = mapped_column(ForeignKey(Person.id))
    at: Mapped[datetime] = mapped_column(default=now)
