"""How well estimates agree with what is so: for training and benchmark alike."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


def mcc(truth: Floats, said: Floats) -> float:
    """Matthews' correlation of two arrays of 0 and 1; 0 where either is constant."""
    if truth.std() == 0 or said.std() == 0:
        return 0.0
    return float(np.corrcoef(truth, said)[0, 1])


def best_threshold(score: Floats, truth: Floats, weight: Floats) -> tuple[float, float]:
    """The score from which on to say 1, and Matthews' correlation then; rows count by weight.

    >>> best_threshold(np.array([1.0, 2, 3, 4]), np.array([0.0, 0, 1, 1]), np.ones(4))
    (3.0, 1.0)
    """
    order = np.argsort(-score)
    much = weight[order]
    hits = np.cumsum(much * truth[order])
    said = np.cumsum(much)
    errors, everything = hits[-1], said[-1]
    good, wrong = everything - errors, said - hits
    below = np.maximum(said * errors * good * (everything - said), 1e-12)
    found = (hits * (good - wrong) - wrong * (errors - hits)) / np.sqrt(below)
    at = int(found.argmax())
    return float(score[order][at]), round(float(found[at]), 12)


def ranks(values: Floats) -> Floats:
    """Ranks from 0, equal values sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts + 1) / 2)[inverse], np.float64)


def spearman(first: Floats, second: Floats) -> float:
    """Spearman's rank correlation; 0 where either is constant.

    >>> spearman(np.array([1.0, 2, 3]), np.array([9.0, 8, 7]))
    -1.0
    """
    a, b = ranks(first), ranks(second)
    if a.std() == 0 or b.std() == 0:
        return 0.0
    return round(float(np.corrcoef(a, b)[0, 1]), 12)
