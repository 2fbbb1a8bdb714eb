"""What colleagues do around a piece: assign it, comment on it, read it."""

from __future__ import annotations

from fassung.desk import locks, record
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.rights import actor, may, require
from fassung.desk.schema import Comment, Version
from fassung.desk.store import Store
from fassung.errors import NotFound, NotReady

_LONGEST = 5000
_DAY = 86_400.0


def assign(store: Store, piece_id: str, assignee_id: str | None, person: Person) -> None:
    """Gives the piece to somebody; None or an empty id takes it from whoever has it.

    Raises:
        NotAllowed: for a reader.
        NotReady: if that person may not edit.
        NotFound: if there is no such piece or person.
    """
    require(person, "editor")
    with store.writing() as session:
        piece = locks.locked_row(session, piece_id)
        assignee = None
        if assignee_id:
            assignee = session.get(Person, assignee_id)
            if assignee is None:
                raise NotFound("There is no person {id}.", id=assignee_id)
            if not may(assignee, "editor"):
                raise NotReady("{name} may not edit; choose somebody else.", name=assignee.name)
        to = assignee.id if assignee else None
        if to == piece.assignee_id:
            return
        said = {"from": piece.assignee_id, "to": to}
        piece.assignee_id, piece.changed = to, now()
        record.append(session, piece.id, actor(person), "assigned", said)


def comment(store: Store, piece_id: str, segment: str, words: str, person: Person) -> Comment:
    """Says something about the piece, or about one of its segments (empty: all of it).

    Raises:
        NotAllowed: for a reader.
        NotReady: if it says nothing or too much.
        NotFound: if there is no such piece, or its newest version has no such segment.
    """
    require(person, "editor")
    words = "\n".join(line.rstrip() for line in words.strip().splitlines())
    if not words:
        raise NotReady("The comment is empty; write something.")
    if len(words) > _LONGEST:
        raise NotReady("The text is too long; at most {most} letters.", most=_LONGEST)
    with store.writing() as session:
        piece = locks.locked_row(session, piece_id)
        if segment:
            version = session.get(Version, piece.current_id) if piece.current_id else None
            if version is None or all(row.segment != segment for row in version.segments):
                raise NotFound("There is no segment {segment} in this version.", segment=segment)
        said = Comment(piece_id=piece.id, segment=segment, words=words, person_id=person.id)
        session.add(said)
        piece.changed = now()
        session.flush()
        record.append(
            session, piece.id, actor(person), "commented", {"segment": segment, "comment": said.id}
        )
        return said


def saw(store: Store, version_id: str, person: Person, seconds: float) -> None:
    """Notes in the record that somebody had the version before them, and for how long.

    Args:
        store: the desk's.
        version_id: the version.
        person: anybody who is signed in; readers, too.
        seconds: since the last note of this kind; what is no time of one sitting is cut.

    Raises:
        NotAllowed: if the person is not active.
        NotFound: if there is no such version.
    """
    require(person, "reader")
    with store.writing() as session:
        version = session.get(Version, version_id)
        if version is None:
            raise NotFound("There is no version {id}.", id=version_id)
        piece = locks.locked_row(session, version.piece_id)
        whole = round(min(max(seconds, 0.0), _DAY))
        record.append(
            session,
            piece.id,
            actor(person),
            "seen",
            {"number": version.number, "version": version.id, "seconds": whole},
        )
