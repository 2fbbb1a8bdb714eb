"""Mr., Mrs., Ms. left in German; news copy gives the name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.german.quotations import quoted

_ADDRESS = re.compile(r"\b(?:(?:Mr|Mrs)\b\.?|Ms\b\.)[ \u00a0](?=[A-ZÄÖÜ])")
# Titles of works and brands, and an address that is no name.
_STAYS = re.compile(
    r"(?:Bean|Robot|Doubtfire|Big|President|Speaker|Right|Universe|Wrong|Nice|Darcy|Dalloway|Burns|"
    r"Spock|Fox|T|Green|Motivator|Olympia|World|Met|Men|Wash|Ripley|Magoo|Potato|Miracle)\b"
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if "M" not in pair.german:
        return
    for match in _ADDRESS.finditer(pair.german):
        start, end = match.span()
        if _STAYS.match(pair.german, end) or quoted(pair.german).inside(start):
            continue
        yield check.finding(
            pair,
            "English address left: {address}",
            target=[(start, end)],
            repair="",
            address=match[0].strip(),
        )


CHECK = Check(
    id="english-address",
    title="Mr., Mrs. and Ms.",
    category="locale-conventions/name-format",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
