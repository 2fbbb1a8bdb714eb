"""Figures and intervals against values worked out by hand."""

import numpy as np
import pytest

from bench.measures import bootstrap, wilson
from training.measures import mcc, ranks, spearman


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(9, 10, 0.596, 0.982), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=1e-3)


def test_mcc() -> None:
    truth = np.array([1.0, 1, 0, 0])
    assert mcc(truth, truth) == pytest.approx(1)
    assert mcc(truth, 1 - truth) == pytest.approx(-1)
    assert mcc(truth, np.array([1.0, 0, 1, 0])) == pytest.approx(0)
    assert mcc(truth, np.zeros(4)) == 0


def test_ranks_share_ties() -> None:
    assert ranks(np.array([3.0, 1, 3, 2])).tolist() == [2.5, 0, 2.5, 1]


def test_spearman() -> None:
    up = np.arange(5.0)
    assert spearman(up, np.exp(up)) == 1
    assert spearman(up, -up) == -1
    assert spearman(up, np.ones(5)) == 0


def test_bootstrap_holds_the_value_and_repeats() -> None:
    random = np.random.default_rng(1)
    a = random.normal(size=200)
    b = a + random.normal(size=200)
    low, high = bootstrap(spearman, a, b, draws=100)
    assert low < spearman(a, b) < high
    assert (low, high) == bootstrap(spearman, a, b, draws=100)
    wide = bootstrap(spearman, a, b, [str(i // 50) for i in range(200)], draws=100)
    assert wide[0] < wide[1]
