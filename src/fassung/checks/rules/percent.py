"""Percent and percentage points: from 10 to 12 percent it is two points, and a fifth more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity, both
from fassung.checks.quantities import align_pair
from fassung.german.values import Kind

_PERCENT = re.compile(
    r"%|per ?-?cent|prozent|pct|v\. ?H\.|\bpc\b|points?\b|Punkt|\d ?p\b", re.IGNORECASE
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    for one, two in align_pair(pair).pairs:
        if one.kind is two.kind:
            continue
        kinds = {one.kind, two.kind}
        if kinds == {Kind.PERCENT, Kind.POINTS}:
            yield check.finding(
                pair,
                "“{english}” became “{german}”: percent and percentage points are not the same.",
                **both(pair, (one.start, one.unit_end), (two.start, two.unit_end)),
            )
        elif two.kind is Kind.PERCENT and two.digits and not _PERCENT.search(pair.source):
            yield check.finding(
                pair,
                "“{english}” became “{german}”.",
                **both(pair, (one.start, one.unit_end), (two.start, two.unit_end)),
            )


CHECK = Check(
    id="percent",
    title="percent and percentage points",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    segment=rule,
)
