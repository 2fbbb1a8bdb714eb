"""A headline that is longer than the portal has room for."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.article import Role
from fassung.checks.model import Check, Context, Finding, Pair, Severity


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    limit = context.headline_limit
    text = pair.german.rstrip()
    if pair.role is not Role.HEADLINE or len(text) <= limit:
        return
    yield check.finding(
        pair,
        "The headline has {length} characters; there is room for {limit}.",
        target=[(limit, len(text))],
        length=len(text),
        limit=limit,
    )


CHECK = Check(
    id="headline-length",
    title="headlines that are too long",
    category="design-and-markup/length",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
