"""How often the live test errs: `python -m bench.sequential [--repetitions 1000]`.

Simulated tests of two arms with a known true difference, looked at after each article, with the
rule that the newsroom would state: how often a winner is named where there is none, how often the
better arm is found and after how many articles, and how often the interval holds the truth at all
times. Beside it what a t-test would do that is looked at after each article.

Then the same where editors take longer the worse an article is, perhaps longer in one arm: articles
are taken in the order in which they came in, those that wait for more than :data:`DAYS` have no
outcome, and a winner is not named where one arm surely lost more of them (``uneven``). Beside it
what would be said if articles were taken as they are done, and without looking at what was lost.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from bench.model import machine
from fassung.desk.outcomes import DAYS
from fassung.lab.sequential import Rule, Verdict, follow, uneven

RESULTS = Path(__file__).parent / "results"
RULE = Rule(most=1.0, smallest=0.03, articles=600)
A_DAY = 12
"""Articles that come in."""
SOON = 0.5
"""Days that the best article waits, on average."""
NAIVE_FIRST = 20
NAIVE_LIMIT = 1.96


@dataclass(frozen=True)
class Scenario:
    """Outcomes of two arms: some articles need nothing, the others a share that varies."""

    name: str
    untouched: tuple[float, float]
    """Probability that an article needs nothing, in A and in B."""
    mean: tuple[float, float]
    """Mean outcome of the others."""
    spread: float
    """Pseudo-count of the beta distribution; small is wide."""
    wait: tuple[float, float] = (0.0, 0.0)
    """Days that the worst article waits on average, in A and in B, beyond :data:`SOON`."""

    @property
    def difference(self) -> float:
        (a, b), (c, d) = self.untouched, self.mean
        return (1 - b) * d - (1 - a) * c

    def draw(self, random: np.random.Generator, articles: int) -> tuple[np.ndarray, np.ndarray]:
        """For each article its arm (1 for B) and its outcome."""
        arm = random.integers(0, 2, articles)
        mean = np.where(arm, self.mean[1], self.mean[0])
        value = random.beta(mean * self.spread, (1 - mean) * self.spread)
        nothing = random.random(articles) < np.where(arm, self.untouched[1], self.untouched[0])
        return arm, np.where(nothing, 0.0, value)

    def days(self, random: np.random.Generator, arm: np.ndarray, outcome: np.ndarray) -> np.ndarray:
        """How long each article waits for its editor."""
        mean = SOON + np.where(arm, self.wait[1], self.wait[0]) * outcome
        return random.exponential(mean)


SCENARIOS = (
    Scenario("post-edit distance, no difference", (0.2, 0.2), (0.2, 0.2), 6),
    Scenario("most articles untouched, no difference", (0.9, 0.9), (0.5, 0.5), 2),
    Scenario("same mean, other spread", (0.0, 0.5), (0.15, 0.3), 8),
    Scenario("post-edit distance, B better by 0.04", (0.2, 0.2), (0.25, 0.2), 8),
    Scenario("post-edit distance, B better by 0.08", (0.2, 0.3), (0.25, 0.171428), 8),
)

LATE = (
    Scenario("bad ones wait longer, alike in both", (0.2, 0.2), (0.2, 0.2), 6, (8.0, 8.0)),
    Scenario("bad ones wait longer, in B a little more", (0.2, 0.2), (0.2, 0.2), 6, (2.0, 3.0)),
    Scenario("bad ones wait longer, in B much more", (0.2, 0.2), (0.2, 0.2), 6, (2.0, 20.0)),
    Scenario("B's bad ones wait for ever", (0.2, 0.2), (0.2, 0.2), 6, (2.0, 200.0)),
)


@dataclass(frozen=True)
class Outcome:
    verdict: Verdict
    articles: int
    held: bool
    naive: bool


def repeat(scenario: Scenario, seed: int) -> Outcome:
    """One test, from the first article to the end that the rule gives it."""
    arm, value = scenario.draw(np.random.default_rng(seed), RULE.articles)
    held = True
    looks = follow(zip(arm.astype(bool).tolist(), value.tolist(), strict=True), RULE)
    look = next(looks)
    for look in looks:
        held &= look.low <= scenario.difference <= look.high
    return Outcome(look.verdict, look.articles, held, naive(arm, value))


@dataclass(frozen=True)
class Waited:
    """What was said in one test in which articles wait."""

    ours: bool
    """Whether a winner was named."""
    trusting: bool
    """… and would have been without a look at what was lost."""
    hasty: bool
    """… and if articles were taken as they are done."""
    lost: tuple[float, float]
    """Share of each arm's articles."""


