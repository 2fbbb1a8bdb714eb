"""swapped-side: a country, party or direction that became another one."""

import pytest

from fassung.checks.sides import english, german
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("The Israeli army withdrew.", "Die russische Armee zog sich zurück.", ["russische"]),
    ("The Israeli army withdrew.", "Die israelische Armee zog sich zurück.", []),
    ("Republicans cheered.", "Die Demokraten jubelten.", ["Demokraten"]),
    ("Republicans cheered.", "Die Republikaner jubelten.", []),
    ("Rain fell in the north.", "Regen fiel im Süden.", ["Süden"]),
    ("South Korea protested.", "Nordkorea protestierte.", ["Nordkorea"]),
    ("South Korea protested.", "Seoul protestierte.", []),
    ("Moscow and Kyiv agreed.", "Moskau und Kiew einigten sich.", []),
    # The same country twice, one of them exchanged.
    (
        "Iran and the Iranian navy",
        "Der Iran und die irakische Marine",
        ["irakische"],
    ),
    # Something added, nothing lost: no swap.
    ("The president spoke.", "Der französische Präsident sprach.", []),
    ("The U.S. envoy left.", "Der chinesische Gesandte reiste ab.", ["chinesische"]),
    ("The U.S. envoy left.", "Der US-Gesandte reiste ab.", []),
    ("Join us in Turkey.", "Kommen Sie in die Türkei.", []),
    ("an Israeli-Egyptian border", "eine israelisch-syrische Grenze", ["israelisch-syrische"]),
    ("“We are Poles,” he said.", "„Wir sind Ungarn“, sagte er.", ["Ungarn"]),
    ("British voters", "englische Wähler", []),
    ("Sunni fighters", "schiitische Kämpfer", ["schiitische"]),
    ("South Africa won.", "Südafrika gewann.", []),
    ("South Africa won.", "Namibia gewann.", ["Namibia"]),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_swapped_side(source: str, german: str, expected: list[str]) -> None:
    assert found("swapped-side", source, german) == expected


@pytest.mark.parametrize(
    ("language", "text", "ids"),
    [
        (english(), "Northern Ireland and north Wales", ["northern-ireland", "north", "wales"]),
        (german(), "Nicht-EU-Staaten in Saudi-Arabien", ["eu", "saudi-arabia"]),
        (german(), "Persönlichkeiten armen und Chinin", []),
    ],
)
def test_mentions(language: object, text: str, ids: list[str]) -> None:
    from fassung.checks.model import words
    from fassung.checks.sides import Finder

    assert isinstance(language, Finder)
    seen = words(text)
    found = language.mentions(seen, {word.lower for word in seen})
    assert [mention.side.id for mention in found if mention.side.id != "europe"] == ids
