"""space-before-punctuation: spaces at marks."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", "Der Zug kam , aber spät.", [" "]),
    ("", "Der Zug kam, aber spät.", []),
    ("", "Der Zug kam spät .", [" "]),
    ("", "Der Zug kam,aber spät.", [","]),
    ("", "Der Zug wartete.Dann fuhr er ab.", ["."]),
    ("", "Mehr auf www.example.org und bei Zeit.Online", []),
    ("", "Preise von 1,5 Euro um 9:30 Uhr", []),
    ("", "Wirklich ?", [" "]),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_space_before_punctuation(source: str, german: str, expected: list[str]) -> None:
    assert found("space-before-punctuation", source, german) == expected