def wait(scenario: Scenario, seed: int) -> Waited:
    """One test in which articles wait."""
    random = np.random.default_rng(seed)
    arm, value = scenario.draw(random, RULE.articles)
    days = scenario.days(random, arm, value)
    lost = days > DAYS
    seen = list(zip(arm.astype(bool).tolist(), value.tolist(), strict=True))
    done = np.argsort(np.arange(RULE.articles) / A_DAY + days)
    trusting = _named([seen[n] for n in range(RULE.articles) if not lost[n]])
    skewed = uneven(zip(arm.astype(bool).tolist(), lost.tolist(), strict=True), RULE)
    hasty = _named([seen[n] for n in done if not lost[n]])
    return Waited(
        trusting and not skewed,
        trusting,
        hasty,
        (float(lost[arm == 0].mean()), float(lost[arm == 1].mean())),
    )


def _named(outcomes: list[tuple[bool, float]]) -> bool:
    *_, last = follow(outcomes, RULE)
    return last.verdict in (Verdict.A, Verdict.B)


def naive(arm: np.ndarray, value: np.ndarray) -> bool:
    """Whether a t-test that is looked at after each article would ever name a winner."""
    sums = []
    for side in (arm == 0, arm == 1):
        count, total = np.cumsum(side), np.cumsum(value * side)
        square = np.cumsum(value**2 * side)
        with np.errstate(all="ignore"):
            mean = total / count
            sums.append((mean, (square / count - mean**2) / (count - 1)))
    (a, va), (b, vb) = sums
    with np.errstate(all="ignore"):
        t = np.abs(a - b) / np.sqrt(va + vb)
    return bool(np.nanmax(t[NAIVE_FIRST:]) > NAIVE_LIMIT)


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * np.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(float(middle - half), 0.0), float(middle + half)


def report(repetitions: int) -> list[str]:
    """All lines of the report."""
    lines = [
        f"live test, {repetitions} repetitions each, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        machine(),
        f"rule: outcomes 0 to {RULE.most:g}, smallest difference {RULE.smallest:g}, at most "
        f"{RULE.articles} articles, error {100 * RULE.error:g} %, looked at after each article",
        "",
        f"{'':42}{'winner':>8}{'wrong one':>11}{'95 % interval':>16}{'equal':>8}{'open':>7}"
        f"{'articles':>10}{'held':>8}{'t-test':>8}",
    ]
    with ProcessPoolExecutor() as pool:
        for scenario in SCENARIOS:
            found = list(pool.map(partial(repeat, scenario), range(repetitions), chunksize=25))
            count = Counter(one.verdict for one in found)
            truth = scenario.difference
            right = 0 if abs(truth) < 1e-6 else count[Verdict.B if truth < 0 else Verdict.A]
            named = count[Verdict.A] + count[Verdict.B]
            wrong = named - right
            low, high = interval(wrong, repetitions)
            lines.append(
                f"{scenario.name:42}{100 * named / repetitions:6.1f} %"
                f"{100 * wrong / repetitions:9.1f} %"
                f"{f'{100 * low:.1f} to {100 * high:.1f} %':>16}"
                f"{100 * count[Verdict.EQUAL] / repetitions:6.1f} %"
                f"{100 * count[Verdict.OPEN] / repetitions:5.1f} %"
                f"{np.median([one.articles for one in found]):10.0f}"
                f"{100 * np.mean([one.held for one in found]):6.1f} %"
                f"{100 * np.mean([one.naive for one in found]):6.1f} %"
            )
        lines += [
            "",
            f"articles that wait for their editor, {A_DAY} a day, no difference; a winner in",
            f"{'':42}{'ours':>8}{'95 % interval':>16}{'lost A':>8}{'lost B':>8}"
            f"{'unlooked':>10}{'as done':>9}",
        ]
        for scenario in LATE:
            waited = list(pool.map(partial(wait, scenario), range(repetitions), chunksize=25))
            wrong = sum(one.ours for one in waited)
            low, high = interval(wrong, repetitions)
            lost = np.mean([one.lost for one in waited], axis=0)
            lines.append(
                f"{scenario.name:42}{100 * wrong / repetitions:6.1f} %"
                f"{f'{100 * low:.1f} to {100 * high:.1f} %':>16}"
                f"{100 * lost[0]:6.1f} %{100 * lost[1]:6.1f} %"
                f"{100 * np.mean([one.trusting for one in waited]):8.1f} %"
                f"{100 * np.mean([one.hasty for one in waited]):7.1f} %"
            )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=1000)
    parser.add_argument("--save", action="store_true", help="write to bench/results/ as well")
    given = parser.parse_args()
    began = time.perf_counter()
    text = "\n".join(report(given.repetitions)) + "\n"
    print(text + f"({time.perf_counter() - began:.0f} s)")
    if given.save:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"sequential-{datetime.now(UTC):%Y-%m-%d}.txt").write_text(
            text, encoding="utf-8"
        )


if __name__ == "__main__":
    main()
