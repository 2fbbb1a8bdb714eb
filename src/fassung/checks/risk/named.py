"""Who and what is named on one side alone, as features of the risk.

The checks speak only where something was exchanged for its like. Here each side that is named in
one language alone counts, so that "the Taliban" that became the United States is seen as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from fassung.checks.held import missing, strangers
from fassung.checks.model import Pair
from fassung.checks.sides import Mention, english, german, unmatched

_MOST = 3
_PLACES = frozenset(("country", "continent"))


def named(pair: Pair) -> dict[str, float]:
    """Sides and names that the other language does not have, or has more often."""
    said = english().mentions(pair.source_words, pair.source_vocabulary)
    says = german().mentions(pair.german_words, pair.german_vocabulary)
    new, lost = list(unmatched(says, said)), list(unmatched(said, says))
    return {
        "exchanged: new place": _kinds(m for m in new if m.side.group in _PLACES),
        "exchanged: new side": _kinds(m for m in new if m.side.group not in _PLACES),
        "exchanged: lost side": _kinds(lost),
        "exchanged: both sides": float(bool(new) and bool(lost)),
        "exchanged: side less often": _less_often(said, says),
        "exchanged: side more often": _less_often(says, said),
        "exchanged: strangers": float(min(_MOST, len(strangers(pair)))),
        "exchanged: lost names": float(min(_MOST, len(missing(pair)))),
    }


def _kinds(mentions: Iterable[Mention]) -> float:
    return float(min(_MOST, len({mention.side.id for mention in mentions})))


def _less_often(one: Sequence[Mention], other: Sequence[Mention]) -> float:
    """How many sides that both name ``other`` names less often than ``one``."""
    there, here = (Counter(mention.side.id for mention in side) for side in (one, other))
    return float(min(_MOST, sum(0 < here[id] < count for id, count in there.items())))
