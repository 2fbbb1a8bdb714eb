"""The stretch of a row of words that most looks as if it were missing on the other side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log

from fassung.checks.risk.lexicon import Covered

_LEFT = 0.2
"""How often a word of a missing stretch is covered all the same, by chance."""


@dataclass(frozen=True, slots=True)
class Run:
    """Log-likelihood ratio of "missing" to "translated", and the words of it, first and last."""

    weight: float = 0.0
    first: int = 0
    last: int = -1

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def surprise(covered: Covered) -> float:
    """How much it says that a word is not covered, in nats; 0 for one that is."""
    return 0.0 if covered.found else -log(1 - min(covered.rate, 0.995))


def order(links: Sequence[int]) -> tuple[float, float]:
    """How far the order of words changed: shares of word pairs, and of neighbours, turned round.

    ``links`` holds, for the words of one side in turn, the place of each on the other.

    >>> order([0, 1, 2]), order([2, 1, 0])
    ((0.0, 0.0), (0.5, 0.4))
    """
    count = len(links)
    turned = sum(b < a for a, b in combinations(links, 2))
    steps = sum(b < a for a, b in pairwise(links))
    return turned / (count * (count - 1) / 2 + 3), steps / (count + 2)


def _step(word: Covered) -> float:
    """What one word adds to the log-likelihood ratio of its stretch."""
    rate = min(max(word.rate, 0.05), 0.995)
    return log(_LEFT / rate) if word.found else log((1 - _LEFT) / (1 - rate))


def worst_end(row: Sequence[Covered]) -> float:
    """The weight of the heaviest stretch that reaches to the end: a sentence broken off."""
    best = weight = 0.0
    for word in reversed(row):
        weight += _step(word)
        best = max(best, weight)
    return best


def worst_run(row: Sequence[Covered]) -> Run:
    """The heaviest stretch of ``row`` (Kadane's algorithm over log-likelihood ratios)."""
    best, weight, first = Run(), 0.0, 0
    for number, word in enumerate(row):
        if weight <= 0:
            weight, first = 0.0, number
        weight += _step(word)
        if weight > best.weight:
            best = Run(weight, first, number)
    return best
