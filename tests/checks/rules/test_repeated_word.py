"""repeated-word: the same word twice in a row."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("bread and butter", "Brot und und Butter", ["und und"]),
    ("in the house", "in in dem Haus", ["in in"]),
    ("those who know the rules", "jene, die die Regeln kennen", []),
    ("Yesterday the rule applied.", "Gestern galt die die Regel.", ["die die"]),
    ("very good", "sehr sehr gut", []),
    ("Duran Duran played.", "Duran Duran spielten.", []),
    ("Come, come!", "Komm, komm!", []),
    ("Is that the end?", "Ist das das Ende?", []),
    ("", "Er kam mit mit dem Bus.", ["mit mit"]),
    ("He said “no no”.", "Er sagte „nein nein“.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_repeated_word(source: str, german: str, expected: list[str]) -> None:
    assert found("repeated-word", source, german) == expected
