"""German that has nothing to stand on in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.completeness import added
from fassung.checks.model import Check, Context, Finding, Pair, Severity

_SURE = 5.0
"""Log odds from which on it is certain enough to block."""
_MORE = re.compile(r"[.!?…][\"”“’‘»«')\]]*\s+\S")
# From so many characters of English on, the German of a human translator is hardly ever (1 in
# 1,000) longer than this.
_LONGEST = ((120, 1.75), (80, 1.95), (40, 2.05), (20, 2.6), (1, 5.0))
_ALWAYS = 40
"""So many characters more are no matter in a headline or a name."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    source, german = pair.source, pair.german
    part = len(german) / len(source)
    if part < 1.15:
        return
    if extra := _MORE.search(german) and added(source, german):
        sentence, odds = extra
        yield check.finding(
            pair,
            "A sentence that is not in the original: “{sentence}”.",
            target=[(sentence.start, sentence.end)],
            severity=Severity.CRITICAL if odds > _SURE else None,
            sentence=sentence.text[:60],
        )
        return
    longest = next(most for length, most in _LONGEST if len(source) >= length)
    if part > longest and len(german) > len(source) + _ALWAYS:
        yield check.finding(
            pair,
            "The German is much longer than the original: was something added?",
            target=[(0, len(german))],
        )


CHECK = Check(
    id="addition",
    title="text added",
    category="accuracy/addition",
    severity=Severity.MAJOR,
    segment=rule,
)
