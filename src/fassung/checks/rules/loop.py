"""Words that repeat themselves: an engine that got stuck."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word

_LONGEST = 8


def _run(words: tuple[Word, ...]) -> tuple[int, int] | None:
    """First and last word of a stretch that stands three times in a row (one word: four)."""
    lower = [word.lower for word in words]
    for size in range(1, _LONGEST + 1):
        needed = (4 if size == 1 else 3) - 1
        same = 0
        for at in range(size, len(lower)):
            same = same + 1 if lower[at] == lower[at - size] else 0
            if same == needed * size:
                return at - same - size + 1, at
    return None


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    words = pair.german_words
    # A loop of any length repeats words: most texts are done with here.
    if len(words) - len(pair.german_vocabulary) < 3:
        return
    found = _run(words)
    if found is None or (pair.source and _run(pair.source_words)):
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
