"""Letters of a name that English has not and that got lost on the way: Ciarán, Zoë, Łódź."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.checks.spelling import plain, without_genitive
from fassung.german.tables import names

# A letter that could not be shown, and UTF-8 read as Latin-1: "Ã¡", "Å‚", "â€œ".
_BROKEN = re.compile(r"\w*(?:\ufffd|[ÃÂ][\u0080-\u00bf]|â€.|(?<=[^\W\d_])\?(?=[^\W\d_]))\w*")
_HINT = re.compile("[\ufffdÃÂâ?]")


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if _HINT.search(pair.german):
        yield from _broken(check, pair)
    if pair.source.isascii():
        return
    present = pair.german_vocabulary
    for word in pair.source_words:
        text = word.text
        if text.isascii() or not text[0].isupper() or len(text) < 3:
            continue
        if word.lower in present or without_genitive(word.lower) in present:
            continue
        yield from _bare(check, pair, word)


def _broken(check: Check, pair: Pair) -> Iterator[Finding]:
    for match in _BROKEN.finditer(pair.german):
        if match.group() and match.group() not in pair.source and "/" not in _around(pair, match):
            yield check.finding(
                pair,
                "A letter is broken in “{word}”.",
                target=[match.span()],
                word=match.group(),
            )


def _around(pair: Pair, match: re.Match[str]) -> str:
    """The whole of what stands between two spaces: a question mark in an address is none."""
    start = pair.german.rfind(" ", 0, match.start()) + 1
    return pair.german[start : match.end()]


def _bare(check: Check, pair: Pair, word: Word) -> Iterator[Finding]:
    name = without_genitive(word.text) if word.text[-2:-1] in "’'" else word.text
    if name.isascii():
        return
    bare = plain(name)
    for other in pair.german_words:
        if not other.text.isascii() or other.text in _german_forms():
            continue
        genitive = "s" if other.lower == bare + "s" else ""
        if other.lower == bare + genitive:
            yield check.finding(
                pair,
                "“{name}” lost a letter.",
                source=[(word.start, word.end)],
                target=[(other.start, other.end)],
                repair=name + genitive,
                severity=Severity.MINOR,
                name=name,
            )


@cache
def _german_forms() -> frozenset[str]:
    """Words of names that German agencies write without the letter: Erdogan."""
    return frozenset(word for row in names() for word in row["german"].split(" "))


CHECK = Check(
    id="character-lost",
    title="letters of a name lost",
    category="linguistic-conventions/character-encoding",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
