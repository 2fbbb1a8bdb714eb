"""A segment that is still English."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.foreign import FUNCTION, is_english
from fassung.checks.model import Check, Context, Finding, Pair, Severity

_MOST = 0.6
"""Part of the words in small letters that must be English."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    # No English text of some length does without these.
    copy = pair.source == pair.german and len(pair.source_words) > 2
    if not copy and pair.german_vocabulary.isdisjoint(FUNCTION):
        return
    small = [word.lower for word in pair.german_words if word.text == word.lower]
    english = sum(map(is_english, small))
    if english > 1 and english >= _MOST * len(small) and (english > 2 or english == len(small)):
        yield check.finding(
            pair,
            "This is still English.",
            source=[(0, len(pair.source))] if pair.source else [],
            target=[(0, len(pair.german))],
        )


CHECK = Check(
    id="copied-source",
    title="not translated",
    category="accuracy/untranslated",
    severity=Severity.CRITICAL,
    german_alone=True,
    segment=rule,
)
