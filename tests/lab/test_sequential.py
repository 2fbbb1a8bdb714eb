"""The live test's stopping rule: what it may say when, and how rarely it errs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.lab.sequential import Rule, Verdict, Wealth, follow

RULE = Rule(most=1.0, smallest=0.1, articles=400)


@pytest.mark.parametrize(
    ("a", "b", "rule", "verdict"),
    [
        ([0.1], [0.9], RULE, Verdict.A),
        ([0.9], [0.1], RULE, Verdict.B),
        ([6.0, 4.0], [54.0, 50.0], replace(RULE, most=60.0, smallest=5.0), Verdict.A),
        ([0.0], [0.0], RULE, Verdict.EQUAL),
        ([0.3, 0.2], [0.2, 0.3], replace(RULE, articles=2000), Verdict.EQUAL),
        ([0.3, 0.2], [0.2, 0.3], replace(RULE, articles=30), Verdict.OPEN),
        ([0.0, 1.0], [1.0, 0.0], replace(RULE, articles=50), Verdict.OPEN),
        ([0.1], [7.0], RULE, Verdict.A),  # above the highest outcome: counts as the highest
    ],
)
def test_verdicts(a, b, rule, verdict):
    random = np.random.default_rng(7)
    drawn = random.random(rule.articles + 10) < 0.5
    looks = list(
        follow(((bool(x), (b if x else a)[i // 2 % len(a)]) for i, x in enumerate(drawn)), rule)
    )
    assert looks[-1].verdict is verdict
    assert all(look.verdict is Verdict.GO_ON for look in looks[:-1])
    assert [look.articles for look in looks] == list(range(1, len(looks) + 1))
    assert looks[-1].low <= looks[-1].high


def test_the_interval_only_gets_narrower():
    random = np.random.default_rng(11)
    looks = list(follow(((bool(random.integers(2)), random.random()) for _ in range(300)), RULE))
    for before, after in pairwise(looks):
        assert before.low <= after.low <= after.high <= before.high


def test_the_ends_of_the_interval_are_refuted_themselves():
    """So no difference between two that are tried is left out unrefuted."""
    rule = Rule(most=1.0, smallest=0.018, articles=4000)
    arms = (np.random.default_rng(6).random(4000) < 0.5).tolist()
    seen = [(in_b, 0.3) for in_b in arms]
    *_, last = follow(seen, rule)
    assert last.verdict is Verdict.EQUAL and (last.low, last.high) == (-0.018, 0.018)
    wealth, most = Wealth(np.array([last.low, last.high]), rule.share), np.zeros(2)
    for in_b, outcome in seen[: last.articles]:
        wealth.take(in_b, outcome)
        most = np.maximum(most, wealth.log())
    assert (most >= -np.log(rule.error)).all()


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1))), st.floats(0.05, 0.95))
def test_nobody_loses_more_than_all(outcomes, share):
    wealth = Wealth(np.linspace(-1, 1, 9), share)
    for in_b, outcome in outcomes:
        wealth.take(in_b, outcome)
    assert np.isfinite(wealth.log()).all()


@pytest.mark.parametrize("share", [0.5, 0.2])
def test_a_winner_where_there_is_none_is_rare(share):
    random = np.random.default_rng(3)
    refuted = 0
    for _ in range(300):
        wealth = Wealth(np.zeros(1), share)
        arms, values = random.random(150) < share, random.random(150) ** 3
        for in_b, value in zip(arms.tolist(), values.tolist(), strict=True):
            wealth.take(in_b, value)
            if wealth.log()[0] >= -np.log(0.05):
                refuted += 1
                break
    assert refuted <= 15  # 5 % of 300: what the rule states


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"error": 0.0}, "error"),
        ({"error": 0.6}, "error"),
        ({"share": 1.0}, "share"),
        ({"smallest": 0.0}, "smallest"),
        ({"smallest": 2.0}, "smallest"),
        ({"articles": 0}, "articles"),
        ({"most": 0.0}, "smallest"),
        ({"most": float("nan")}, "smallest"),
    ],
)
def test_a_rule_that_cannot_be(wrong, said):
    with pytest.raises(ValueError, match=said):
        replace(RULE, **wrong)
