"""repeated-stem: neighbours that share a stem."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", "in einem zermürbenden Zermürbungskampf", ["zermürbenden Zermürbungskampf"]),
    ("a gruelling fight", "ein zermürbender Kampf", []),
    ("", "der künstlerische Künstler", ["künstlerische Künstler"]),
    # The same beginning, another stem.
    ("", "gemeinsame Gemeinden und verschiedene Verschwörungen", []),
    ("", "Ministerpräsident und Ministerium", []),
    ("", "Schritt für Schritt", []),
    ("", "der deutsche Deutschlehrer", []),
    ("", "internationale Internetseiten", []),
    ("", "„nie verschiedene Verschwörer“", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_repeated_stem(source: str, german: str, expected: list[str]) -> None:
    assert found("repeated-stem", source, german) == expected
