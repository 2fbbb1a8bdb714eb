"""Review: what an editor does with the German of a version.

Every change locks the piece's row, looks at the state, changes and says so in the record, in one
transaction. What takes long (the checks) is done before, with no lock held, and done again only
if somebody changed the version meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

from fassung.article import Text
from fassung.desk import diff, findings, history, locks, tagging
from fassung.desk.accounts import Person
from fassung.desk.alternative import alternative
from fassung.desk.correcting import reopen, tell
from fassung.desk.decisions import approve, send_back, withdraw
from fassung.desk.findings import Look, OpenFinding
from fassung.desk.overruling import named, overrule, withdraw_ruling
from fassung.desk.rules import PLAIN, Rules
from fassung.desk.schema import SegmentRow
from fassung.desk.store import Store
from fassung.desk.team import assign, comment, saw
from fassung.desk.view import Conflict, Review, SegmentView, open_review
from fassung.desk.work import Work, begin_edit, resume
from fassung.errors import NotReady, Stale
from fassung.german import Edit, apply

KINDS = {"edit": "edited", "alternative": "alternative taken", "memory": "memory taken"}
"""What the record says of an edit by where its words come from."""

_Wording = Callable[[Work, SegmentRow], tuple[Text, dict[str, object]] | None]
"""The new German of a segment and what the record says of it; None where nothing changes."""


def edit(
    store: Store,
    version_id: str,
    segment: str,
    german: str,
    edits: int,
    person: Person,
    *,
    rules: Rules = PLAIN,
    kind: str = "edit",
) -> SegmentRow:
    """Saves what an editor wrote.

    Args:
        store: the desk's.
        version_id: the version.
        segment: id of the segment.
        german: the text with tags, see :func:`fassung.desk.tagging.written`.
        edits: the row's number that the editor saw.
        person: an editor or more.
        rules: what the checks may know beside the texts.
        kind: a key of :data:`KINDS`.

    Raises:
        Stale: if somebody saved in between.
        Locked: if somebody else works on the piece.
        NotReady: if the version is not in review, the segment waits for a decision on an update,
            or the text is empty or lost a tag.
        NotAllowed: for a reader.
        NotFound: if there is no such segment.
    """

    def wording(work: Work, row: SegmentRow) -> tuple[Text, dict[str, object]] | None:
        _same(row, edits)
        _no_conflict(row)
        text = tagging.read(german, row.german)
        return (text, {}) if text != row.german else None

    return _rewrite(store, version_id, segment, person, rules, wording, kind, KINDS[kind])


def undo(
    store: Store,
    version_id: str,
    segment: str,
    edits: int,
    person: Person,
    *,
    rules: Rules = PLAIN,
) -> SegmentRow:
    """Brings back the wording before the last change that still stands; can be repeated.

    Raises:
        NotReady: also if there is nothing to undo.
        Stale, Locked, NotAllowed, NotFound: as :func:`edit`.
    """

    def wording(work: Work, row: SegmentRow) -> tuple[Text, dict[str, object]]:
        _same(row, edits)
        _no_conflict(row)
        return history.before(work.session, row), {}

    return _rewrite(store, version_id, segment, person, rules, wording, "undo", "undone")


def accept(
    store: Store, version_id: str, segment: str, key: str, person: Person, *, rules: Rules = PLAIN
) -> SegmentRow:
    """Makes the repair that a finding proposes, wherever the segment has the same fault.

    Raises:
        Stale: if the finding is gone.
        NotReady: also if it proposes no repair, or one that would take a link or emphasis away.
        Locked, NotAllowed, NotFound: as :func:`edit`.
    """

    def wording(work: Work, row: SegmentRow) -> tuple[Text, dict[str, object]]:
        _no_conflict(row)
        found = [one.finding for one in named(work, key, row)]
        edits = {
            one.target[0]: Edit(*one.target[0], one.repair, one.check)
            for one in found
            if one.repair is not None and one.target
        }
        if not edits:
            raise NotReady("This finding proposes no repair; change the text by hand.")
        text = apply(row.german, edits.values())
        if len(text.spans) != len(row.german.spans) or not text:
            raise NotReady("The repair would take a link or emphasis away; change it by hand.")
        return text, {"check": found[0].check}

    return _rewrite(store, version_id, segment, person, rules, wording, "repair", "repaired")


def resolve(
    store: Store,
    version_id: str,
    segment: str,
    german: str,
    edits: int,
    person: Person,
    *,
    rules: Rules = PLAIN,
) -> SegmentRow:
    """Decides on a segment that both an update and an editor had changed.

    Args:
        german: the text with tags, numbered as those of the row's German.

    The others, and what is raised, are as in :func:`edit`; NotReady also if there is nothing to
    decide.
    """

    def wording(work: Work, row: SegmentRow) -> tuple[Text, dict[str, object]]:
        _same(row, edits)
        if row.conflict is None:
            raise NotReady("This segment waits for no decision on an update.")
        return tagging.read(german, row.german), {}

    return _rewrite(store, version_id, segment, person, rules, wording, "merge", "merged")


def _rewrite(
    store: Store,
    version_id: str,
    segment: str,
    person: Person,
    rules: Rules,
    wording: _Wording,
    kind: str,
    said: str,
) -> SegmentRow:
    """Gives a segment another German, has it checked, and keeps both."""
    with store.reading() as session:
        work = begin_edit(session, version_id, person, lock=False)
        row = work.row(segment)
        made = wording(work, row)
        if made is None:
            return row
        context = rules.context(session, work.version)
        seen_at, seen_text, rows = work.fingerprint, made[0], work.rows
    seen = findings.look(rows, context, changed={segment: seen_text})
    with store.writing() as session:
        work = begin_edit(session, version_id, person)
        row = work.row(segment)
        made = wording(work, row)
        if made is None:
            return row
        text, data = made
        if work.fingerprint != seen_at or text != seen_text:
            seen = findings.look(work.rows, context, changed={segment: text})
        resume(work)
        before = row.german.value
        history.write(session, row, text, person, kind)
        row.conflict = None
        _keep(work, seen)
        if segment == "headline":
            work.version.german_headline = text.value
        if locks.holder(work.piece) is not None:
            locks.keep(work.piece, person)
        changes = [list(pair) for pair in diff.changed(before, text.value)]
        work.note(said, segment=segment, edits=row.edits, changes=changes, **data)
        return row


def _keep(work: Work, seen: Look) -> None:
    findings.keep(work.session, work.version, work.rows, seen)


def _same(row: SegmentRow, edits: int) -> None:
    if row.edits != edits:
        raise Stale("Somebody saved this segment in between; load it again before you go on.")


def _no_conflict(row: SegmentRow) -> None:
    if row.conflict is not None:
        raise NotReady("The update changed this segment, too; decide which wording holds first.")


__all__ = [
    "KINDS",
    "Conflict",
    "OpenFinding",
    "Review",
    "SegmentView",
    "accept",
    "alternative",
    "approve",
    "assign",
    "comment",
    "edit",
    "open_review",
    "overrule",
    "reopen",
    "resolve",
    "saw",
    "send_back",
    "tell",
    "undo",
    "withdraw",
    "withdraw_ruling",
]
