"""Krippendorff's alpha against the worked examples of its author."""

import math

import pytest

from fassung.lab.rating.agreement import Level, alpha

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): B (binary, two observers),
# C (nominal, two observers), and D/E (four observers, twelve units, missing values).
BINARY = ["0100000010", "1110010000"]
LETTERS = ["aabbdcccedda", "babbbccceddd"]
FOUR = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def units(rows: list[str]) -> list[dict[str, float]]:
    """A row a rater, a column a unit; a dot is a missing value."""
    return [
        {str(rater): float(ord(sign)) for rater, sign in enumerate(column) if sign != "."}
        for column in zip(*rows, strict=True)
    ]


@pytest.mark.parametrize(
    ("rows", "level", "expected"),
    [
        (BINARY, Level.NOMINAL, 0.095),
        (LETTERS, Level.NOMINAL, 0.692),
        (FOUR, Level.NOMINAL, 0.743),
        (FOUR, Level.ORDINAL, 0.815),
        (FOUR, Level.INTERVAL, 0.849),
        (["1212", "1212"], Level.NOMINAL, 1.0),
        (["1122", "2211"], Level.NOMINAL, -0.75),
    ],
)
def test_worked_examples(rows: list[str], level: Level, expected: float) -> None:
    assert alpha(units(rows), level, draws=0).value == pytest.approx(expected, abs=5e-4)


def test_a_unit_of_one_rater_says_nothing() -> None:
    full = alpha(units(FOUR), Level.ORDINAL, draws=0)
    more = alpha([*units(FOUR), {"0": 90.0}, {}], Level.ORDINAL, draws=0)
    assert (more.value, more.units) == (full.value, full.units) == (full.value, 11)


@pytest.mark.parametrize("given", [[], [{"a": 1.0}], [{"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 1.0}]])
def test_where_nothing_can_be_said(given: list[dict[str, float]]) -> None:
    found = alpha(given, Level.INTERVAL)
    assert math.isnan(found.value) and math.isnan(found.low)


def test_interval_holds_the_value_and_narrows_with_more_units() -> None:
    few = alpha(units(FOUR), Level.INTERVAL)
    many = alpha(units(FOUR) * 20, Level.INTERVAL)
    assert few.low < few.value < few.high
    assert many.high - many.low < (few.high - few.low) / 3
    assert alpha(units(FOUR), Level.INTERVAL) == few, "the seed decides"
