"""quote-speaker: the words stay with the one who said them."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        '"There will be no deal this week," Berger said after meeting Lindholm.',
        "„Diese Woche gibt es keine Einigung“, sagte Lindholm nach dem Treffen mit Berger.",
        ["Lindholm"],
    ),
    (
        '"There will be no deal this week," Berger said after meeting Lindholm.',
        "„Diese Woche gibt es keine Einigung“, sagte Berger nach dem Treffen mit Lindholm.",
        [],
    ),
    (
        '"There will be no deal this week," said Anna Berger of Oslo University.',
        "„Diese Woche gibt es keine Einigung“, sagte Anna Berger von der Universität Oslo.",
        [],
    ),
    (
        '"There will be no deal this week," said Anna Berger.',
        "„Diese Woche gibt es keine Einigung, sagte Anna Berger.“",
        ["Berger"],
    ),
    (
        'Berger said: "There will be no deal this week, Berger told me."',
        "„Keine Einigung diese Woche, das hat mir Berger gesagt“, hieß es.",
        [],
    ),
    (
        '"There will be no deal this week," he said about Lindholm.',
        "„Diese Woche gibt es keine Einigung“, sagte er über Lindholm.",
        [],
    ),
    (
        '"There will be no deal this week," said Sergey Orlov in Berlin.',
        "„Diese Woche gibt es keine Einigung“, sagte Sergej Orlow in Berlin.",
        [],
    ),
    ('"No," said Berger to Lindholm.', "„Nein“, sagte Lindholm.", []),
    (
        '"There will be no deal," said the chairman of Telmar, Ute Falk.',
        "„Es gibt keine Einigung“, sagte Telmar-Chefin Ute Falk.",
        [],
    ),
    (
        '"One fine day," said Berger. "Another fine day," said Lindholm.',
        "„Ein Tag“, sagte Lindholm. „Noch ein Tag“, sagte Berger.",
        [],
    ),
    ("It rains.", "Es regnet.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_quote_speaker(source: str, german: str, expected: list[str]) -> None:
    assert found("quote-speaker", source, german) == expected
