"""typography: marks as the house sets them."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", 'Er sagte "nein".', ['"', '"']),
    ("", "Er sagte „nein“.", []),
    ("", "Er sagte “nein”.", ["“", "”"]),
    ("", "Das ist Anna‘s Café in „Annas People“.", ["‘"]),
    ("", "Lankas „Putin‘s People“ ist ein Buch.", ["‘"]),
    ("", "Er begrüßt jede Hilfe - auch diese.", [" - "]),
    ("", "Er begrüßt jede Hilfe — auch diese.", [" — "]),
    ("", "Er begrüßt jede Hilfe – auch diese.", []),
    ("", "Und dann...", ["..."]),
    ("", "Zwei  Leerzeichen.", ["  "]),
    ("", "Rund 5 % mehr.", [" "]),
    ("", "Rund 5\u00a0% mehr.", []),
    ("", "Ein Rohr, 6\" lang, kostet 5'.", []),
    ("", "Mehr unter https://example.org/a--b und `a -- b`.", []),
    ("", "Es endete 5 - 3.", []),
    ("", "Wie geht's?", ["'"]),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_typography(source: str, german: str, expected: list[str]) -> None:
    assert found("typography", source, german) == expected
