"""Million, Milliarde, Billion: the false friends that make a sum a thousand times too large."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.quantities import align_pair
from fassung.german.values import Kind

_WORD = re.compile(
    r"(?P<stem>Million|Milliarde|Billion|Trillion)(?P<plural>e?n)?(?![a-zäöüß])|(?P<short>Mio|Mrd|Bio)\b"
)
_STEMS = {10**6: ("Million", "en", "Mio"), 10**9: ("Milliarde", "n", "Mrd"),
          10**12: ("Billion", "en", "Bio")}  # fmt: skip


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    for one, two in align_pair(pair).misscaled:
        stretch = pair.german[two.start : two.end]
        yield check.finding(
            pair,
            "“{english}” became “{german}”.",
            source=[(one.start, one.end)],
            target=[(two.start, two.end)],
            repair=_repaired(stretch, one.scale),
            severity=Severity.MAJOR if one.kind is Kind.SCALE else None,
            english=pair.source[one.start : one.end],
            german=stretch,
        )


def _repaired(german: str, scale: int) -> str | None:
    """The German number with the scale word that was meant, None where it has none to change."""
    match = _WORD.search(german)
    if not match or scale not in _STEMS:
        return None
    stem, plural, short = _STEMS[scale]
    word = short if match["short"] else stem + (plural if match["plural"] else "")
    return german[: match.start()] + word + german[match.end() :]


CHECK = Check(
    id="scale-word",
    title="million, billion, trillion",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
