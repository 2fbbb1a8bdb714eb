"""Decisions on a whole version or piece: approve it, send it back, withdraw it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from fassung.desk import findings, locks, memory, proposals, publish
from fassung.desk.accounts import Person
from fassung.desk.columns import text_as_json
from fassung.desk.rights import actor, require
from fassung.desk.rules import PLAIN, Rules
from fassung.desk.schema import SegmentRow, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.desk.view import segment_views, why_not
from fassung.desk.work import Work, begin, begin_edit, require_state, resume
from fassung.errors import NotReady

_LONGEST = 2000


def approve(
    store: Store,
    version_id: str,
    person: Person,
    *,
    publish_at: datetime | None = None,
    rules: Rules = PLAIN,
) -> None:
    """The editor's yes: they answer for the version, and it goes out at its hour.

    The checks look once more at all of it, since what "today" means depends on when it appears.

    Args:
        store: the desk's.
        version_id: the version.
        person: an editor or more, who answers for it.
        publish_at: not before this time (aware); a partner's embargo holds in any case.
        rules: what the checks may know beside the texts.

    Raises:
        NotReady: if a finding blocks, an update waits for a decision, a newer version is here, or
            the version is not in review.
        Locked: if somebody else works on the piece.
        NotAllowed: for a reader.
        NotFound: if there is no such version.
    """
    with store.reading() as session:
        work = begin_edit(session, version_id, person, lock=False)
        context = rules.context(session, work.version, publish_at)
        seen_at, rows = work.fingerprint, work.rows
    seen = findings.look(rows, context)
    with store.writing() as session:
        work = begin_edit(session, version_id, person)
        if work.fingerprint != seen_at:
            seen = findings.look(work.rows, context)
        findings.keep(session, work.version, work.rows, seen)
        session.flush()
        # What is found now stays found, and is seen on the page, though nothing is approved.
        refused = why_not(work.version, segment_views(session, work.version))
        if refused is None:
            resume(work)
            _approve(work, publish_at)
    if refused is not None:
        raise refused


def send_back(store: Store, version_id: str, person: Person, reason: str) -> None:
    """Takes back a yes that has not gone out, or asks for more work on a version in review.

    Raises:
        NotReady: if the reason is empty, or it is out already or not here yet.
        Locked, NotAllowed, NotFound: as :func:`approve`.
    """
    reason = said_why(reason)
    with store.writing() as session:
        work = begin(session, version_id, person)
        require_state(work.version, State.IN_REVIEW, State.APPROVED, State.SCHEDULED)
        locks.check(session, work.piece, person)
        version = work.version
        version.state, version.reason = State.SENT_BACK, reason
        publish.recall(version)
        work.note("sent back", reason=reason)


def withdraw(store: Store, piece_id: str, person: Person, reason: str) -> None:
    """Takes the piece down everywhere, for good. No lock and no state stands in its way.

    Raises:
        NotAllowed: for less than a chief.
        NotReady: if the reason is empty.
        NotFound: if there is no such piece.
    """
    require(person, "chief")
    reason = said_why(reason)
    with store.writing() as session:
        piece = locks.locked_row(session, piece_id)
        publish.withdraw(session, piece, actor(person), reason)


def german_digest(rows: list[SegmentRow]) -> str:
    """SHA-256 over the German of all segments: what exactly somebody said yes to."""
    digest = hashlib.sha256()
    for row in rows:
        line = f"{row.segment}\t{text_as_json(row.german)}\n"
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _approve(work: Work, publish_at: datetime | None) -> None:
    version: Version = work.version
    version.state = State.APPROVED
    version.reviewed, version.approved_by_id, version.reason = True, work.person.id, ""
    work.session.flush()
    ruled = findings.rulings(work.session, version.id)
    work.note(
        "approved",
        external=version.external,
        source_digest=version.digest,
        german_digest=german_digest(work.rows),
        signature=version.signature,
        engine=version.engine,
        segments=len(work.rows),
        edited=sum(row.german != row.machine for row in work.rows),
        overruled=len(ruled),
        open=version.open,
        publish_at=publish_at.isoformat() if publish_at else None,
        correction=version.correction or None,
    )
    memory.remember(work.session, version)
    proposals.propose(work.session, version)
    publish.schedule(work.session, version, publish_at)


def said_why(reason: str) -> str:
    """``reason`` on one line.

    Raises:
        NotReady: if it says nothing.
    """
    reason = " ".join(reason.split())[:_LONGEST]
    if not any(char.isalpha() for char in reason):
        raise NotReady("Say why; it stands in the record.")
    return reason
