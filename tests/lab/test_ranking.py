"""Ranks are ranges, verdicts need two kinds of evidence, and chance is corrected for."""

from dataclasses import replace

import numpy as np
import pytest

from fassung.lab.metrics import found, overlap, plugin, risky
from fassung.lab.metrics.bootstrap import DRAWS, enough, resample
from fassung.lab.metrics.measure import Kind, Measured
from fassung.lab.ranking import Verdict, matches, ranges, verdict
from fassung.lab.score import Scored

S, E, C, R, M, P = Kind.OVERLAP, Kind.EFFORT, Kind.CHECKS, Kind.RISK, Kind.MODEL, Kind.PEOPLE


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], [], Verdict.OPEN),
        ([S], [], Verdict.HINT),
        ([C], [], Verdict.HINT),
        ([C, R], [], Verdict.HINT),
        ([S, E], [], Verdict.HINT),
        ([E, C], [], Verdict.AHEAD),
        ([S, C], [], Verdict.AHEAD),
        ([S, R], [], Verdict.AHEAD),
        ([M, C], [], Verdict.AHEAD),
        ([S, C, R], [M], Verdict.MIXED),
        ([S], [C], Verdict.MIXED),
        ([C], [R], Verdict.MIXED),
        ([], [S, P], Verdict.AHEAD),
    ],
)
def test_verdicts(first: list[Kind], second: list[Kind], expected: Verdict) -> None:
    assert verdict(first, second) is expected


def test_a_lab_with_known_worth(scored: Scored) -> None:
    assert list(ranges(scored, "chrf++")) == ["good", "fair", "poor"]
    assert ranges(scored, "chrf++")["poor"] == (3, 3)
    by = {(m.first, m.second): m for m in matches(scored)}
    assert by["good", "poor"].verdict is Verdict.AHEAD
    assert {"chrf++", "found-major"} <= set(by["good", "poor"].for_first)
    assert all("bleu" not in m.for_first + m.for_second for m in by.values())


def fake(scored: Scored, systems: dict[str, dict[str, Measured]]) -> Scored:
    names = list(systems)
    runs = [replace(scored.runs[0], name=name) for name in names]
    documents = [str(n) for n in range(len(next(iter(systems.values()))["found-major"].stats))]
    return replace(
        scored,
        runs=runs,
        systems=systems,
        resampled=resample(systems, documents, enough(len(names))),
    )


def rows(rate: float, seed: int, count: int = 400) -> np.ndarray:
    draws = np.random.default_rng(seed).random(count) < rate
    return np.column_stack([draws.astype(float), np.full(count, 10.0)])


def test_equal_systems_are_not_ranked(scored: Scored) -> None:
    one = found.measure("found-major")
    systems = {f"s{n}": {"found-major": Measured(one, rows(0.2, n))} for n in range(6)}
    measured = fake(scored, systems)
    assert set(ranges(measured, "found-major").values()) == {(1, 6)}
    assert {m.verdict for m in matches(measured)} == {Verdict.OPEN}


def test_many_systems_can_still_differ(scored: Scored) -> None:
    one = found.measure("found-major")
    systems = {f"s{n}": {"found-major": Measured(one, rows(0.06 * n, n))} for n in range(15)}
    many = fake(scored, systems)
    few = replace(many, resampled=resample(systems, [str(n) for n in range(400)], DRAWS))
    assert set(ranges(few, "found-major").values()) == {(1, 15)}  # p times 105 is never small
    assert ranges(many, "found-major")["s0"] == (1, 1)


def test_contradiction_is_said_and_not_resolved(scored: Scored) -> None:
    comet = plugin.measure("comet", "comet|v1", True)
    systems = {
        "careful": {
            "found-major": Measured(found.measure("found-major"), rows(0.05, 1)),
            "plugin-comet": Measured(comet, rows(0.3, 2)),
        },
        "fluent": {
            "found-major": Measured(found.measure("found-major"), rows(0.4, 3)),
            "plugin-comet": Measured(comet, rows(0.8, 4)),
        },
    }
    (match,) = matches(fake(scored, systems))
    assert match.verdict is Verdict.MIXED
    assert {match.for_first, match.for_second} == {("found-major",), ("plugin-comet",)}


def test_the_winner_stands_first_whatever_the_order(scored: Scored) -> None:
    risk, checks = risky.measure("risk"), found.measure("found-major")
    chrf = overlap.measure("chrf++")
    letters = np.zeros((400, len(chrf.columns)))
    letters[:, 0::3] = letters[:, 1::3] = 100.0
    poor, good = letters.copy(), letters.copy()
    poor[:, 2::3], good[:, 2::3] = 50.0, 80.0
    poor[::7, 2::3] = 40.0
    systems = {
        "poor": {
            "chrf++": Measured(chrf, poor),
            "found-major": Measured(checks, rows(0.5, 1)),
            "risk": Measured(risk, rows(0.5, 3)),
        },
        "good": {
            "chrf++": Measured(chrf, good),
            "found-major": Measured(checks, rows(0.1, 2)),
            "risk": Measured(risk, rows(0.1, 4)),
        },
    }
    (match,) = matches(fake(scored, systems))
    assert (match.first, match.second, match.verdict) == ("good", "poor", Verdict.AHEAD)
    assert match.by["chrf++"].difference.value > 0 > match.by["risk"].difference.value
    assert all(one.better and one.sure for one in match.by.values())
    assert match.by["chrf++"].difference.interval.low > 0
