"""repeated-phrase: words that the German says twice and the original once."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        "The minister came to the harbour on a small grey ferry.",
        "Der Minister kam auf einer kleinen grauen Fähre zum Hafen auf einer kleinen grauen Fähre.",
        ["auf einer kleinen grauen Fähre|auf einer kleinen grauen Fähre"],
    ),
    (
        "The minister came to the harbour on a small grey ferry.",
        "Der Minister kam auf einer kleinen grauen Fähre zum Hafen.",
        [],
    ),
    # Side by side two words are enough.
    (
        "The column turned south.",
        "Die Kolonne bog nach Süden nach Süden ab.",
        ["nach Süden|nach Süden"],
    ),
    # The original says it twice, too.
    (
        "From the old bridge to the old mill and from the old bridge to the pier.",
        "Von der alten Brücke zur alten Mühle und von der alten Brücke zum Anleger.",
        [],
    ),
    # Words that say little come back.
    (
        "He did it because he was able to do so.",
        "Er tat es, weil er es konnte und weil er es wollte.",
        [],
    ),
    # In two sentences.
    (
        "The ferry left. It came back later.",
        "Die graue Fähre legte ab. Die graue Fähre kam später zurück.",
        [],
    ),
    (
        "",
        "Sie fuhr mit dem letzten Bus nach Hause mit dem letzten Bus.",
        ["mit dem letzten Bus|mit dem letzten Bus"],
    ),
    ("It rains.", "Es regnet.", []),
    # Three times in a row is a loop, and said there.
    ("It rains.", "Der Regen fällt der Regen fällt der Regen fällt.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_repeated_phrase(source: str, german: str, expected: list[str]) -> None:
    assert found("repeated-phrase", source, german) == expected
