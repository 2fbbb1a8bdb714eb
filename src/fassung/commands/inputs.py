"""What ``fassung check`` is given: articles, plain text, tables of two columns."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from fassung import wires
from fassung.article import Article, Finding, Role, extract
from fassung.checks import Pair
from fassung.checks.align import align
from fassung.errors import UsageError
from fassung.wires.load import decode

_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\n\s*")
_HEADING_LENGTH = 110
_HEADS = frozenset(
    (a, b) for a in ("en", "english", "source") for b in ("de", "german", "deutsch", "target")
)


@dataclass(frozen=True, slots=True)
class Read:
    """Segments to check, what was found on the way, when the original appeared (if it says)."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...] = ()
    published: datetime | None = None


def both(source: str, german: str) -> Read:
    """A source and its German: two articles, or two plain texts of as many paragraphs.

    Raises:
        WireError: if one cannot be read.
        UsageError: if they do not belong together.
    """
    english, other = _load(source), _load(german)
    if isinstance(english, Article) and isinstance(other, Article):
        aligned = align(english, other)
        if not any(pair.source and pair.german for pair in aligned.pairs):
            raise UsageError(
                "{german} has no part of {source} (ids differ); check that they belong together.",
                german=german,
                source=source,
            )
        return Read(aligned.pairs, aligned.findings, english.first_published)
    if isinstance(english, Article) or isinstance(other, Article):
        raise UsageError(
            "One is an article, the other plain text ({source}, {german}); give two of a kind.",
            source=source,
            german=german,
        )
    if len(english) != len(other):
        raise UsageError(
            "{source} has {sources} paragraphs, {german} has {germans}; they must be as many.",
            source=source,
            sources=len(english),
            german=german,
            germans=len(other),
        )
    pairs = zip(english, other, strict=True)
    return Read(tuple(Pair(a, b, _role(b, n), str(n)) for n, (a, b) in enumerate(pairs, 1)))


def german_alone(path: str) -> Read:
    """A German text or article with no source.

    Raises:
        WireError: if it cannot be read.
    """
    loaded = _load(path)
    if isinstance(loaded, Article):
        segments = extract(loaded)
        pairs = (Pair("", s.text.value, s.role, s.id, None, s.text) for s in segments)
        return Read(tuple(pairs), published=loaded.first_published)
    return Read(tuple(Pair("", text, _role(text, n), str(n)) for n, text in enumerate(loaded, 1)))


def table(path: str) -> Read:
    """A file of two columns, English and German, with a tab between; a first row may name them.

    Raises:
        WireError: if it cannot be read.
        UsageError: if a row has not two columns.
    """
    lines = decode(_bytes(path), path).splitlines()
    rows: list[tuple[int, list[str]]] = [
        (number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip()
    ]
    for number, row in rows:
        if len(row) != 2:
            raise UsageError(
                "{path}, line {line}: {columns} columns instead of two (English, tab, German).",
                path=path,
                line=number,
                columns=len(row),
            )
    if rows and tuple(cell.strip().lower() for cell in rows[0][1]) in _HEADS:
        rows = rows[1:]
    return Read(tuple(Pair(a.strip(), b.strip(), Role.BODY, str(n)) for n, (a, b) in rows))


def moment(value: str | None, option: str) -> datetime | None:
    """The moment that an ISO 8601 date or time means; noon UTC of a date, UTC without a zone.

    Raises:
        UsageError: if it is none.
    """
    if value is None:
        return None
    try:
        if len(value) == 10:
            # Noon is the same day from Los Angeles to Berlin.
            return datetime.combine(date.fromisoformat(value), time(12), UTC)
        found = datetime.fromisoformat(value)
    except ValueError:
        raise UsageError(
            "{option}: {value} is no date; write it like 2026-11-24.", option=option, value=value
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _load(path: str) -> Article | Sequence[str]:
    data = _bytes(path)
    text = decode(data, path)
    if text.lstrip()[:1] in ("{", "<") or text.lstrip()[:2] in ("[{", "[\n"):
        return wires.read(data, source=path)
    paragraphs = _BLANK_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return [" ".join(paragraph.split("\n")).strip() for paragraph in paragraphs]


def _bytes(path: str) -> bytes:
    if path == "-":
        return wires.take(sys.stdin.buffer)
    return wires.take_file(path)


def _role(german: str, number: int) -> Role:
    """Plain text does not say what a headline is: one short line without a stop at its end."""
    if len(german) > _HEADING_LENGTH or german.rstrip()[-1:] in tuple('.!…“”"«»:;'):
        return Role.BODY
    return Role.HEADLINE if number == 1 else Role.HEADING
