"""Quotation marks and brackets that open and do not close, or close and never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fassung.article import Role
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.german.quotations import Quoted, quoted

_RUNNING = frozenset((Role.BODY, Role.QUOTE, Role.ITEM))
_BRACKET = re.compile(r"[()\[\]{}]")
_NO_BRACKET = re.compile(r"(?:(?<=\s)|^)(?:[^\W_]|\d{1,3})\)|[:;=8][-o^]?[()\]\[]|[<>]\(")
# British copy quotes with single marks; half a pair of them is read as an apostrophe elsewhere.
_BEGINS = re.compile(r"(?<![^\W_])['‘`](?=\w)")
_ENDS = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_PARTNER = {")": "(", "]": "[", "}": "{"}


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    alone = [pair for pair in pairs if not pair.source]
    for pair in pairs:
        if pair.source:
            # A quotation that runs over paragraphs shows in the source as well.
            german, source = quoted(pair.german), quoted(pair.source)
            if len(german.opening) > len(source.opening) and not _half(_BEGINS, pair):
                yield from _unclosed(check, pair, german.opening[-1:])
            if len(german.closing) > len(source.closing) and not _half(_ENDS, pair):
                yield from _unopened(check, pair, german.closing[:1])
        yield from _brackets(check, pair)
    if alone:
        yield from _quotes_of_article(check, alone)


def _half(single: re.Pattern[str], pair: Pair) -> bool:
    whole = [q for q in quoted(pair.source).quotations if q.single]
    return len(single.findall(pair.source)) > len(whole)


def _quotes_of_article(check: Check, pairs: Sequence[Pair]) -> Iterator[Finding]:
    """A quotation may go on in the next paragraph, which repeats the opening mark or does not."""
    begun: tuple[Pair, int] | None = None
    for pair in pairs:
        german = quoted(pair.german)
        opening, closing = german.opening, german.closing
        if pair.role not in _RUNNING:
            yield from _unclosed(check, pair, opening)
            yield from _unopened(check, pair, closing)
            continue
        if begun:
            if closing:
                begun, closing = None, closing[1:]
            elif _starts_quoted(pair.german, german):
                begun = None
            elif german.quotations or opening:
                yield from _unclosed(check, begun[0], (begun[1],))
                begun = None
        yield from _unopened(check, pair, closing)
        if opening:
            yield from _unclosed(check, pair, opening[:-1])
            begun = pair, opening[-1]
    if begun:
        yield from _unclosed(check, begun[0], (begun[1],))


def _starts_quoted(text: str, marks: Quoted) -> bool:
    first = len(text) - len(text.lstrip())
    return first in marks.opening or any(q.start == first for q in marks.quotations)


def _unclosed(check: Check, pair: Pair, places: Sequence[int]) -> Iterator[Finding]:
    for at in places:
        yield check.finding(pair, "This quotation is not closed.", target=[(at, at + 1)])


def _unopened(check: Check, pair: Pair, places: Sequence[int]) -> Iterator[Finding]:
    for at in places:
        yield check.finding(
            pair,
            "This quotation mark closes nothing; the beginning is missing.",
            target=[(at, at + 1)],
        )


def _brackets(check: Check, pair: Pair) -> Iterator[Finding]:
    if not _BRACKET.search(pair.german):
        return
    opened, closed = _unpaired(pair.german)
    if not opened and not closed:
        return
    source_opened, source_closed = _unpaired(pair.source)
    if len(opened) > len(source_opened):
        yield check.finding(
            pair, "This bracket is not closed.", target=[(opened[-1], opened[-1] + 1)]
        )
    if len(closed) > len(source_closed):
        yield check.finding(
            pair, "This bracket closes nothing.", target=[(closed[0], closed[0] + 1)]
        )


def _unpaired(text: str) -> tuple[list[int], list[int]]:
    skipped = {at for m in _NO_BRACKET.finditer(text) for at in range(m.start(), m.end())}
    opened: list[int] = []
    closed: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] in _PARTNER:
            if opened and text[opened[-1]] == _PARTNER[match[0]]:
                opened.pop()
            elif at not in skipped:
                closed.append(at)
        elif at not in skipped:
            opened.append(at)
    return opened, closed


CHECK = Check(
    id="quotes-paired",
    title="quotation marks and brackets in pairs",
    category="linguistic-conventions/punctuation",
    severity=Severity.MAJOR,
    german_alone=True,
    article=rule,
)
