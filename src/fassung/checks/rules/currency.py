"""Sums of money in another currency than in the source, or in none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.quantities import align_pair
from fassung.german.tables import values
from fassung.german.values import Kind, money_families


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    numbers = align_pair(pair)
    families = money_families()
    for one, two in (*numbers.pairs, *numbers.explained):
        if one.kind is not Kind.MONEY:
            continue
        family = families[one.unit]
        if two.kind is Kind.MONEY:
            if family == families[two.unit] or _mentioned(pair.source, two.unit, "english"):
                continue
            yield check.finding(
                pair,
                "“{english}” became “{german}”.",
                source=[(one.start, one.unit_end)],
                target=[(two.start, two.unit_end)],
                english=pair.source[one.start : one.unit_end],
                german=pair.german[two.start : two.unit_end],
            )
        elif one.unit != "pound" and not _mentioned(pair.german, one.unit, "german"):
            yield check.finding(
                pair,
                "The currency of “{english}” is missing.",
                source=[(one.start, one.unit_end)],
                target=[(two.start, two.end)],
                severity=Severity.MAJOR,
                english=pair.source[one.start : one.unit_end],
            )


def _mentioned(text: str, code: str, language: str) -> bool:
    """Whether the currency, or one that may stand for it, is named anywhere in the text."""
    return _pattern(money_families()[code], language).search(text) is not None


@cache
def _pattern(family: str, language: str) -> re.Pattern[str]:
    families = money_families()
    names: set[str] = set()
    for code, money in values()["money"].items():
        if families[code] == family:
            names.update(money["signs"], money[language], (code,))
    return re.compile("|".join(re.escape(name) for name in sorted(names) if name != "p"), re.IGNORECASE)


CHECK = Check(
    id="currency",
    title="currency",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
