"""A name of the original that became another one.

That two names of one sentence were exchanged with each other is not seen: both are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.checks.named import lost_parts, strangers

_APART = 0.5
"""How far apart, in parts of the whole, a name and what stands for it may be."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    new = strangers(pair)
    if not new:
        return
    for lost in lost_parts(pair):
        place = lost.start / len(pair.source)
        near = [w for w in new if abs(w.start / len(pair.german) - place) < _APART]
        if lost.neighbour:
            # Only a first name is gone: its translator may have left it out, so what stands for
            # it must stand where it stood.
            near = [w for w in near if _before(pair, w, lost.neighbour)]
        if not near:
            continue
        yield check.finding(
            pair,
            "“{german}” is not in the original, which says “{english}”.",
            source=[(lost.start, lost.end)],
            target=[(word.start, word.end) for word in near],
            german=near[0].text,
            english=pair.source[lost.start : lost.end],
            severity=None if lost.name else Severity.MAJOR,
        )


def _before(pair: Pair, word: Word, name: str) -> bool:
    return pair.german.startswith(name, word.end + 1)


CHECK = Check(
    id="name-swapped",
    title="name exchanged",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
