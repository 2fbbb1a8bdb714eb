"""The translation memory: segments and sentences that a person answered for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from fassung.checks.completeness import sentences
from fassung.desk.base import new_id, now
from fassung.desk.schema import Memory, Version
from fassung.desk.upsert import insert

_FEWEST = 3
"""Words of a text that is kept; of one or two words a glossary knows more."""
_MOST = 8
_TELLING = 6
"""Words that entries are looked for by."""
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[ \t\r\n]+")
_AT_ONCE = 200
"""Rows in one statement; SQLite allows 32,766 values."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text of the memory, its German, and how alike it is to the one asked for, 0 to 1."""

    source: str
    german: str
    score: float


def remember(session: Session, version: Version) -> int:
    """Takes up what ``version`` says, by segment and, where counts agree, by sentence.

    Args:
        session: a writing one.
        version: one that a person has approved.

    Returns:
        How many entries were made or confirmed.
    """
    partner = version.piece.partner
    pairs = dict.fromkeys(
        pair
        for row in version.segments
        for pair in _pairs(row.source.value, row.german.value)
        if len(pair[0].split()) >= _FEWEST
    )
    rows = [
        {
            "id": new_id(),
            "source": source,
            "german": german,
            "source_digest": digest(source),
            "german_digest": digest(german),
            "partner": partner,
            "uses": 1,
            "at": now(),
        }
        # In one order always, so that two approvals at once do not wait for each other.
        for source, german in sorted(pairs)
    ]
    for first in range(0, len(rows), _AT_ONCE):
        _put(session, rows[first : first + _AT_ONCE])
    return len(rows)


def lookup(session: Session, source: str, minimum: float = 0.75) -> list[Hit]:
    """What the memory holds like ``source``, the likest first, at most eight.

    Exact hits count 1.0. Others are compared letter by letter (the share of letters in common,
    in order), among entries of a length at which ``minimum`` can be reached at all that hold one
    of the longest words: where all of those differ, too little is alike.

    Args:
        session: any.
        source: an English text.
        minimum: the lowest score, 0 to 1.
    """
    source = _plain(source)
    exact = session.execute(
        select(Memory.source, Memory.german)
        .where(Memory.source_digest == digest(source))
        .order_by(Memory.uses.desc(), Memory.at.desc())
        .limit(_MOST)
    ).all()
    hits = [Hit(entry.source, entry.german, 1.0) for entry in exact]
    if hits or minimum >= 1.0 or not source:
        return hits
    size = len(source)
    # The share is 2·common / (a + b), and no more is common than the shorter text has.
    shortest, longest = size * minimum / (2 - minimum), size * (2 - minimum) / minimum
    words = sorted(set(_WORD.findall(source)), key=lambda word: (-len(word), word))[:_TELLING]
    near = session.execute(
        select(Memory.id, Memory.source).where(
            func.length(Memory.source).between(int(shortest), int(longest) + 1),
            or_(*(Memory.source.contains(word, autoescape=True) for word in words)),
        )
    )
    found = process.extract(
        source,
        {id: text for id, text in near},
        scorer=fuzz.ratio,
        score_cutoff=100 * minimum,
        limit=_MOST,
    )
    scores = {id: score / 100 for _, score, id in found}
    entries = session.execute(
        select(Memory.id, Memory.source, Memory.german).where(Memory.id.in_(scores))
    )
    hits = [Hit(entry.source, entry.german, scores[entry.id]) for entry in entries]
    return sorted(hits, key=lambda hit: (-hit.score, hit.source))


def digest(text: str) -> str:
    """SHA-256 of ``text``, white space aside."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _pairs(source: str, german: str) -> Iterator[tuple[str, str]]:
    source, german = _plain(source), _plain(german)
    if not source or not german:
        return
    yield source, german
    english, translated = sentences(source), sentences(german)
    if len(english) == len(translated) > 1:
        for one, other in zip(english, translated, strict=True):
            if one.text.strip() and other.text.strip():
                yield one.text.strip(), other.text.strip()


def _plain(text: str) -> str:
    """One line; spaces that may not be broken stay as they are."""
    return _SPACE.sub(" ", text).strip()


def _put(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    statement = insert(session, Memory).values(list(rows))
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["source_digest", "german_digest"],
            set_={"uses": Memory.uses + 1, "at": statement.excluded.at},
        )
    )
