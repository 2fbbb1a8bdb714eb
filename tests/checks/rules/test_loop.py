"""loop: an engine that got stuck."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("It rains.", "Es regnet. Es regnet. Es regnet.", ["Es regnet. Es regnet. Es regnet"]),
    ("It rains.", "Es regnet. Es regnet.", []),
    ("He left.", "Er ging ging ging ging.", ["ging ging ging ging"]),
    ("He left.", "Er ging ging ging.", []),
    ("No, no, no, no!", "Nein, nein, nein, nein!", []),
    ("", "Sehr sehr sehr sehr gut.", ["Sehr sehr sehr sehr"]),
    (
        "They run.",
        "Sie laufen und laufen und laufen und laufen.",
        ["laufen und laufen und laufen und"],
    ),
    ("Row, row, row your boat.", "Rudere dein Boot.", []),
    ("a", "und der und der, und die und die", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_loop(source: str, german: str, expected: list[str]) -> None:
    assert found("loop", source, german) == expected
