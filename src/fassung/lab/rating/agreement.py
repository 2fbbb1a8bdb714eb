"""How far raters agree: Krippendorff's alpha, with an interval.

Krippendorff, "Content Analysis", 4th ed. 2018, chapter 12; his "Computing Krippendorff's
Alpha-Reliability" (2011) gives the worked examples that the tests repeat. 1 is full agreement, 0
what chance gives, below 0 worse than chance. Units that fewer than two raters judged say nothing
about agreement and are left out, so missing values need no filling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Level(StrEnum):
    """What differences between values mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Alpha:
    """``value`` with the bounds of its interval; ``units`` is how many at least two raters judged.

    All three are NaN where nothing can be said: no such unit, or all values the same.
    """

    value: float
    low: float
    high: float
    units: int


def alpha(
    units: Iterable[Mapping[str, float]],
    level: Level,
    *,
    draws: int = 1000,
    confidence: float = 0.95,
    seed: int = 1,
) -> Alpha:
    """Krippendorff's alpha with a bootstrap interval over units.

    Args:
        units: for each unit its value by rater; missing raters are simply not there.
        level: how values differ.
        draws: resamples of units for the interval (percentiles); 0 for none.
        confidence: of the interval.
        seed: of the resampling.
    """
    pairable = [list(unit.values()) for unit in units if len(unit) > 1]
    nothing = float("nan")
    if not pairable:
        return Alpha(nothing, nothing, nothing, 0)
    values, pairs = _pairs(pairable)
    full = _of(_coincidences(pairs, np.ones(len(pairable)), len(values)), values, level)
    if not draws or np.isnan(full):
        return Alpha(full, nothing, nothing, len(pairable))
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        drawn = chance.integers(0, len(pairable), len(pairable))
        weights = np.bincount(drawn, minlength=len(pairable)).astype(np.float64)
        found.append(_of(_coincidences(pairs, weights, len(values)), values, level))
    known = np.array(found)[~np.isnan(found)]
    if not len(known):
        return Alpha(full, nothing, nothing, len(pairable))
    rest = (1 - confidence) / 2
    low, high = np.quantile(known, (rest, 1 - rest))
    return Alpha(full, float(low), float(high), len(pairable))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """All ordered pairs of values within units: their cell, weight, and unit."""

    cells: NDArray[np.int64]
    weights: Floats
    units: NDArray[np.int64]


def _pairs(units: Sequence[Sequence[float]]) -> tuple[Floats, _Pairs]:
    values = np.unique(np.concatenate([np.asarray(u, dtype=np.float64) for u in units]))
    cells: list[int] = []
    weights: list[float] = []
    belongs: list[int] = []
    for number, unit in enumerate(units):
        places = np.searchsorted(values, np.asarray(unit, dtype=np.float64))
        for i, one in enumerate(places):
            for j, other in enumerate(places):
                if i != j:
                    cells.append(int(one) * len(values) + int(other))
                    weights.append(1 / (len(unit) - 1))
                    belongs.append(number)
    return values, _Pairs(np.array(cells), np.array(weights), np.array(belongs))


def _coincidences(pairs: _Pairs, units: Floats, size: int) -> Floats:
    weights = pairs.weights * units[pairs.units]
    counted = np.bincount(pairs.cells, weights=weights, minlength=size * size)
    return np.asarray(counted, dtype=np.float64).reshape(size, size)


def _of(coincidences: Floats, values: Floats, level: Level) -> float:
    margins = coincidences.sum(axis=1)
    total = float(margins.sum())
    differences = _differences(values, margins, level)
    expected = float((np.outer(margins, margins) * differences).sum())
    if total <= 1 or expected == 0:
        return float("nan")
    observed = float((coincidences * differences).sum())
    return 1 - (total - 1) * observed / expected


def _differences(values: Floats, margins: Floats, level: Level) -> Floats:
    """Squared differences between each two values."""
    if level is Level.NOMINAL:
        return 1 - np.eye(len(values))
    if level is Level.INTERVAL:
        return _squares(values)
    # Ordinal: how many values lie from the one to the other, those of both by half.
    return _squares(np.cumsum(margins) - margins / 2)


def _squares(places: Floats) -> Floats:
    found: Floats = (places[:, None] - places[None, :]) ** 2
    return found
