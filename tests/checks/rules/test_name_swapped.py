"""name-swapped: a name of the original that became another one."""

import pytest

from fassung.checks import Severity, check
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("Later, Angela Merkel spoke.", "Später sprach Emmanuel Macron.", ["Emmanuel|Macron"]),
    ("Later, Angela Merkel spoke.", "Später sprach Angela Merkel.", []),
    ("Later, Angela Merkel spoke.", "Später sprach Merkel.", []),
    # A first name that was left out is no swap, another one is.
    ("Later, David Cameron spoke.", "Später sprach Präsident Cameron.", []),
    ("Later, David Cameron spoke.", "Später sprach Charlie Cameron.", ["Charlie"]),
    ("Later, David Cameron spoke.", "Später sprach Wuzzle Cameron.", ["Wuzzle"]),
    # "der" is no form of "Peter", whoever was called "Peter der Große".
    ("Later, Peter Vestergaard spoke.", "Später sprach der Wuzzle Vestergaard.", ["Wuzzle"]),
    ("The Deutsche Bahn spoke.", "Die Bahn sprach.", []),
    # Nothing missing, a name added: no swap.
    ("Later, Cameron spoke.", "Später sprach David Cameron.", []),
    # After a title a name need not be known.
    ("He praised Senator Wuzzlebrink.", "Er lobte Senator Drommelhaus.", ["Drommelhaus"]),
    ("He met Putin in Moscow.", "Er traf Obama in Moskau.", ["Obama"]),
    ("“Thank you, Barack,” he said.", "„Danke, Hillary“, sagte er.", ["Hillary"]),
    ("The chancellor spoke.", "Merkel sprach.", []),
    ("Merkel met Putin.", "Putin traf Merkel.", []),
    ("The WTO agreed.", "Genf stimmte zu.", []),
    # Beside one word of a full name stands what the original has not.
    ("They praised Robby Miller.", "Sie lobten Robby Wuzzle.", ["Wuzzle"]),
    ("They praised Robby Miller.", "Sie lobten Robby Miller.", []),
    ("They praised Robby Miller.", "Sie lobten Robby Müller.", []),
    ("They like New York much.", "Sie mögen New Wuzzle sehr.", ["Wuzzle"]),
    ("He works at Wuzzle Hospital now.", "Er arbeitet jetzt am Wuzzle Krankenhaus.", []),
    ("He likes the Freie Drommler.", "Er mag die Freien Drommler.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_name_swapped(source: str, german: str, expected: list[str]) -> None:
    assert found("name-swapped", source, german) == expected


def test_it_blocks() -> None:
    worst = check("He met Putin in Moscow.", "Er traf Obama in Moskau.")[0]
    assert (worst.check, worst.severity) == ("name-swapped", Severity.CRITICAL)


def test_what_may_be_another_spelling_does_not_block() -> None:
    found = check("Later, Jeanne Vestergaard spoke.", "Später sprach Jeannie Vestergaard.")
    assert [(f.check, f.severity) for f in found] == [("name-form", Severity.MAJOR)]
