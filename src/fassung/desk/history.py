"""The wordings that a segment had, and what undo goes back to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.article import Text
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.schema import Revision, SegmentRow
from fassung.errors import NotReady


def revisions(session: Session, row: SegmentRow) -> Sequence[Revision]:
    """The wordings of a segment, the oldest first."""
    return session.scalars(
        select(Revision).where(Revision.segment_id == row.id).order_by(Revision.number)
    ).all()


def write(session: Session, row: SegmentRow, text: Text, person: Person, kind: str) -> None:
    """Makes ``text`` the German of ``row``, and keeps the wording in its history.

    Args:
        session: a writing one.
        row: the segment.
        text: its new German.
        person: who wrote it or asked for it.
        kind: see :class:`fassung.desk.schema.Revision`.
    """
    known = revisions(session, row)
    number = known[-1].number if known else 0
    if not known:
        number += 1
        first = "machine" if row.german == row.machine else "merge"
        session.add(Revision(segment_id=row.id, number=number, kind=first, german=row.german))
    session.add(
        Revision(segment_id=row.id, number=number + 1, kind=kind, german=text, person_id=person.id)
    )
    row.german = text
    row.edits += 1
    row.edited_by_id, row.edited = person.id, now()


def before(session: Session, row: SegmentRow) -> Text:
    """The wording that undo brings back: of the last change that was not undone.

    Raises:
        NotReady: if all changes are undone.
    """
    standing: list[Text] = []
    for revision in revisions(session, row):
        if revision.kind == "undo":
            standing.pop()
        else:
            standing.append(revision.german)
    if len(standing) < 2:
        raise NotReady("There is nothing to undo in this segment.")
    return standing[-2]
