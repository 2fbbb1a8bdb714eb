"""From features to a probability: a logistic regression over straight and bent features.

``risk.json`` is made by ``training.risk``; a bent feature is what lies above a knot of a
feature, so that the weight of the largest values can be another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

KNOTS = (1.0, 2.5)
"""Where features are bent, in standard deviations above their mean."""


@dataclass(frozen=True)
class Head:
    """One linear estimate from named features.

    ``weights`` holds, for each feature, its own weight and those of its bent parts.
    """

    mean: Mapping[str, float]
    scale: Mapping[str, float]
    weights: Mapping[str, tuple[float, ...]]
    bias: float
    slope: float = 1.0
    """Platt's calibration on rows not trained on: log-odds = ``slope`` × sum + ``bias``."""

    def parts(self, values: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the sum, against an average segment."""
        found = {}
        for name, weights in self.weights.items():
            value = (values.get(name, 0.0) - self.mean[name]) / self.scale[name]
            value = max(-8.0, min(8.0, value))
            bent = (value, *(max(0.0, value - knot) for knot in KNOTS))
            part = sum(w * x for w, x in zip(weights, bent, strict=True))
            found[name] = self.slope * part
        return found

    def total(self, parts: Mapping[str, float]) -> float:
        """The estimate: log-odds, or a value."""
        return self.bias + sum(parts.values())


@dataclass(frozen=True)
class Estimator:
    """What one basis (with or without the model) knows."""

    critical: Head
    penalty: Head
    """Estimates the square root of MQM points."""
    threshold: float
    """Probability from which on a segment is called critical (largest MCC, rows not trained on)."""
    scorer: str = ""
    """Version of the model that the scores came from; empty without it."""


@dataclass(frozen=True)
class Trained:
    """The content of ``risk.json``."""

    signature: str
    checks: tuple[str, ...]
    """Checks that were there in training; any other counts by its severity alone."""
    rules: Estimator
    model: Estimator | None


def probability(log_odds: float) -> float:
    """The logistic function, safe for any number.

    >>> probability(0.0), round(probability(-900.0), 6)
    (0.5, 0.0)
    """
    return 1 / (1 + exp(-max(-60.0, min(60.0, log_odds))))


def read(data: Mapping[str, Any]) -> Trained:
    """What was trained, from JSON."""

    def head(entry: Mapping[str, Any]) -> Head:
        return Head(
            mean={name: row[0] for name, row in entry["features"].items()},
            scale={name: row[1] for name, row in entry["features"].items()},
            weights={name: tuple(row[2:]) for name, row in entry["features"].items()},
            bias=entry["bias"],
            slope=entry["slope"],
        )

    def estimator(entry: Mapping[str, Any]) -> Estimator:
        return Estimator(
            head(entry["critical"]), head(entry["penalty"]), entry["threshold"], entry["scorer"]
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
