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
    found = False
    for one, two in (*numbers.pairs, *numbers.explained):
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
                severity=Severity.MINOR,
                english=pair.source[one.start : one.unit_end],
            )


    if not found:
        yield from _swapped(check, pair)


_NAMES = {"dollar": "dollar|$|usd|buck|cents", "euro": "euro|€|eur", "pfund": "pound|£|sterling|gbp|lb",
          "franken": "franc|chf", "yen": "yen|¥"}  # fmt: skip
_ENGLISH = {"dollar": "dollar", "euro": "euro", "pfund": "£", "franken": "franc", "yen": "yen"}


def _swapped(check: Check, pair: Pair) -> Iterator[Finding]:
    """A currency without a sum: "gegen Euro" for "against the dollar"."""
    german = pair.german_lower
    named = [name for name in _NAMES if name in german]
    if not named:
        return
    source = pair.source_lower
    added = [n for n in named if not any(word in source for word in _NAMES[n].split("|"))]
    lost = [n for n, word in _ENGLISH.items() if word in source and n not in german]
    if len(added) == 1 and len(lost) == 1 and not _OTHER_WAYS[lost[0]].search(pair.german):
        english = re.search(rf"\w*{re.escape(_ENGLISH[lost[0]])}\w*", source)
        at = german.index(added[0])
        if english and english.end() <= len(pair.source) and at + len(added[0]) <= len(pair.german):
            yield check.finding(
                pair,
                "“{english}” became “{german}”.",
                source=[english.span()],
                target=[(at, at + len(added[0]))],
                english=pair.source[slice(*english.span())],
                german=pair.german[at : at + len(added[0])],
            )


_OTHER_WAYS = {"dollar": re.compile(r"\$|USD"), "euro": re.compile("€|EUR|EM|Europa|europä"),
               "pfund": re.compile("£|GBP"), "franken": re.compile("CHF|[Ff]ranc"),
               "yen": re.compile("¥|JPY|Jen")}  # fmt: skip


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
