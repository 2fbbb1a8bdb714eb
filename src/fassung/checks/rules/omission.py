"""A sentence or a clause of the original that the German lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.completeness import gap, omitted
from fassung.checks.held import missing
from fassung.checks.model import Check, Context, Finding, Pair, Severity

_SURE = 4.0
"""Log odds from which on it is certain enough to block."""
_LIKELY = -1.5
"""The same from which on it is worth a look; 1 of 1,000 human pairs more."""
_MORE = re.compile(r"[.!?…][\"”“’‘»«')\]]*\s+\S")
# From so many characters of English on, the German of a human translator is hardly ever (1 in
# 1,000) shorter than this part of them.
_SHORTEST = ((200, 0.66), (80, 0.6), (40, 0.52), (25, 0.4))
# German shorter than this part of the original that lacks so many neighbouring words that the
# lexicon knows. Measured: 6.7 of 1,000 human pairs, 0.4 of 1,000 checked engine results.
_GAPS = ((0.85, 4), (0.72, 3))
_CLAUSE = 0.8
"""Shorter than this part, and two names gone: a clause is missing."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    source, german = pair.source, pair.german
    if not german.strip():
        if pair.source_words:
            yield check.finding(
                pair,
                "The German is missing.",
                source=[(0, len(source))],
                severity=Severity.CRITICAL,
            )
        return
    part = len(german) / len(source)
    if part > 1.3 or len(source) < _SHORTEST[-1][0] or len(pair.source_words) < 4:
        return
    lost = omitted(source, german, _LIKELY) if _MORE.search(source) else None
    if lost and lost[1] > 0:
        sentence, odds = lost
        yield check.finding(
            pair,
            "A sentence is missing: “{sentence}”.",
            source=[(sentence.start, sentence.end)],
            severity=Severity.CRITICAL if odds > _SURE else None,
            sentence=sentence.text[:60],
        )
        return
    if part < _GAPS[0][0]:
        start, end, count = gap(pair.source_words, pair.german_lower)
        if any(part < least and count >= known for least, known in _GAPS):
            yield check.finding(
                pair,
                "Nothing in the German stands for “{words}”.",
                source=[(start, end)],
                words=source[start:end][:80],
            )
            return
    if part < next(least for length, least in _SHORTEST if len(source) >= length):
        yield check.finding(
            pair,
            "The German is much shorter than the original: is something missing?",
            source=[(0, len(source))],
        )
    elif part < _CLAUSE and len(source) > 60 and len(names := missing(pair)) > 1:
        yield check.finding(
            pair,
            "A part of the sentence seems to be missing, with “{name}”.",
            source=[(names[0].start, names[-1].end)],
            name=source[names[0].start : names[0].end],
        )
    elif lost:
        yield check.finding(
            pair,
            "A sentence may be missing: “{sentence}”.",
            source=[(lost[0].start, lost[0].end)],
            severity=Severity.MINOR,
            sentence=lost[0].text[:60],
        )


CHECK = Check(
    id="omission",
    title="sentence or clause missing",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    source_alone=True,
    segment=rule,
)
