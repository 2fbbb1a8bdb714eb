"""glossary: terms as partner and portal want them, inflected, and words that stay."""

import pytest

from fassung.checks import Context
from fassung.german.glossary import Glossary, Term
from tests.checks.table import found

HOUSE = Context(
    glossary=Glossary(
        (
            Term(("cease-fire", "ceasefire"), ("Waffenruhe", "Feuerpause"), ("Waffenstillstand",)),
            Term(("Supreme Court",), ("Oberster Gerichtshof",), ("Supreme Court",)),
            Term(("court",), ("Gericht",)),
            Term(("ministry",), ("Ministerium",)),
            Term(("illegal alien",), ("Migrant ohne Papiere",), ("Illegaler",)),
            Term(("junta",), (), ("Militärregierung",)),
        ),
        ("Daily Lantern", "Poet’s Corner"),
    )
)

TABLE = [
    # source, German, underlined ("" where something is lacking)
    ("The ceasefire holds.", "Die Waffenruhe hält.", []),
    ("The ceasefires held.", "Die Feuerpausen hielten.", []),
    ("The cease-fire holds.", "Der Waffenstillstand hält.", ["Waffenstillstand"]),
    ("The ceasefire’s end", "Das Ende der Ruhe", [""]),
    ("the Supreme Court of Ohio", "vor dem Obersten Gerichtshof von Ohio", []),
    ("the Supreme Court of Ohio", "vor dem Supreme Court von Ohio", ["Supreme Court"]),
    ("the supreme court", "das höchste Gericht", []),
    ("the supreme court", "die höchste Instanz", [""]),
    ("the ministries", "die Ministerien", []),
    ("the ministry", "das Innenministerium", []),
    ("“the ministry”", "„das Ressort“", [""]),
    ("The junta fell.", "Die Junta stürzte.", []),
    ("The junta fell.", "Die Militärregierung stürzte.", ["Militärregierung"]),
    ("wrote the Daily Lantern", "schrieb der Daily Lantern", []),
    ("wrote the Daily Lantern", "schrieb die Tageslaterne", [""]),
    ("at Poet’s Corner", "in Poet’s Corner", []),
    ("", "Waffenstillstand", []),
    ("courtesy", "Höflichkeit", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_glossary(source: str, german: str, expected: list[str]) -> None:
    assert found("glossary", source, german, HOUSE) == expected


def test_without_glossary_nothing_is_said() -> None:
    assert found("glossary", "The ceasefire holds.", "Es hält.") == []
