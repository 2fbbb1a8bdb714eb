"""One basis of the risk, fitted: whether an error is there, and how many points a segment costs.

What is printed comes from rows not trained on: five folds, of MQM whole documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fassung.checks.risk.estimate import Ranked, probability
from training.fit import PARTS, Method, Rows, fit, isotonic, linear, logistic, parts_of
from training.measures import Floats, best_threshold, ranks, spearman

CRITICAL_RIDGE = 6.0
"""In units of one row."""
PERSON_RIDGE = 20.0
POINTS_RIDGE = 200.0
MQM_WEIGHT = 0.3
"""What a judged translation counts as beside a row of critical-errors."""
GRAVE = 6.0
"""MQM points at which a translation likely (63 %) holds a grave error."""


@dataclass(frozen=True)
class Judgements:
    """What to learn from: features by name, the value of each row, its group, whether a person
    wrote it."""

    names: list[str]
    x: Floats
    y: Floats
    groups: list[str]
    by_person: Floats


@dataclass(frozen=True)
class Said:
    """What a basis says of rows that it was not trained on.

    Log-odds of an error for rows of critical-errors and of MQM; for the latter what
    :class:`fassung.checks.risk.estimate.Ranked` holds.
    """

    odds: Floats
    mqm_odds: Floats
    person: Floats
    by_person: Floats
    by_machine: Floats

    @classmethod
    def nothing(cls, critical: Judgements, mqm: Judgements) -> Said:
        """What is below the first basis."""
        none = np.zeros(len(mqm.y))
        return cls(np.zeros(len(critical.y)), none, none, none, none)

    def of(self, critical: NDArray[np.int64], mqm: NDArray[np.int64]) -> Said:
        """The same of some rows only."""
        return Said(
            self.odds[critical], self.mqm_odds[mqm], self.person[mqm], self.by_person[mqm],
            self.by_machine[mqm],
        )  # fmt: skip


def held_out(
    rows: Rows, parts: NDArray[np.int64], method: Method, ridge: float, learn: NDArray[np.bool_]
) -> Floats:
    """The sum of each row by a head that learned from the other folds' rows in `learn`."""
    found = np.zeros(len(rows.y))
    for number in range(PARTS):
        here = parts == number
        fitted = fit(rows[learn & ~here], method, ridge)
        found[here] = fitted(rows.x[here], rows.below[here])
    return found


def estimator(
    critical: Judgements, mqm: Judgements, below: Said, good: int
) -> tuple[dict[str, Any], Said]:
    """The JSON entry of a basis, and what it says of rows that it was not trained on.

    `good` is how many rows without an error there are beside those with one, all taken together:
    `critical` may hold fewer of them.
    """
    entry, odds, mqm_odds = _critical(critical, mqm, below, good)
    more, ranked = _points(mqm, below)
    print(
        f"  by probability {spearman(mqm_odds, mqm.y):.3f}, machines' alone "
        f"{spearman(ranked.mixed[mqm.by_person == 0], mqm.y[mqm.by_person == 0]):.3f}"
    )
    said = Said(
        odds, mqm_odds, np.asarray(ranked.person), np.asarray(ranked.by_person),
        np.asarray(ranked.by_machine),
    )  # fmt: skip
    return entry | more, said


def _critical(
    critical: Judgements, mqm: Judgements, below: Said, good: int
) -> tuple[dict[str, Any], Floats, Floats]:
    """The head of critical errors and its threshold; calibrated log-odds of both kinds of rows.

    Corrupted translations say what an error looks like; judged ones, which count less, how real
    translations differ that have none.
    """
    y = critical.y
    weight = np.where(y > 0, 1.0, good / max(1.0, (y == 0).sum()))
    first = Rows(critical.x, y, weight, below.odds, np.zeros(len(y)))
    much = len(mqm.y)
    grave = 1 - np.exp(-mqm.y / GRAVE)
    second = Rows(mqm.x, grave, np.full(much, MQM_WEIGHT), below.mqm_odds, np.ones(much))
    both = first + second
    parts = np.r_[parts_of(critical.groups), parts_of(mqm.groups)]
    everything = np.ones(len(both.y), np.bool_)
    sums = held_out(both, parts, logistic, CRITICAL_RIDGE, everything)
    score, other = sums[: len(y)], sums[len(y) :]
    slope, shift = logistic(
        np.c_[score, np.ones(len(y))], y, weight, np.zeros(2)
    ).tolist()  # Platt's calibration
    threshold, found = best_threshold(score, y, weight)
    said = score >= threshold
    right = (weight * y)[said].sum()
    print(
        f"critical errors, {len(y):,} rows, {int(y.sum())} with one: MCC {found:.3f} "
        f"(precision {right / weight[said].sum():.2f}, recall {said[y > 0].mean():.2f})"
    )
    entry = {
        "threshold": round(float(probability(slope * threshold + shift)), 5),
        "critical": fit(both, logistic, CRITICAL_RIDGE).entry(critical.names, slope, shift),
    }
    return entry, slope * score + shift, slope * other + shift


def _points(mqm: Judgements, below: Said) -> tuple[dict[str, Any], Ranked]:
    """The heads that expected points come from; ranks, since points are far from normal."""
    parts, person = parts_of(mqm.groups), mqm.by_person > 0
    rank = ranks(mqm.y) / len(mqm.y)
    everyone = np.ones(len(rank), np.bool_)
    heads: Sequence[tuple[str, Rows, Method, float, NDArray[np.bool_]]] = (
        ("person", _rows(mqm, mqm.by_person, below.person), logistic, PERSON_RIDGE, everyone),
        ("by_person", _rows(mqm, rank, below.by_person), linear, POINTS_RIDGE, person),
        ("by_machine", _rows(mqm, rank, below.by_machine), linear, POINTS_RIDGE, ~person),
    )
    sums, entry = {}, {}
    for name, rows, method, ridge, learn in heads:
        sums[name] = held_out(rows, parts, method, ridge, learn)
        entry[name] = fit(rows[learn], method, ridge).entry(mqm.names)
    ranked = Ranked(**sums)
    print(
        f"MQM points, {len(rank):,} translations, {len(set(mqm.groups))} documents: "
        f"Spearman {spearman(ranked.mixed, mqm.y):.3f}"
    )
    curve = [[round(a, 5), round(b, 4)] for a, b in isotonic(ranked.mixed, mqm.y)]
    return entry | {"curve": curve}, ranked


def _rows(mqm: Judgements, y: Floats, below: Floats) -> Rows:
    return Rows(mqm.x, y, np.ones(len(y)), below, np.zeros(len(y)))
