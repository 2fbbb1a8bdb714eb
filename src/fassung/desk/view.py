"""A version as the review page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fassung.article import Text
from fassung.desk import findings
from fassung.desk.columns import text_from_json
from fassung.desk.findings import OpenFinding
from fassung.desk.schema import Comment, Piece, Revision, SegmentRow, Version
from fassung.desk.states import State
from fassung.desk.tagging import written
from fassung.desk.work import STATES
from fassung.errors import NotFound, NotReady
from fassung.messages import message


@dataclass(frozen=True, slots=True)
class SegmentView:
    """One segment side by side, with what was found in it; overruled findings among them."""

    row: SegmentRow
    source: Text
    german: Text
    machine: Text
    findings: tuple[OpenFinding, ...]
    conflict: Conflict | None
    revisions: int
    """How many wordings it had; 0 where no person has changed it."""

    @property
    def tagged(self) -> str:
        """The German with tags for its spans, as an editor edits it."""
        return written(self.german)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides of an update that met an edited segment: what stood, and what is new."""

    source_before: Text
    german_before: Text
    machine: Text


@dataclass(frozen=True, slots=True)
class Review:
    """A version on the review page."""

    piece: Piece
    version: Version
    segments: tuple[SegmentView, ...]
    comments: tuple[Comment, ...]
    blocking: int
    may_approve: bool
    """Whether its state and findings allow it; who may is another matter."""
    why_not: str
    """One line for people where ``may_approve`` is false; else empty."""


def open_review(session: Session, version_id: str) -> Review:
    """The version with all that an editor needs to see.

    Raises:
        NotFound: if there is no such version.
    """
    version = session.get(Version, version_id)
    if version is None:
        raise NotFound("There is no version {id}.", id=version_id)
    segments = segment_views(session, version)
    found = [finding for segment in segments for finding in segment.findings]
    comments = session.scalars(
        select(Comment).where(Comment.piece_id == version.piece_id).order_by(Comment.at)
    )
    reason = why_not(version, segments)
    return Review(
        piece=version.piece,
        version=version,
        segments=segments,
        comments=tuple(comments),
        blocking=sum(finding.blocking for finding in found),
        may_approve=reason is None,
        why_not=str(reason or ""),
    )


def segment_views(session: Session, version: Version) -> tuple[SegmentView, ...]:
    """The segments of ``version`` in reading order."""
    ruled = findings.rulings(session, version.id)
    counted = (
        select(Revision.segment_id, func.count())
        .join(SegmentRow, SegmentRow.id == Revision.segment_id)
        .where(SegmentRow.version_id == version.id)
        .group_by(Revision.segment_id)
    )
    revisions = {id: count for id, count in session.execute(counted)}
    return tuple(
        SegmentView(
            row=row,
            source=row.source,
            german=row.german,
            machine=row.machine,
            findings=findings.of_row(row, ruled),
            conflict=conflict(row),
            revisions=revisions.get(row.id, 0),
        )
        for row in version.segments
    )


def conflict(row: SegmentRow) -> Conflict | None:
    """What an update left to decide in ``row``."""
    if row.conflict is None:
        return None
    return Conflict(
        text_from_json(row.conflict["source"]),
        text_from_json(row.conflict["german"]),
        text_from_json(row.conflict["machine"]),
    )


def why_not(version: Version, segments: Sequence[SegmentView]) -> NotReady | None:
    """Why ``version`` cannot be approved now; None if it can."""
    if version.at not in (State.IN_REVIEW, State.SENT_BACK):
        return NotReady(
            "This version is {state}; there is nothing to approve.",
            state=message(STATES[version.at]),
        )
    if version.piece.current_id != version.id:
        return NotReady("A newer version of this piece is here; approve that one.")
    if not segments:
        return NotReady("This version has no German yet; wait for its translation.")
    if conflicts := sum(segment.conflict is not None for segment in segments):
        return NotReady(
            "The update waits for a decision in {count} of {all} segments; decide there first.",
            count=conflicts,
            all=len(segments),
        )
    blocking = sum(finding.blocking for segment in segments for finding in segment.findings)
    if blocking:
        return NotReady(
            "Findings that block publishing: {count}; correct or overrule them first.",
            count=blocking,
        )
    return None
