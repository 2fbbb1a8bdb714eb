"""percent: percent and percentage points."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("up 3 percentage points", "um 3 Prozent gestiegen", ["3 Prozent"]),
    ("up 3 percentage points", "um 3 Prozentpunkte gestiegen", []),
    ("up 3 percent", "um 3 Prozentpunkte gestiegen", ["3 Prozentpunkte"]),
    ("up two per cent", "um zwei Prozentpunkte gestiegen", ["zwei Prozentpunkte"]),
    ("up 3 percent", "um 3 % gestiegen", []),
    ("a 3 percent rise", "eine 3-prozentige Steigerung", []),
    ("a 3 percent rise", "eine Steigerung um 3", []),  # the check of units says so
    ("from 10 to 12 percent", "von 10 auf 12 Prozent", []),
    ("“only 3 percentage points”", "„nur 3 Prozent“", ["3 Prozent"]),
    ("20 of the members", "20 Prozent der Mitglieder", ["20 Prozent"]),
    ("The party lost 5 points.", "Die Partei verlor 5 Prozent.", []),
    ("Half of them came.", "50 Prozent von ihnen kamen.", []),
    ("", "3 Prozent", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_percent(source: str, german: str, expected: list[str]) -> None:
    assert found("percent", source, german) == expected
