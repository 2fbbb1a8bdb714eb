"""Words that repeat themselves: an engine that got stuck."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.repetition import loop


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    words = pair.german_words
    found = loop([word.lower for word in words])
    if found is None or loop([word.lower for word in pair.source_words]):
        return
    first, last = found
    yield check.finding(
        pair,
        "Words repeat themselves: “{words}”.",
        target=[(words[first].start, words[last].end)],
        words=pair.german[words[first].start : words[last].end][:60],
    )


CHECK = Check(
    id="loop",
    title="words in a loop",
    category="accuracy/addition",
    severity=Severity.CRITICAL,
    german_alone=True,
    segment=rule,
)
