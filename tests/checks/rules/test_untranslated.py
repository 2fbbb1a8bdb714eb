"""untranslated: English words that were left in the German."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        "The deal was struck in the middle of the night.",
        "Das Abkommen wurde in the middle der Nacht geschlossen.",
        ["the middle"],
    ),
    ("The deal was struck in the night.", "Das Abkommen wurde in der Nacht geschlossen.", []),
    ("The board remained cautious.", "Der Vorstand blieb cautious.", ["cautious"]),
    ("a cool team", "ein cooles Team ist cool und live online", []),
    # Names and titles stay.
    ("the Bank of America", "die Bank of America", []),
    ("She read “The end of the world”.", "Sie las „The end of the world“.", []),
    ("see example.org/the-plan", "siehe example.org/the-plan", []),
    ("", "Er sagte, they would never agree, und ging.", ["they would never agree"]),
    ("", "Die Art war alt, der Rat gut.", []),
    (
        "“I never told them to leave the harbour,” he said.",
        "„I never told them to leave the harbour“, sagte er.",
        ["never told them to leave the harbour"],
    ),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_untranslated(source: str, german: str, expected: list[str]) -> None:
    assert found("untranslated", source, german) == expected
