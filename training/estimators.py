"""One basis of the risk, fitted: whether an error is there, and how many points a segment costs.

What is printed comes from rows not trained on: five folds, of MQM whole documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fassung.checks.risk.estimate import Ranked, probability
from training.fit import PARTS, Method, Rows, fit, isotonic, linear, logistic, parts_of
from training.measures import Floats, best_threshold, ranks, spearman

CRITICAL_RIDGES = (6.0, 30.0)
POINTS_RIDGES = (1000.0, 5000.0)
"""In units of one row; what judges rows not trained on best is taken: few rows want a high one."""
PERSON_RIDGE = 40.0
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
    start = None
    for number in range(PARTS):
        here = parts == number
        fitted = fit(rows[learn & ~here], method, ridge, start)
        start = fitted.whole
        found[here] = fitted(rows.x[here], rows.below[here])
    return found


def estimator(
    critical: Judgements, mqm: Judgements, below: Said, good: int, gate: Judgements | None = None
) -> tuple[dict[str, Any], Said]:
    """The JSON entry of a basis, and what it says of rows that it was not trained on.

    `gate` has the rows of `mqm` with the features that tell a person's from a machine's, where
    these are more than those of the basis.
    `good` is how many rows without an error there are beside those with one, all taken together:
    `critical` may hold fewer of them.
    """
    entry, odds, mqm_odds = _critical(critical, mqm, below, good)
    more, ranked = _points(mqm, below, gate or mqm)
    print(
        f"  by probability {spearman(mqm_odds, mqm.y):.3f}, machines' alone "
        f"{spearman(ranked.mixed[mqm.by_person == 0], mqm.y[mqm.by_person == 0]):.3f}"
    )
    said = Said(
        odds, mqm_odds, np.asarray(ranked.person), np.asarray(ranked.by_person),
        np.asarray(ranked.by_machine),
    )  # fmt: skip
    return entry | more, said


def calibrated(score: Floats, y: Floats, weight: Floats) -> tuple[float, float]:
    """Platt's calibration: slope and shift from a sum to log-odds."""
    slope, shift = logistic(np.c_[score, np.ones(len(y))], y, weight, np.zeros(2)).tolist()
    return slope, shift


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
    tried = []
    for ridge in CRITICAL_RIDGES:
        sums = held_out(both, parts, logistic, ridge, everything)
        slope, shift = calibrated(sums[: len(y)], y, weight)
        odds = slope * sums[: len(y)] + shift
        loss = float((weight * np.logaddexp(0.0, np.where(y > 0, -odds, odds))).sum())
        tried.append((loss, ridge, slope, shift, sums))
    _, ridge, slope, shift, sums = min(tried, key=lambda one: one[0])
    score, other = sums[: len(y)], sums[len(y) :]
    threshold, found = best_threshold(score, y, weight)
    said = score >= threshold
    right = (weight * y)[said].sum()
    print(
        f"critical errors, {len(y):,} rows, {int(y.sum())} with one: MCC {found:.3f} "
        f"(precision {right / weight[said].sum():.2f}, recall {said[y > 0].mean():.2f}, "
        f"ridge {ridge:.0f})"
    )
    entry = {
        "threshold": round(float(probability(slope * threshold + shift)), 5),
        "critical": fit(both, logistic, ridge).entry(critical.names, slope, shift),
    }
    return entry, slope * score + shift, slope * other + shift


def _points(mqm: Judgements, below: Said, teller: Judgements) -> tuple[dict[str, Any], Ranked]:
    """The heads that expected points come from; ranks, since points are far from normal."""
    parts, person = parts_of(mqm.groups), mqm.by_person > 0
    rank = ranks(mqm.y) / len(mqm.y)
    everyone = np.ones(len(rank), np.bool_)
    # All features side by side tell better than the basis below and those added to it.
    gate = _rows(teller, mqm.by_person, np.zeros(len(rank)))
    sums = {"person": held_out(gate, parts, logistic, PERSON_RIDGE, everyone)}
    entry = {"person": fit(gate, logistic, PERSON_RIDGE).entry(teller.names)}
    experts = (
        ("by_person", _rows(mqm, rank, below.by_person), person),
        ("by_machine", _rows(mqm, rank, below.by_machine), ~person),
    )
    tried = []
    for ridge in POINTS_RIDGES:
        for name, rows, learn in experts:
            sums[name] = held_out(rows, parts, linear, ridge, learn)
        ranked = Ranked(**sums)
        tried.append((spearman(ranked.mixed, mqm.y), ridge, ranked))
    found, ridge, ranked = max(tried, key=lambda one: one[0])
    for name, rows, learn in experts:
        entry[name] = fit(rows[learn], linear, ridge).entry(mqm.names)
    print(
        f"MQM points, {len(rank):,} translations, {len(set(mqm.groups))} documents: "
        f"Spearman {found:.3f} (ridge {ridge:.0f})"
    )
    curve = [[round(a, 5), round(b, 4)] for a, b in isotonic(ranked.mixed, mqm.y)]
    return entry | {"curve": curve}, ranked


def _rows(mqm: Judgements, y: Floats, below: Floats) -> Rows:
    return Rows(mqm.x, y, np.ones(len(y)), below, np.zeros(len(y)))
