"""What a campaign says: systems, raters, agreement."""

import math
from pathlib import Path

import pytest

from fassung.lab.rating.plan import Kind
from fassung.lab.rating.results import normalised, passed, results
from fassung.lab.rating.ruling import Error, Ruling, Severity
from tests.lab_rating.serving import made
from tests.lab_rating.test_exchange import rated


def test_normalised_by_rater() -> None:
    strict = {("s", str(n)): float(v) for n, v in enumerate((10, 20, 30))}
    mild = {("m", str(n)): float(v) for n, v in enumerate((80, 85, 90))}
    found = normalised(strict | mild | {("c", "1"): 50.0})
    assert found["s", "0"] == pytest.approx(found["m", "0"]) == pytest.approx(-1.2247, abs=1e-4)
    assert found["c", "1"] == 0.0, "who gives everything the same score says nothing"


UNMARKED = Ruling("o", finished=True)
MARKED = Ruling("c", finished=True, errors=(Error(Severity.MAJOR),))


@pytest.mark.parametrize(
    ("check", "original", "expected"),
    [
        (Ruling("c", 40), Ruling("o", 80), True),
        (Ruling("c", 80), Ruling("o", 80), False),
        (Ruling("c", 0), Ruling("o", 0), False),
        (Ruling("c", preference=-1), Ruling("c", preference=-1), True),
        (Ruling("c", preference=0), Ruling("c", preference=0), False),
        (Ruling("c", preference=2), Ruling("c", preference=2), False),
        (MARKED, UNMARKED, True),
        (UNMARKED, UNMARKED, False),
    ],
)  # fmt: skip
def test_attention(check: Ruling, original: Ruling, expected: bool) -> None:
    assert passed(check, original) is expected


def test_esa(tmp_path: Path) -> None:
    found = made(tmp_path / "c")
    for rater, level in (("anna", 60), ("ben", 80)):
        rulings = []
        for turn in found.turns(rater):
            unit = found.plan.units[turn.unit]
            for n, item in enumerate(unit.items):
                good = unit.systems[0] == "careful" and not unit.check
                score = level + n + (15 if good else 0) - (30 if unit.check else 0)
                errors = () if good else (Error(Severity.MAJOR, 0, 2),)
                rulings.append(Ruling(item.id, score, errors, seconds=10))
        found.ledger(rater).keep_all(rulings)
    came = results(found, draws=200)
    best, other = came.systems
    assert (best.system, other.system) == ("careful", "hasty")
    assert best.score and other.score
    assert best.score.value - other.score.value == pytest.approx(15)
    assert best.score.low <= best.score.value <= best.score.high
    assert best.score.count == 7, "attention checks do not count"
    assert (best.mqm.value, other.mqm.value, other.major) == (0, 5, 1)
    anna, ben = came.raters
    assert (anna.leaning, ben.leaning) == (-20, 20)
    assert (
        anna.passed
        == anna.checks
        == sum(len(u.items) for t in found.turns("anna") if (u := found.plan.units[t.unit]).check)
    )
    assert anna.done == anna.all and anna.seconds == 10
    assert came.agreement["z"].value == pytest.approx(1)
    assert came.agreement["score"].value < 0.5
    assert came.agreement["severity"].value == pytest.approx(1)


def test_preference(tmp_path: Path) -> None:
    found = rated(tmp_path / "c", Kind.PREFERENCE)
    came = results(found, draws=100)
    (pair,) = came.pairs
    assert (pair.first, pair.second) == ("careful", "hasty")
    assert pair.first_better + pair.equal + pair.second_better == 14
    assert -2 <= pair.preference.low <= pair.preference.value <= pair.preference.high <= 2
    assert set(came.agreement) == {"preference"} and not came.systems


def test_mqm(tmp_path: Path) -> None:
    came = results(rated(tmp_path / "c", Kind.MQM), draws=50)
    assert all(line.score is None and line.mqm.value >= 0 for line in came.systems)
    assert set(came.agreement) == {"MQM", "z", "severity"}


def test_nothing_rated_yet(tmp_path: Path) -> None:
    came = results(made(tmp_path / "c"))
    assert came.systems == [] and came.raters[0].done == 0
    assert math.isnan(came.raters[0].mean) and math.isnan(came.agreement["score"].value)
