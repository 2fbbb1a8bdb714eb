"""name-missing: a name of the original that the German lacks."""

import pytest

from fassung.checks import Pair, check
from fassung.checks.held import missing
from fassung.checks.spelling import may_be

TABLE = [
    # source, German, names that are missing
    ("Later, Angela Merkel spoke.", "Später sprach Angela Merkel.", []),
    ("Later, Angela Merkel spoke.", "Später sprach die Kanzlerin.", ["Angela Merkel"]),
    # The surname is enough.
    ("Later, Angela Merkel spoke.", "Später sprach Merkel.", []),
    ("A man met Zelensky.", "Ein Mann traf Selenskyj.", []),
    ("A man met Yushchenko.", "Ein Mann traf Juschtschenko.", []),
    ("They flew to Cologne.", "Sie flogen nach Köln.", []),
    ("They flew to Cologne.", "Sie flogen nach Bremen.", ["Cologne"]),
    # Words of the language are no names, whatever their case.
    ("Heavy Rain Floods Village", "Starkregen überschwemmt Dorf", []),
    ("the Supreme Court", "das Oberste Gericht", []),
    ("He left on Monday in March.", "Er ging.", []),
    ("the Black Sea coast", "die Schwarzmeerküste", []),
    ("“Ask Wittgenstein,” he said.", "„Frag ihn“, sagte er.", ["Wittgenstein"]),
    ("Mr. O'Donnell left.", "O’Donnell ging.", []),
    ("She met Łukasz in Łódź.", "Sie traf Lukasz in Lodz.", []),
    ("Obama's speech", "Obamas Rede", []),
    ("", "Nichts.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_name_missing(source: str, german: str, expected: list[str]) -> None:
    found = missing(Pair(source, german))
    assert [source[name.start : name.end] for name in found] == expected


WEAKER = [
    # source, German, what is asked for
    ("She moved from Bonn to London.", "Sie zog von Bonn nach Wuzzle.", ["London"]),
    ("She moved from Bonn to London.", "Sie zog von Bonn nach London.", []),
    ("She moved to France.", "Sie machte eine Frankreichreise.", []),
    # A people may be left out: "er" for "the German".
    ("Then the German left.", "Dann ging er.", []),
    (
        "Later, Ingrid Vestergaard met Olaf Vestergaard.",
        "Später traf Ingrid Vestergaard Olaf Drommel.",
        ["Vestergaard"],
    ),
    (
        "Later, Ingrid Vestergaard met Olaf Vestergaard.",
        "Später traf Ingrid Vestergaard Olaf Vestergaard.",
        [],
    ),
    # Said once on both sides.
    ("Later, Vestergaard spoke.", "Später sprach Vestergaard.", []),
    ("He lives in York.", "Er lebt in Wuzzle.", ["York"]),
]


@pytest.mark.parametrize(("source", "german", "expected"), WEAKER)
def test_weaker_signs(source: str, german: str, expected: list[str]) -> None:
    found = [f for f in check(source, german) if f.check == "name-missing"]
    assert [source[a:b] for f in found for a, b in f.source] == expected


IN_ITS_PLACE = [
    # source, German, what stands for the name, repair
    ("He lives in Drumnakelly.", "Er lebt in Wuzzle.", "Wuzzle", "Drumnakelly"),
    (
        "“No,” said Wimbrell, and left.",
        "„Nein“, sagte Vestergaard und ging.",
        "Vestergaard",
        "Wimbrell",
    ),
    ("He left Lyon and Drumnakelly.", "Er verließ Lyon und Wuzzle.", "Wuzzle", "Drumnakelly"),
    # A noun that renders a word of the source stands for that one.
    ("He lives in Drumnakelly.", "Er lebt in einem Haus.", "", None),
    ("The company of Wimbrell grew.", "Die Firma wuchs.", "", None),
    # German has a form of its own.
    ("He lives in Cologne.", "Er lebt in Wuzzle.", "Wuzzle", None),
    # No one word stands out.
    ("He lives in Drumnakelly.", "Er lebt in Wuzzle und in Ascona.", "", None),
]


@pytest.mark.parametrize(("source", "german", "word", "repair"), IN_ITS_PLACE)
def test_what_stands_in_its_place(source: str, german: str, word: str, repair: str | None) -> None:
    (found,) = [f for f in check(source, german) if f.check == "name-missing"]
    assert "".join(german[a:b] for a, b in found.target) == word
    assert found.repair == repair


DISPLACED = [
    # A country is named, and in the very place of its capital another word stands.
    ("The Polish minister flew to Warsaw.", "Der polnische Minister flog nach Wuzzle.", ["Wuzzle"]),
    ("The Polish minister flew to Warsaw.", "Der polnische Minister flog nach Warschau.", []),
    ("The Polish minister flew to Warsaw.", "Der polnische Minister flog nach Polen.", []),
    ("The Polish minister flew to Warsaw.", "Der polnische Minister flog heim.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), DISPLACED)
def test_displaced(source: str, german: str, expected: list[str]) -> None:
    found = [f for f in check(source, german) if f.check == "name-missing"]
    assert [german[a:b] for f in found for a, b in f.target] == expected


MONTHS = [
    # source, German, months that are gone
    ("It began in November.", "Es begann im Wuzzle.", ["November"]),
    ("It began in November.", "Es begann im November.", []),
    ("It began in November.", "Es begann am 3.11.", []),
    ("It began in October, in November it ended.", "Es begann im Oktober und endete später.", []),
    ("It began in January.", "Es begann im Jänner.", []),
    ("It may begin in March.", "Es mag beginnen.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), MONTHS)
def test_months(source: str, german: str, expected: list[str]) -> None:
    found = [f for f in check(source, german) if f.check == "name-missing"]
    assert [source[a:b] for f in found for a, b in f.source] == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zelensky", "Selenskyj", True),
        ("Khodorkovsky", "Chodorkowski", True),
        ("Tchaikovsky", "Tschaikowski", True),
        ("Merkel", "Macron", False),
        ("Eric", "Ort", False),
        ("", "", False),
    ],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert may_be(one, other) is same
