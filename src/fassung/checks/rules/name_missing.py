"""A name of the original that the German lacks."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.named import missing


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    for name in missing(pair):
        yield check.finding(
            pair,
            "“{name}” is missing in the German.",
            source=[(name.start, name.end)],
            name=pair.source[name.start : name.end],
        )


CHECK = Check(
    id="name-missing",
    title="name missing",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    segment=rule,
)
