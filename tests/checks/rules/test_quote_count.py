"""quote-count: a quotation stays one."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        '"We will never leave this town," she said.',
        "Man werde die Stadt nie verlassen, sagte sie.",
        [""],
    ),
    ('"We will never leave this town," she said.', "„Wir gehen nie fort“, sagte sie.", []),
    ('"We will never leave this town," she said.', '"Wir gehen nie fort", sagte sie.', []),
    ("'We will never leave this town,' she said.", "„Wir gehen nie fort“, sagte sie.", []),
    ("'We will never leave this town,' she said.", "Wir gehen nie fort, sagte sie.", [""]),
    ('He called it "a mess".', "Er nannte es ein Durcheinander.", [""]),
    ("The players' union doesn't agree.", "Die Gewerkschaft der Spieler ist dagegen.", []),
    (
        '"We will never ever leave this old town of ours," she said on Friday.',
        "„Wir“ werden diese unsere alte Stadt niemals verlassen, sagte sie am Freitag.",
        ["„Wir“"],
    ),
    (
        'After a long night of talks with nobody present he said: "We go home to our town."',
        "„Nach einer langen Nacht ohne Zeugen sagte er, wir gehen nach Hause.“",
        ["„Nach einer langen Nacht ohne Zeugen sagte er, wir gehen nach Hause.“"],
    ),
    ('"We will never leave', "Wir gehen nie fort.", []),
    ("It rains.", "Es regnet.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_quote_count(source: str, german: str, expected: list[str]) -> None:
    assert found("quote-count", source, german) == expected
