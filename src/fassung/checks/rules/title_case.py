"""English Title Case left in German: "Wie Die Welt Sich Ändert"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.german.quotations import quoted

_LONGEST = 25
"""Words of the longest text that is looked at: beyond, it is no headline."""
_STARTS = re.compile(r"(?:^|[.:!?…–—|/-]|[„“\"»«‚‘'(\[])\s*$")


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    words = pair.german_words
    if not 3 <= len(words) <= _LONGEST:
        return
    lower = sum(word.text[0].islower() for word in words)
    # In Title Case a few small words at most keep their lower case.
    if lower * 3 > len(words):
        return
    small = _small()
    wrong = [
        word
        for word in words
        if word.lower in small and word.text[0].isupper() and _inside(pair.german, word)
    ]
    if not wrong or all(word.text.isupper() for word in words if len(word.text) > 1):
        return
    wrong = [word for word in wrong if not (len(word.text) > 1 and word.text.isupper())]
    marks = quoted(pair.german)
    whole = bool(marks.quotations) and marks.quotations[0].start == 0
    if not whole:
        wrong = [word for word in wrong if not marks.inside(word.start)]
    # One such word may belong to a name ("Der Spiegel"); where nothing is in lower case, one tells.
    if len(wrong) < (1 if not lower and len(words) > 3 else 2):
        return
    yield check.finding(
        pair,
        "English title case: {words}.",
        target=[(word.start, word.end) for word in wrong],
        repair=wrong[0].lower if len(wrong) == 1 else None,
        words=", ".join(word.text for word in wrong[:6]),
    )


def _inside(text: str, word: Word) -> bool:
    return not _STARTS.search(text[max(0, word.start - 4) : word.start] if word.start else "")


@cache
def _small() -> frozenset[str]:
    path = resources.files("fassung.checks") / "small_words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(word for words in table.values() for word in words.split())


CHECK = Check(
    id="title-case",
    title="English title case",
    category="linguistic-conventions/spelling",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
