"""A title that stands twice before a name, or Herr and Frau with a full stop."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.german.titles import titles


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    twice = any(one.text == two.text for one, two in pairwise(pair.german_capitals))
    if not twice and not any(word in pair.german for word in ("Herr.", "Herrn.", "Frau.")):
        return  # most texts
    for edit in titles(pair.german, pair.source):
        words = pair.german[edit.start : edit.end]
        yield check.finding(
            pair,
            "“{words}”: “{right}” is enough.",
            target=[(edit.start, edit.end)],
            repair=edit.replacement,
            words=words,
            right=edit.replacement,
        )


CHECK = Check(
    id="doubled-title",
    title="title twice, or with a full stop",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
