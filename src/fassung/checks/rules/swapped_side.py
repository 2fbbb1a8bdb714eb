"""A country, party, faith or direction that became another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.sides import Mention, english, german, unmatched


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    says = german().mentions(pair.german_words, pair.german_vocabulary)
    if not says:
        return
    said = english().mentions(pair.source_words, pair.source_vocabulary)
    new = list(unmatched(says, said))
    if not new:
        return
    lost = _lost(said, says)
    done: set[str] = set()
    for mention in new:
        instead = [m for m in lost if m.side.group == mention.side.group]
        if not instead or mention.side.id in done:
            continue
        done.add(mention.side.id)
        yield check.finding(
            pair,
            "“{german}” is not in the original, which says “{english}”.",
            source=[(m.start, m.end) for m in instead],
            target=[(m.start, m.end) for m in new if m.side is mention.side],
            german=pair.german[mention.start : mention.end],
            english=pair.source[instead[0].start : instead[0].end],
        )


def _lost(said: list[Mention], says: list[Mention]) -> list[Mention]:
    """The mentions of the source that have no counterpart; else those that have too few."""
    missing = list(unmatched(said, says))
    if missing:
        return missing
    there = Counter(mention.side.id for mention in said)
    here = Counter(mention.side.id for mention in says)
    return [m for m in said if there[m.side.id] > here[m.side.id]]


CHECK = Check(
    id="swapped-side",
    title="country, party or direction exchanged",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
