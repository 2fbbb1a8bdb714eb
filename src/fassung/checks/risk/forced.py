"""What the house model says of a given translation, as features of the risk.

The model is made to write the German word by word, and asked at each place how likely it found
that token, and how likely the one that it would have written (forced decoding).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from fassung.checks.risk.features import Features
from fassung.engines.protocol import Card

Choices = Sequence[tuple[float, float]]
"""For each token its log-probability, and that of the likeliest token in its place."""

LONGEST = 1200
"""Letters of source and German together beyond which the model is not asked."""
_UNLIKELY = -6.0
_CLEAR = 4.0


@runtime_checkable
class Scorer(Protocol):
    """A model that can judge given translations; :class:`fassung.engines.house.HouseEngine`."""

    @property
    def card(self) -> Card: ...

    def token_choices(
        self, sources: Sequence[str], targets: Sequence[str]
    ) -> list[list[tuple[float, float]]]: ...


def weights_version(scorer: Scorer) -> str:
    """The version of the model's weights, whatever beam it translates with."""
    name, _, beam = scorer.card.version.rpartition("-b")
    return name if name and beam.isdigit() else scorer.card.version


def forced(choices: Choices) -> Features:
    """Features of one segment's tokens, the end mark last."""
    table = np.asarray(choices, np.float64).reshape(-1, 2)
    own = table[:, 0]
    drop = table[:, 1] - own
    low = np.sort(own)
    runs = [_worst_mean(drop, size) for size in (3, 6)]
    return {
        "model: mean": float(own.mean()),
        "model: median": float(np.median(own)),
        "model: tenth": float(np.quantile(own, 0.1)),
        "model: lowest": float(low[0]),
        "model: third lowest": float(low[min(2, len(low) - 1)]),
        "model: sum": float(-np.sqrt(max(0.0, -own.sum()))),
        "model: end": float(own[-1]),
        "model: drop": float(drop.mean()),
        "model: largest drop": float(drop.max()),
        "model: drop of three": runs[0],
        "model: drop of six": runs[1],
        "model: drop of three above mean": runs[0] - float(drop.mean()),
        "model: drop of six above mean": runs[1] - float(drop.mean()),
        "model: unlikely": float((own < _UNLIKELY).mean()),
        "model: clear drops": float((drop > _CLEAR).sum()),
    }


def _worst_mean(values: np.ndarray[tuple[int], np.dtype[np.float64]], size: int) -> float:
    size = min(size, len(values))
    sums = np.cumsum(np.concatenate([[0.0], values]))
    return float((sums[size:] - sums[:-size]).max() / size)
