"""The same word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fassung.checks.model import Check, Context, Finding, Pair, Severity

# Lawful twice: names of emphasis and of places ("sehr sehr", "Baden Baden" stands with capitals).
_LAWFUL = frozenset(
    """sehr ganz viel viele lang lange weit nie nein ja so bla ha hey hallo bye immer mehr wieder
    nur alle no yes go hm na da doch schnell oh tick tack toi klopf hip pst tz hin her""".split()
)
# After a comma the first may be a relative pronoun or a subject: "die, die die Regeln kennen".
_PRONOUNS = frozenset("der die das dem den sie ihr es wir uns euch sich".split())
_BEGINS = re.compile(r"[,;:–-]| und ")
_BE = ("ist", "sind", "war", "waren", "sei", "wäre", "wird", "bin", "Ist", "Sind", "War", "Wird")
_CLAUSE = 30
"""Characters before a doubled pronoun in which a comma makes it lawful."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    words = pair.german_words
    if len(words) == len(pair.german_vocabulary):
        return
    for first, second in pairwise(words):
        word = first.lower
        if word != second.lower or not word.isalpha() or word in _LAWFUL:
            continue
        if pair.german[first.end : second.start] not in (" ", "\u00a0"):
            continue
        if first.text[0].isupper() and second.text[0].isupper():
            continue  # a name: "Duran Duran"
        if word in _PRONOUNS and not _wrong(
            pair.german[max(0, first.start - _CLAUSE) : first.start]
        ):
            continue
        if _doubled(pair, word):
            continue
        yield check.finding(
            pair,
            "“{word}” stands twice.",
            target=[(first.start, second.end)],
            repair=first.text,
            word=first.text,
        )


def _wrong(before: str) -> bool:
    """Whether a doubled pronoun cannot be lawful: no clause begins before it, no "ist das"."""
    return not (_BEGINS.search(before) or before.rstrip().endswith(_BE))


def _doubled(pair: Pair, word: str) -> bool:
    source = pair.source_words
    return any(
        a.lower == b.lower and a.end + 1 == b.start and a.lower[:2] == word[:2]
        for a, b in pairwise(source)
    )


CHECK = Check(
    id="repeated-word",
    title="word repeated",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
