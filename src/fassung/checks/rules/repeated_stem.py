"""Neighbours of one stem: "zermürbender Zermürbungskampf"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from fassung.checks.model import Check, Context, Finding, Pair, Severity

_SHORTEST = 6
"""Letters that both must share."""
_ENDINGS = tuple(
    """enden ender endes endem ende end ischen ischer isches ischem ische isch lichen licher liches
    lichem liche lich igen iger iges igem ige ig ten ter tes tem te en er es em e t""".split()
)
_ORDINARY = frozenset(
    """deutsch national internation europä zusamme wissensch politi demokrat sozial ameri
    südkorean unterne mitarbeit""".split()
)
"""Stems of which adjective and noun are ordinary together: "deutsche Deutschlehrer"."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    for first, second in pairwise(pair.german_words):
        one, two = first.text, second.text
        # An adjective, then a noun; most pairs of words fail here.
        if one[:_SHORTEST] != second.lower[:_SHORTEST]:
            continue
        if one == two or len(one) < _SHORTEST or not one.islower() or not two[0].isupper():
            continue
        if pair.german[first.end : second.start] not in (" ", "\u00a0") or not _same_stem(one, two):
            continue
        yield check.finding(
            pair,
            "“{words}”: the same stem twice.",
            target=[(first.start, second.end)],
            words=pair.german[first.start : second.end],
        )


@lru_cache(maxsize=10_000)
def _same_stem(adjective: str, noun: str) -> bool:
    """Whether the noun begins with the whole stem of the adjective."""
    stem = next(
        (
            adjective[: -len(ending)]
            for ending in _ENDINGS
            if adjective.endswith(ending) and len(adjective) - len(ending) >= _SHORTEST
        ),
        adjective,
    )
    return noun.lower().startswith(stem) and not stem.startswith(tuple(_ORDINARY))


CHECK = Check(
    id="repeated-stem",
    title="stem repeated",
    category="style/awkward",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
