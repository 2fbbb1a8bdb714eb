"""Fitting the risk: what is learned, what is kept apart, what a model has read before."""

import numpy as np
import pytest

from fassung.checks.risk.estimate import head
from training.data import Pair
from training.fit import Rows, fit, isotonic, linear, logistic, parts_of
from training.measures import best_threshold
from training.seen import drawn

RANDOM = np.random.default_rng(4)
X = RANDOM.normal(size=(3000, 3))


def rows(y: np.ndarray, below: np.ndarray | None = None) -> Rows:
    none = np.zeros(len(y))
    return Rows(X, y, np.ones(len(y)), none if below is None else below, none)


def test_a_line_is_found() -> None:
    fitted = fit(rows(2 * X[:, 0] - X[:, 2] + 5), linear, 0.1)
    assert fitted(X[:5], np.zeros(5)) == pytest.approx(2 * X[:5, 0] - X[:5, 2] + 5, abs=0.02)


def test_odds_are_found() -> None:
    chance = 1 / (1 + np.exp(3 - 2 * X[:, 1]))
    fitted = fit(rows((RANDOM.random(3000) < chance).astype(float)), logistic, 1.0)
    far = np.array([[0.0, -1, 0], [0, 0, 0], [0, 1, 0]])
    assert fitted(far, np.zeros(3)) == pytest.approx([-5, -3, -1], abs=0.7)


def test_what_is_below_counts_once() -> None:
    below = RANDOM.normal(size=3000)
    fitted = fit(rows(3 * below + X[:, 0], below), linear, 0.1)
    assert fitted.below == pytest.approx(3, abs=0.02)


def test_a_head_says_what_was_fitted() -> None:
    fitted = fit(rows(X[:, 0] ** 2, X[:, 1]), linear, 0.1)
    names = ["a", "b", "c"]
    shipped = head(fitted.entry(names))
    table = [dict(zip(names, row, strict=True)) for row in X[:9].tolist()]
    assert shipped.total(shipped.parts(table), X[:9, 1]) == pytest.approx(
        fitted(X[:9], X[:9, 1]), abs=1e-3
    )


def test_groups_stay_together() -> None:
    groups = [f"document {n // 7}" for n in range(700)]
    parts = parts_of(groups)
    assert len(set(zip(groups, parts.tolist(), strict=True))) == 100
    assert set(parts.tolist()) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("seed", range(5))
def test_a_rising_line_never_falls(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.random(900)
    line = np.array(isotonic(x, np.maximum(0, x + random.normal(size=900))))
    assert (np.diff(line, axis=0) > 0).all()
    assert (line[:, 1] >= 0).all()


def test_threshold_counts_rows_by_weight() -> None:
    score, truth = np.array([1.0, 2, 3, 4]), np.array([0.0, 1, 0, 1])
    assert best_threshold(score, truth, np.array([1.0, 9, 0.01, 9]))[0] == 2
    assert best_threshold(score, truth, np.array([1.0, 0.1, 9, 9]))[0] == 4


def test_what_a_run_has_read_comes_from_its_seed() -> None:
    pairs = [Pair(f"e{n}", f"d{n}") for n in range(100)]
    once, more = drawn(pairs, [(7, 10)]), drawn(pairs, [(7, 30)])
    assert len(once) == 10 and once < more and len(more) == 30
    assert len(drawn(pairs, [(7, 10), (8, 10)])) > 10
    assert len(drawn(pairs, [(7, 1000)])) == 100
