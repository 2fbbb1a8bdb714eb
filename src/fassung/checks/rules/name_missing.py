"""A name of the original that the German lacks."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.held import missing
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.name_signs import places, rarer


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    for name in missing(pair):
        yield check.finding(
            pair,
            "“{name}” is missing in the German.",
            source=[(name.start, name.end)],
            name=pair.source[name.start : name.end],
        )
    for start, end in places(pair):
        yield check.finding(
            pair,
            "“{name}” is missing in the German.",
            source=[(start, end)],
            name=pair.source[start:end],
            severity=Severity.MINOR,
        )
    for word in rarer(pair):
        yield check.finding(
            pair,
            "“{name}” stands in the German less often than in the original.",
            source=[(word.start, word.end)],
            name=word.text,
            severity=Severity.MINOR,
        )


CHECK = Check(
    id="name-missing",
    title="name missing",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    segment=rule,
)
