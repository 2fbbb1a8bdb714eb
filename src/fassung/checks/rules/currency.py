"""Sums of money in another currency than in the source, or in none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fassung.checks.bare_numbers import range_end
from fassung.checks.currencies import named
from fassung.checks.model import Check, Context, Finding, Pair, Severity, both
from fassung.checks.quantities import align_pair
from fassung.german.value_units import money_families
from fassung.german.values import Kind


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    numbers = align_pair(pair)
    families = money_families()
    found = False
    for one, two in (*numbers.pairs, *numbers.explained, *numbers.misread):
        if one.kind is not Kind.MONEY:
            continue
        family = families[one.unit]
        if two.kind is Kind.MONEY:
            if family == families[two.unit]:
                continue
            found = True
            yield check.finding(
                pair,
                "“{english}” became “{german}”.",
                **both(pair, (one.start, one.unit_end), (two.start, two.unit_end)),
            )
        elif one.unit != "pound" and not named(pair.german, family):
            yield check.finding(
                pair,
                "The currency of “{english}” is missing.",
                source=[(one.start, one.unit_end)],
                target=[(two.start, range_end(pair.german, two, numbers.german))],
                severity=Severity.MINOR,
                english=pair.source[one.start : one.unit_end],
            )

    if not found:
        yield from _swapped(check, pair)


# What names a currency in English for sure, what may do so, and the same in German.
_NAMES = {
    "dollar": (r"\bdollars?\b", r"dollar|\$|usd|\bbucks?\b|\bcents?\b", r"dollar|\$|usd"),
    "euro": (r"\beuros?\b", r"euro|€|\beur\b|\bcents?\b", r"euro|€|\beur\b|\bem\b"),
    "pfund": (
        r"\bpounds? sterling\b|£",
        r"pound|£|sterling|gbp|\blbs?\b|\bquid\b",
        "pfund|£|gbp|sterling",
    ),
    "franken": (r"\bswiss francs?\b", r"\bfrancs?\b|chf", r"franken|chf|\bfrancs?\b"),
    "yen": (r"\byen\b", r"\byen\b|¥|jpy", r"\byens?\b|¥|jpy"),
}
_GERMAN_NAMES = ("Dollar", "Euro", "Pfund", "Franken", "Yen")
_WORDS = re.compile(r"(?<![a-zäöüß])(?:US-)?(?:Dollars?|Euros?|Pfund|Franken|Yen)(?![a-zäöüß])")


def _swapped(check: Check, pair: Pair) -> Iterator[Finding]:
    """A currency without a sum: "gegen Euro" for "against the dollar"."""
    if not any(name in pair.german for name in _GERMAN_NAMES):
        return
    source, german = pair.source_lower, pair.german_lower
    added = {}
    for match in _WORDS.finditer(pair.german):
        name = next(n for n in _NAMES if n in match.group().lower())
        if not _compiled(_NAMES[name][1]).search(source):
            added[name] = match
    if not added:
        return
    lost = [
        named
        for sure, _, german_names in _NAMES.values()
        if (named := _compiled(sure).search(source)) and not _compiled(german_names).search(german)
    ]
    if len(added) == 1 and len(lost) == 1 and len(source) == len(pair.source):
        wrong = next(iter(added.values()))
        yield check.finding(
            pair,
            "“{english}” became “{german}”.",
            source=[lost[0].span()],
            target=[wrong.span()],
            english=pair.source[slice(*lost[0].span())],
            german=wrong.group(),
        )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


CHECK = Check(
    id="currency",
    title="currency",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
