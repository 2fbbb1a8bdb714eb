"""Corrections made at the desk: what is live is opened again, and goes the whole way once more."""

from __future__ import annotations

from sqlalchemy.orm import Session

from fassung.desk import findings, locks
from fassung.desk.accounts import Person
from fassung.desk.decisions import said_why
from fassung.desk.schema import Revision, SegmentRow, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.desk.work import begin, begin_edit, require_state
from fassung.errors import NotReady
from fassung.translation.pipeline import KEPT

_LONGEST = 2000


def reopen(
    store: Store, version_id: str, person: Person, reason: str, *, told: bool = False
) -> str:
    """Begins a correction of the version that readers see: a new version of the same source.

    It is in review, with the German, the findings and what was overruled as they stand. Readers
    go on seeing the old one until a person has answered for the new one.

    Args:
        store: the desk's.
        version_id: the version that is live.
        person: an editor or more.
        reason: what was wrong; stands in the record.
        told: whether the reason, then in German, also stands on the page as a correction. It can
            be changed before publication by :func:`tell`.

    Returns:
        The id of the new version.

    Raises:
        NotReady: if the reason is empty, the version is not live, or a newer one is here.
        Locked: if somebody else works on the piece.
        NotAllowed: for a reader.
        NotFound: if there is no such version.
    """
    reason = said_why(reason)
    with store.writing() as session:
        work = begin(session, version_id, person)
        piece, live = work.piece, work.version
        require_state(live, State.PUBLISHED)
        if piece.current_id != live.id:
            raise NotReady("A newer version of this piece is here; correct that one.")
        locks.check(session, piece, person)
        new = Version(
            piece_id=piece.id,
            number=live.number + 1,
            external=live.external,
            digest=live.digest,
            source=live.source,
            state=State.IN_REVIEW,
            headline=live.headline,
            german_headline=live.german_headline,
            signature=live.signature,
            engine=live.engine,
            words=live.words,
            expires=live.expires,
            correction=reason if told else "",
        )
        session.add(new)
        session.flush()
        for row in live.segments:
            _carry(session, row, new)
        session.expire(new, ["segments"])
        findings.count(new, new.segments, {})
        findings.carry(session, live, new, {row.segment: row.segment for row in live.segments})
        piece.current_id = new.id
        said = {"number": new.number, "reason": reason, "correction": new.correction}
        work.note("correction begun", **said)
        return new.id


def tell(store: Store, version_id: str, person: Person, words: str) -> None:
    """Changes what readers are told of a correction; of an update by the partner, too.

    Args:
        store: the desk's.
        version_id: a version in review of a piece that is live.
        person: an editor or more.
        words: German; empty to tell nothing.

    Raises:
        NotReady: if the piece is not live, or the version not in review.
        Locked, NotAllowed, NotFound: as :func:`reopen`.
    """
    words = " ".join(words.split())[:_LONGEST]
    with store.writing() as session:
        work = begin_edit(session, version_id, person)
        if work.piece.live_id is None:
            raise NotReady("Readers have not seen this piece; there is nothing to correct.")
        if words != work.version.correction:
            work.version.correction = words
            work.note("correction worded", correction=words)


def _carry(session: Session, row: SegmentRow, new: Version) -> None:
    """``row`` as a segment of ``new``; its history begins with the wording that is live."""
    carried = SegmentRow(
        version_id=new.id,
        segment=row.segment,
        place=row.place,
        role=row.role,
        source=row.source,
        machine=row.machine,
        german=row.german,
        # What the engine made counts in the version that it was made for.
        engine=KEPT,
        risk=row.risk,
        findings=list(row.findings),
        edits=1 if row.edits else 0,
        edited_by_id=row.edited_by_id,
        edited=row.edited,
    )
    session.add(carried)
    session.flush()
    session.add(
        Revision(
            segment_id=carried.id,
            number=0,
            kind="machine" if row.german == row.machine else "edit",
            german=row.german,
            person_id=row.edited_by_id,
        )
    )
