"""known: what the desk knows about one segment beside its two texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.desk import history, memory
from fassung.desk.accounts import Person
from fassung.desk.schema import Revision, SegmentRow, Version
from fassung.german import HouseStyle
from fassung.german.glossary import Glossary
from fassung.german.names import in_source
from fassung.messages import message
from fassung.web.cards import changes, dom_id
from fassung.web.words import KINDS


@dataclass(frozen=True, slots=True)
class Step:
    """One wording of a segment's history, with what it changed of the one before."""

    kind: str
    by: str
    at: datetime
    words: Markup


@dataclass(frozen=True, slots=True)
class Remembered:
    """A hit of the translation memory; ``score`` in percent, ``source`` marked against ours."""

    score: int
    exact: bool
    source: Markup | None
    german: str


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term or name that the English holds; ``german`` is what it is to be called."""

    source: str
    german: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the panel below a segment shows."""

    id: str
    engine: str
    against_machine: Markup | None
    against_version: Markup | None
    before_number: int
    history: Sequence[Step]
    memory: Sequence[Remembered]
    terms: Sequence[TermHit]
    other_engine: str
    comments: Sequence[Any]


def known(session: Session, desk: Any, row: SegmentRow, comments: Iterable[Any]) -> Known:
    """All that is known about ``row``.

    Args:
        session: a reading one.
        desk: with its ``config`` and ``rules``.
        row: the segment.
        comments: those of the piece, see :class:`fassung.web.review.Said`.
    """
    version = session.get_one(Version, row.version_id)
    partner = version.piece.partner
    settings = desk.config.partners.get(partner)
    number, before = _before(session, version, row.segment)
    german = row.german.value
    return Known(
        id=dom_id(row.place),
        engine=row.engine or version.engine,
        against_machine=changes(row.machine.value, german) if row.machine != row.german else None,
        against_version=changes(before, german) if before and before != german else None,
        before_number=number,
        history=_history(session, row),
        memory=[
            Remembered(
                score=round(100 * hit.score),
                exact=hit.score >= 1,
                source=None if hit.score >= 1 else changes(hit.source, row.source.value),
                german=hit.german,
            )
            for hit in memory.lookup(session, row.source.value)
        ],
        terms=_terms(desk.rules.glossary(session, partner), row.source.value, desk.rules.style),
        other_engine=settings.alternative if settings else "",
        comments=[comment for comment in comments if comment.segment == row.segment],
    )


def _before(session: Session, version: Version, segment: str) -> tuple[int, str]:
    """Number of the version before, and the segment's German in it; empty if there is none."""
    found = session.execute(
        select(Version.number, SegmentRow.german)
        .join(SegmentRow, SegmentRow.version_id == Version.id)
        .where(
            Version.piece_id == version.piece_id,
            Version.number < version.number,
            SegmentRow.segment == segment,
        )
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    return (found[0], found[1].value) if found else (0, "")


def _history(session: Session, row: SegmentRow) -> list[Step]:
    names = {id: name for id, name in session.execute(select(Person.id, Person.name))}
    wordings = history.revisions(session, row)
    if not wordings:
        return []
    first = _step(wordings[0], Markup.escape(wordings[0].german.value), names)
    steps = [
        _step(new, changes(old.german.value, new.german.value), names)
        for old, new in pairwise(wordings)
    ]
    return [first, *steps][::-1]


def _step(revision: Revision, words: Markup, names: dict[str, str]) -> Step:
    by = names.get(revision.person_id or "", "")
    return Step(message(KINDS.get(revision.kind, revision.kind)), by, revision.at, words)


def _terms(glossary: Glossary, source: str, style: HouseStyle) -> list[TermHit]:
    """What the glossary and the table of names say of ``source``; the glossary goes first."""
    stays = message("stays as it is")
    known = {
        name: TermHit(name, german, stays if german == name else message("name"))
        for name, german in in_source(source, style)
    }
    kept = {word: TermHit(word, word, stays) for _, word in glossary.kept_in_source(source)}
    found = {
        source[start:end]: TermHit(source[start:end], " / ".join(term.german), term.note)
        for (start, end), term in glossary.in_source(source)
    }
    hits = {**known, **kept, **found}
    return sorted(hits.values(), key=lambda hit: source.find(hit.source))
