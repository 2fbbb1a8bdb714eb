"""A test that may be looked at after each article: how far two arms are apart, at any time.

Articles are given to the arms by lot, so the difference of the arms' means can be tested without
any assumption on how outcomes are spread. Each article gives a number whose expectation is the
difference; a player who bets against a difference gets rich only if it is not the true one
(Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, JRSS B 2024).
The differences that are not refuted form an interval that holds the true one at all times
together with the stated certainty (Ville's inequality), so looking early costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STAKES = np.geomspace(0.01, 0.95, 10)
"""Shares of what may be staked at most: wealth is spread over all of them (a mixture)."""
STEPS = 401
"""Differences that are tried, from the lowest to the highest possible one."""


class Verdict(StrEnum):
    """What the stopping rule says."""

    GO_ON = "go on"
    A = "a"
    """Arm A has the lower outcome: it is the better one."""
    B = "b"
    EQUAL = "equal"
    """They differ by less than the smallest difference that matters."""
    OPEN = "open"
    """As many articles as were planned, and no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The stopping rule, stated before the first article.

    Outcomes lie between 0 and ``most``, less is better; what lies above counts as ``most``.
    """

    most: float
    """Highest outcome, in its own unit."""
    smallest: float
    """Smallest difference of the means that matters, in the same unit."""
    articles: int
    """After so many the test ends without an answer."""
    error: float = 0.05
    """Probability of naming a winner, ever, where there is none."""
    share: float = 0.5
    """Probability that an article goes to arm B."""

    def __post_init__(self) -> None:
        for name, value, low, high in (
            ("error", self.error, 0.0, 0.5),
            ("share", self.share, 0.05, 0.95),
            ("smallest", self.smallest, 0.0, self.most),
        ):
            if not low < value <= high:
                raise ValueError(f"{name} lies above {low:g} and up to {high:g}: {value!r}")
        if self.articles < 1:
            raise ValueError(f"articles is at least 1: {self.articles!r}")


@dataclass(frozen=True, slots=True)
class Look:
    """What is known after so many articles; B minus A, in the outcome's unit."""

    articles: int
    difference: float
    low: float
    high: float
    verdict: Verdict


def follow(outcomes: Iterable[tuple[bool, float]], rule: Rule) -> Iterator[Look]:
    """What is known after each article.

    Args:
        outcomes: for each article whether it went to arm B, and its outcome; in an order that does
            not depend on outcomes or arms, such as that in which the articles came in.
        rule: as stated before the start.

    Yields:
        One look for each article; the last is the one with which the rule ends the test.

    >>> rule = Rule(most=1.0, smallest=0.05, articles=500)
    >>> looks = list(follow(((i % 2 == 0, 0.1 if i % 2 else 0.9) for i in range(500)), rule))
    >>> looks[-1].verdict, looks[-1].articles < 60
    (<Verdict.A: 'a'>, True)
    """
    smallest = rule.smallest / rule.most
    differences = np.unique([*np.linspace(-1.0, 1.0, STEPS), 0.0, -smallest, smallest])
    wealth = Wealth(differences, rule.share)
    left = np.arange(len(differences))
    low, high, total = -1.0, 1.0, 0.0
    sums, counts = [0.0, 0.0], [0, 0]
    limit = -np.log(rule.error)
    for number, (in_b, outcome) in enumerate(outcomes, 1):
        share = min(max(outcome / rule.most, 0.0), 1.0)
        total += wealth.take(in_b, share)
        sums[in_b] += share
        counts[in_b] += 1
        both = all(counts)  # else the players' own estimate, which needs one arm only
        middle = sums[1] / counts[1] - sums[0] / counts[0] if both else total / number
        kept = wealth.log() < limit
        if kept.any():  # none is left only where the true one was refuted: keep what was known
            if not kept.all():
                left = left[kept]
                wealth.keep(kept)
            # The true one may lie between two that were tried: up to the next that is refuted.
            low = float(differences[max(left[0] - 1, 0)])
            high = float(differences[min(left[-1] + 1, len(differences) - 1)])
        look = Look(
            number,
            middle * rule.most,
            low * rule.most,
            high * rule.most,
            _verdict(low, high, smallest, number >= rule.articles),
        )
        yield look
        if look.verdict is not Verdict.GO_ON:
            return


def uneven(befell: Iterable[tuple[bool, bool]], rule: Rule) -> bool:
    """Whether something befell the articles of one arm surely more often than those of the other.

    Args:
        befell: for each article whether it went to arm B, and whether it befell it, in the order
            in which they came in.
        rule: its error is that of this answer, too, however often it is asked for.

    >>> rule = Rule(most=1.0, smallest=0.05, articles=500)
    >>> uneven(((n % 2 == 0, n % 4 == 0) for n in range(200)), rule)  # half of B's
    True
    >>> uneven(((n % 2 == 0, n % 20 < 2) for n in range(200)), rule)  # a tenth of both
    False
    """
    wealth = Wealth(np.zeros(1), rule.share)
    for in_b, did in befell:
        wealth.take(in_b, float(did))
        if wealth.log()[0] >= -np.log(rule.error):
            return True
    return False


def _verdict(low: float, high: float, smallest: float, last: bool) -> Verdict:
    """The ends themselves are refuted, and those that a verdict turns on are among those tried."""
    if low >= 0:
        return Verdict.A
    if high <= 0:
        return Verdict.B
    if -smallest <= low and high <= smallest:
        return Verdict.EQUAL
    return Verdict.OPEN if last else Verdict.GO_ON


class Wealth:
    """What players have who bet against each of ``differences``, from 1 at the start.

    Half of it is staked on the true difference being higher, half on its being lower, and each
    half is spread over :data:`STAKES`.
    """

    def __init__(self, differences: Floats, share: float) -> None:
        self._differences = differences[:, None]
        self._share = share
        self._up = np.zeros((len(differences), len(STAKES)))
        self._down = np.zeros_like(self._up)
        self._seen, self._sum = 0, 0.0

    def take(self, in_b: bool, outcome: float) -> float:
        """Settles the bets with one article's outcome (0 to 1).

        Returns:
            A number whose expectation is the difference, whatever was seen before: the outcome
            above the mean so far, weighted by how likely its arm was (Horvitz and Thompson).
        """
        middle = (self._sum + 0.5) / (self._seen + 1)
        weight = 1.0 / self._share if in_b else -1.0 / (1.0 - self._share)
        number = (outcome - middle) * weight
        widest = max(middle, 1.0 - middle) / min(self._share, 1.0 - self._share)
        above = number - self._differences
        lost = np.maximum(widest + self._differences, 0.5)  # most that a stake of 1 can lose
        self._up += np.log1p(STAKES / lost * above)
        lost = np.maximum(widest - self._differences, 0.5)
        self._down += np.log1p(-STAKES / lost * above)
        self._seen += 1
        self._sum += outcome
        return number

    def keep(self, these: NDArray[np.bool_]) -> None:
        """Forgets all differences but ``these``: what is refuted once stays so."""
        self._differences = self._differences[these]
        self._up, self._down = self._up[these], self._down[these]

    def log(self) -> Floats:
        """The logarithm of the wealth against each difference."""
        both = np.concatenate([self._up, self._down], axis=1)
        top = both.max(axis=1)
        found: Floats = top + np.log(np.exp(both - top[:, None]).mean(axis=1))
        return found
