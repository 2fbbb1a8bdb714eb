"""sentence-case: a sentence begins with a capital."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("The train came late.", "der Zug kam spät.", ["d"]),
    ("The train came late.", "Der Zug kam spät.", []),
    ("and came late.", "und kam spät.", []),
    ("iPhones came late.", "iPhones kamen spät.", []),
    ("The train came. It left.", "Der Zug kam spät. er fuhr wieder ab.", ["e"]),
    ("The train waited. It left.", "Der Zug wartete. dann fuhr er ab.", ["d"]),
    ("Trains, buses etc. are late.", "Züge, Busse usw. kommen spät, bzw. gar nicht.", []),
    ("“The train is late,” he said.", "„der Zug kommt spät“, sagte er.", ["d"]),
    ("It costs 3 bn euros.", "Das kostet 3 Mrd. euro und mehr.", []),
    ("", "der Zug kam heute spät.", ["d"]),
    ("", "alle neun", []),
    ("van Gogh painted it.", "van Gogh malte es.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_sentence_case(source: str, german: str, expected: list[str]) -> None:
    assert found("sentence-case", source, german) == expected
