"""What every measure is: figures of each segment that add up, and a score of their sum.

So a score of any part of a set, and of any resample of it, is a sum and one formula; an interval
costs a matrix product and no second look at the texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fassung.messages import message

Floats: TypeAlias = NDArray[np.float64]


class Kind(StrEnum):
    """What a measure goes by. No kind alone decides anything."""

    OVERLAP = "overlap"
    """Likeness to one reference, string by string."""
    EFFORT = "effort"
    """What an editor changed, or would have had to."""
    CHECKS = "checks"
    """What fassung's checks find."""
    RISK = "risk"
    """What fassung's risk model expects."""
    MODEL = "model"
    """A trained metric of somebody else (COMET, MetricX), by a plug-in."""
    PEOPLE = "people"
    """What people judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure. ``title`` is a template for people, ``columns`` name the figures of a segment,
    ``score`` gives a score for each row of sums (rows × columns)."""

    id: str
    title: str
    kind: Kind
    higher: bool
    """Whether more is better."""
    columns: tuple[str, ...]
    score: Callable[[Floats], Floats] = field(repr=False)
    signature: str = ""
    digits: int = 1

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return message(self.title)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of one system: a row for each segment of the set, in its order."""

    measure: Measure
    stats: Floats

    @property
    def score(self) -> float:
        """Over the whole set."""
        return float(self.measure.score(self.stats.sum(axis=0, keepdims=True))[0])

    @property
    def by_segment(self) -> Floats:
        """The score of each segment alone."""
        return self.measure.score(self.stats)


def rate(per: float = 1.0) -> Callable[[Floats], Floats]:
    """The score "first column for each ``per`` of the last": a mean, or a rate per 1,000 words.

    >>> rate(1000)(np.array([[3.0, 500.0], [0.0, 0.0]])).tolist()
    [6.0, 0.0]
    """

    def score(sums: Floats) -> Floats:
        first, last = sums[:, 0], sums[:, -1]
        return np.asarray(per * np.divide(first, last, out=np.zeros_like(first), where=last > 0))

    return score
