"""A space before a comma or stop, or none behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.german import protected, spaces

_SIGNS = re.compile(r"[ \t\u00a0\u2009\u202f][,;:!?.]")
# "Wort,Wort", "Ende.Der": addresses and abbreviations have fewer letters, no capital or a dot more.
_TIGHT = re.compile(
    r"[,;](?<=[a-zäöüß]{3}.)(?=[A-Za-zÄÖÜäöüß]{2})"
    r"|[.!?](?<=[a-zäöüß]{4}.)(?=[A-ZÄÖÜ][a-zäöüß]+[ ,])"
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    german = pair.german
    before = _SIGNS.search(german)
    tight = [match.span() for match in _TIGHT.finditer(german)]
    if not before and not tight:
        return
    kept = protected(german)
    if before:
        for edit in spaces(german):
            if not edit.replacement and not _inside(edit.start, kept):
                yield check.finding(
                    pair,
                    "A space too many before the punctuation mark.",
                    target=[(edit.start, edit.end)],
                    repair="",
                )
    for start, end in tight:
        if not _inside(start, kept):
            yield check.finding(
                pair,
                "A space is missing after the punctuation mark.",
                target=[(start, end)],
                repair=f"{german[start:end]} ",
            )


def _inside(at: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches)


CHECK = Check(
    id="space-before-punctuation",
    title="spaces at punctuation marks",
    category="linguistic-conventions/typography",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
