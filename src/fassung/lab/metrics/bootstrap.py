"""Bootstrap: intervals and paired differences from sums over resamples (Koehn 2004).

All systems and measures are drawn by the same resamples, so every difference is paired. Where
resamples are of segments they are those that sacreBLEU draws (NumPy's default generator, seed
12345), and an interval's bounds are its bounds, but for sums that are exact here and in single
precision there. Where a set has documents enough, whole documents are drawn: segments of one
article are not independent, and an interval that says so is wider.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from fassung.lab.metrics.measure import Floats, Measured

DRAWS = 1000
SEED = 12345
FEWEST_DOCUMENTS = 20
"""Fewer documents of more than one segment give no interval to believe: segments are drawn."""
_MEMORY = 64_000_000
"""Bytes of one block of resample counts."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval, its bounds as sacreBLEU takes them: the 26th of 1,000 from either end."""

    low: float
    high: float

    @property
    def half(self) -> float:
        """Half its width, as sacreBLEU prints it behind ±."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a first system scores higher than a second, with interval and p (two-sided)."""

    value: float
    interval: Interval
    p: float


@dataclass(frozen=True)
class Resampled:
    """Scores of every resample, by system and measure. ``unit`` is ``segment`` or ``document``."""

    scores: Mapping[tuple[str, str], Floats]
    unit: str
    units: int
    draws: int = DRAWS

    @property
    def signature(self) -> str:
        """How the intervals came about, in sacreBLEU's manner."""
        return f"bs:{self.draws}|seed:{SEED}|unit:{self.unit}|n:{self.units}"

    def interval(self, system: str, measure: str) -> Interval:
        """Of one score."""
        return interval_of(self.scores[system, measure])

    def difference(self, first: str, second: str, measure: str, value: float) -> Difference:
        """Between two systems; ``value`` is that of the whole set.

        p as sacreBLEU's and Moses' paired bootstrap have it: the share of resamples whose
        difference is as far from their mean as ``value`` is from 0 (Koehn 2004; Riezler and
        Maxwell 2005).
        """
        found = self.scores[first, measure] - self.scores[second, measure]
        if value == 0 and not found.any():
            return Difference(0.0, Interval(0.0, 0.0), 1.0)
        far = np.abs(found - found.mean()) >= abs(value)
        p = (int(far.sum()) + 1) / (len(found) + 1)
        return Difference(value, interval_of(found), p)


def interval_of(scores: Floats) -> Interval:
    """The middle 95 % of scores.

    >>> interval_of(np.arange(1000.0))
    Interval(low=25.0, high=974.0)
    """
    ordered = np.sort(scores)
    cut = len(ordered) // 40
    return Interval(float(ordered[cut]), float(ordered[-cut - 1]))


def resample(
    systems: Mapping[str, Mapping[str, Measured]],
    documents: Sequence[str],
    draws: int = DRAWS,
) -> Resampled:
    """Draws resamples of a set once for all its systems and measures.

    Args:
        systems: measures by system and id, all of the same segments.
        documents: of which document each segment is.
        draws: how many resamples.
    """
    names = [(system, id) for system, found in systems.items() for id in found]
    tables = [systems[system][id].stats for system, id in names]
    unit = unit_of(documents)
    if not tables or not documents:
        return Resampled({}, unit, len(documents), draws)
    stacked = np.concatenate(tables, axis=1)
    if unit == "document":
        _, where = np.unique(np.asarray(documents), return_inverse=True)
        whole = np.zeros((int(where.max()) + 1, stacked.shape[1]))
        np.add.at(whole, where, stacked)
        stacked = whole
    sums = resample_sums(stacked, draws)
    scores: dict[tuple[str, str], Floats] = {}
    at = 0
    for (system, id), table in zip(names, tables, strict=True):
        scores[system, id] = systems[system][id].measure.score(sums[:, at : at + table.shape[1]])
        at += table.shape[1]
    return Resampled(scores, unit, len(stacked), draws)


def enough(systems: int, level: float = 0.05) -> int:
    """Resamples with which a difference between so many systems can be sure at all: p is never
    below 1 in ``draws + 1``, and Holm's correction multiplies it by the number of pairs.

    >>> enough(5), enough(10), enough(11)
    (1000, 1000, 1100)
    """
    return max(DRAWS, round(comb(systems, 2) / level))


def unit_of(documents: Sequence[str]) -> str:
    """What is drawn: ``document`` where there are enough of them, else ``segment``."""
    distinct = len(set(documents))
    enough = FEWEST_DOCUMENTS <= distinct < len(documents)
    return "document" if enough else "segment"


def resample_sums(stats: Floats, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """The sums over ``draws`` resamples of the rows of ``stats``, in bounded memory.

    The indices are those of ``default_rng(seed).choice(n, size=(draws, n))``, drawn in blocks;
    how often each row is drawn, times the rows, is the sum.
    """
    rows = len(stats)
    random = np.random.default_rng(seed)
    block = max(1, _MEMORY // (8 * rows))
    sums = np.empty((draws, stats.shape[1]))
    for first in range(0, draws, block):
        here = min(block, draws - first)
        drawn = random.integers(0, rows, size=(here, rows))
        counts = np.empty((here, rows))
        for row, indices in enumerate(drawn):
            counts[row] = np.bincount(indices, minlength=rows)
        sums[first : first + here] = counts @ stats
    return sums
