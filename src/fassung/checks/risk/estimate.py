"""From features to a probability and to expected points; all numbers come from ``risk.json``.

A head is a sum over straight and bent features: a bent one is what lies above a knot, so that the
largest values can weigh otherwise. The heads of the basis "rules+model" take what those of
"rules" say as one more feature, and add what the model says. ``training.risk`` makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

KNOTS = (1.0, 2.5)
"""Where features are bent, in standard deviations above their mean."""
FARTHEST = 8.0
"""No value counts for more than so many standard deviations."""

Floats = NDArray[np.float64]


def bent(x: Floats, mean: Floats, scale: Floats) -> Floats:
    """Straight and bent features of each row: all straight ones, then all above each knot."""
    z = np.clip((x - mean) / scale, -FARTHEST, FARTHEST)
    return np.concatenate([z, *(np.maximum(0, z - knot) for knot in KNOTS)], axis=1)


@dataclass(frozen=True)
class Head:
    """One estimate from named features.

    ``weights`` has a row for each feature: its own weight and those of its bent parts. ``below``
    is the weight of what the head of the basis below says. ``slope`` and ``bias`` are Platt's
    calibration on rows not trained on.
    """

    names: Sequence[str]
    mean: Floats
    scale: Floats
    weights: Floats
    bias: float
    slope: float = 1.0
    below: float = 0.0

    def parts(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """What each feature adds to the sum of each row, against an average segment."""
        table = np.array([[row.get(name, 0.0) for name in self.names] for row in rows])
        table = table.reshape(len(rows), len(self.names))
        terms = bent(table, self.mean, self.scale) * self.weights.T.ravel()
        added: Floats = terms.reshape(len(rows), 1 + len(KNOTS), len(self.names)).sum(axis=1)
        return self.slope * added

    def total(self, parts: Floats, below: Floats | float = 0.0) -> Floats:
        """The sum of each row: log-odds, or a rank."""
        found: Floats = self.bias + parts.sum(axis=1) + self.slope * self.below * below
        return found


@dataclass(frozen=True)
class Estimator:
    """What one basis (with or without the model) knows.

    Points are expected from two heads, one for translations that read as a person's and one for
    those that read as a machine's, mixed by how likely each is: what is unlikely word for word
    is free in the one and wrong in the other.
    """

    critical: Head
    threshold: float
    """Probability from which on a segment is called critical (largest MCC, rows not trained on)."""
    person: Head
    by_person: Head
    by_machine: Head
    curve: tuple[Floats, Floats]
    """Ranks and the points that belong to them (isotonic regression)."""
    scorer: str = ""
    """Version of the model that the scores came from; empty without it."""

    def ranked(self, rows: Sequence[Mapping[str, float]], below: Ranked | None = None) -> Ranked:
        """The sums that expected points come from, for each row."""
        lower = below or Ranked(0.0, 0.0, 0.0)
        return Ranked(
            self.person.total(self.person.parts(rows), lower.person),
            self.by_person.total(self.by_person.parts(rows), lower.by_person),
            self.by_machine.total(self.by_machine.parts(rows), lower.by_machine),
        )

    def points(self, ranked: Ranked) -> Floats:
        """Expected MQM points."""
        return np.asarray(np.interp(ranked.mixed, *self.curve), np.float64)


@dataclass(frozen=True)
class Ranked:
    """Log-odds that a person wrote it, and the rank that it would have by a person or machine."""

    person: Floats | float
    by_person: Floats | float
    by_machine: Floats | float

    @property
    def mixed(self) -> Floats:
        """The expected rank, 0 for the best."""
        share = probability(self.person)
        return np.asarray(share * self.by_person + (1 - share) * self.by_machine, np.float64)


@dataclass(frozen=True)
class Trained:
    """The content of ``risk.json``."""

    signature: str
    checks: tuple[str, ...]
    """Checks that were there in training; any other counts by its severity alone."""
    rules: Estimator
    model: Estimator | None


def probability(log_odds: Floats | float) -> Floats:
    """The logistic function, safe for any number.

    >>> probability(0.0).item(), round(probability(-900.0).item(), 6)
    (0.5, 0.0)
    """
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -60.0, 60.0))), np.float64)


def head(entry: Mapping[str, Any]) -> Head:
    """A head from its JSON: each feature with mean, scale and weights."""
    numbers = np.array(list(entry["features"].values()), np.float64)
    numbers = numbers.reshape(-1, 3 + len(KNOTS))
    return Head(
        names=tuple(entry["features"]),
        mean=numbers[:, 0],
        scale=numbers[:, 1],
        weights=numbers[:, 2:],
        bias=entry["bias"],
        slope=entry["slope"],
        below=entry["below"],
    )


def read(data: Mapping[str, Any]) -> Trained:
    """What was trained, from JSON."""

    def estimator(entry: Mapping[str, Any]) -> Estimator:
        heads = {
            name: head(entry[name]) for name in ("critical", "person", "by_person", "by_machine")
        }
        ranks, points = np.array(entry["curve"], np.float64).T
        return Estimator(
            **heads, threshold=entry["threshold"], curve=(ranks, points), scorer=entry["scorer"]
        )

    bases = data["bases"]
    return Trained(
        data["signature"],
        tuple(data["checks"]),
        estimator(bases["rules"]),
        estimator(bases["rules+model"]) if "rules+model" in bases else None,
    )


@cache
def trained() -> Trained:
    """What ships with the project."""
    text = (files("fassung.checks.risk") / "risk.json").read_text(encoding="utf-8")
    return read(json.loads(text))
