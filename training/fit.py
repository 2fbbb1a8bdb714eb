"""Fitting the heads of the risk with NumPy: ridge and logistic regression, folds, calibration."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fassung.checks.risk.estimate import KNOTS, bent
from training.measures import Floats

PARTS = 5
SEED = 17


def parts_of(groups: Sequence[str]) -> NDArray[np.int64]:
    """The fold of each row; a group stays together."""
    return np.array(
        [int(hashlib.sha1(f"{SEED} {g}".encode()).hexdigest()[:6], 16) % PARTS for g in groups]
    )


def logistic(
    a: Floats, y: Floats, weight: Floats, ridge: Floats, start: Floats | None = None
) -> Floats:
    """Weights of a ridge-penalised logistic regression (Newton's method).

    `y` may be a probability; `weight` says how many rows each row counts as, `ridge` how each
    column is held small. From a `start` nearby, such as another fold's, a few steps are enough.
    """
    w = np.zeros(a.shape[1]) if start is None else start
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -40, 40)))
        slope = a.T @ (weight * (p - y)) + ridge * w
        curved = a.T @ (a * (weight * p * (1 - p))[:, None]) + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curved, slope)
        w = w - step
        if np.abs(step).max() < 1e-3:
            break
    return w


def linear(
    a: Floats, y: Floats, weight: Floats, ridge: Floats, start: Floats | None = None
) -> Floats:
    """Weights of a ridge regression, wherever it starts."""
    return np.asarray(
        np.linalg.solve(a.T @ (a * weight[:, None]) + np.diag(ridge), a.T @ (weight * y)),
        np.float64,
    )


@dataclass(frozen=True)
class Fitted:
    """A head before its calibration: see :class:`fassung.checks.risk.estimate.Head`."""

    mean: Floats
    scale: Floats
    weights: Floats
    below: float
    bias: float
    whole: Floats
    """All that was fitted: where a fit to other rows may start."""

    def __call__(self, x: Floats, below: Floats) -> Floats:
        """The sum of each row."""
        found = bent(x, self.mean, self.scale) @ self.weights + self.below * below + self.bias
        return np.asarray(found, np.float64)

    def entry(self, names: Sequence[str], slope: float = 1.0, shift: float = 0.0) -> dict[str, Any]:
        """As `risk.json` holds it: mean, scale and weights of each feature."""
        weights = self.weights.reshape(1 + len(KNOTS), len(names)).T
        return {
            "bias": round(slope * self.bias + shift, 5),
            "slope": round(slope, 5),
            "below": round(self.below, 5),
            "features": {
                name: [round(float(v), 5) for v in (self.mean[i], self.scale[i], *weights[i])]
                for i, name in enumerate(names)
            },
        }


@dataclass(frozen=True)
class Rows:
    """What a head is fitted to; `below` is what the basis below says of each row, 0 if none.

    `side` is 1 for rows from another source than the first: it gets a bias of its own.
    """

    x: Floats
    y: Floats
    weight: Floats
    below: Floats
    side: Floats

    def __getitem__(self, at: NDArray[Any]) -> Rows:
        return Rows(self.x[at], self.y[at], self.weight[at], self.below[at], self.side[at])

    def __add__(self, other: Rows) -> Rows:
        return Rows(
            np.r_[self.x, other.x], np.r_[self.y, other.y], np.r_[self.weight, other.weight],
            np.r_[self.below, other.below], np.r_[self.side, other.side],
        )  # fmt: skip


Method = Callable[[Floats, Floats, Floats, Floats, Floats | None], Floats]


def fit(rows: Rows, method: Method, ridge: float, start: Floats | None = None) -> Fitted:
    """A head of `rows`, by :func:`logistic` or :func:`linear`."""
    mean = rows.x.mean(0)
    # What hardly ever differs must not count a hundredfold.
    scale = np.maximum(rows.x.std(0), 0.02)
    table = bent(rows.x, mean, scale)
    a = np.c_[table, rows.below, rows.side, np.ones(len(table))]
    held = np.r_[np.full(table.shape[1], ridge), 1e-6, 1e-6, 0.0]
    w = method(a, rows.y, rows.weight, held, start)
    below = float(w[-3]) if rows.below.any() else 0.0
    return Fitted(mean, scale, w[:-3], below, float(w[-1]), w)


def isotonic(x: Floats, y: Floats, least: int = 60) -> list[tuple[float, float]]:
    """The rising line that is nearest to `y` over `x`, as points: pools of neighbours that would
    fall are joined (Barlow et al. 1972), none is smaller than `least`."""
    order = np.argsort(x)
    pools: list[tuple[float, float, int]] = []
    for start in range(0, len(order), least):
        at = order[start : start + least]
        pools.append((float(x[at].sum()), float(y[at].sum()), len(at)))
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            before = pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    line = [(a / n, b / n) for a, b, n in pools]
    # Beyond both ends the line goes on, so that no two ranks there become equal.
    (x0, y0), (x1, y1) = line[0], line[-1]
    return [(x0 - 1.0, 0.0), *line, (x1 + 1.0, 2 * y1 + 1.0)] if y0 > 0 else [*line]
