"""95 % intervals of figures, in NumPy; the figures themselves are in `training.measures`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import TypeAlias

import numpy as np

from training.measures import Floats

Interval: TypeAlias = tuple[float, float]
_Z = 1.959964


def wilson(hits: int, of: int) -> Interval:
    """Wilson's interval for a share.

    >>> [round(x, 3) for x in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, _Z * _Z / of
    middle = share + spread / 2
    wide = _Z * sqrt((share * (1 - share) + spread / 4) / of)
    return max(0.0, (middle - wide) / (1 + spread)), min(1.0, (middle + wide) / (1 + spread))


def bootstrap(
    measure: Callable[[Floats, Floats], float],
    first: Floats,
    second: Floats,
    groups: Sequence[str] | None = None,
    draws: int = 500,
    seed: int = 11,
) -> Interval:
    """Percentile interval over ``draws``; where ``groups`` are given, whole groups are drawn."""
    random = np.random.default_rng(seed)
    names = np.unique(np.asarray(groups if groups is not None else range(len(first))))
    if groups is not None:
        of = np.asarray(groups)
        members = [np.flatnonzero(of == name) for name in names]
    found = []
    for _ in range(draws):
        drawn = random.integers(0, len(names), len(names))
        at = drawn if groups is None else np.concatenate([members[i] for i in drawn])
        found.append(measure(first[at], second[at]))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)
