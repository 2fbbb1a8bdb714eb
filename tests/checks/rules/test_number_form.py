"""number-form: decimal points and thousands commas."""

import pytest

from fassung.checks import Context, Pair, by_id
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("2.5 million litres", "2.5 Millionen Liter", ["2.5"]),
    ("2.5 million litres", "2,5 Millionen Liter", []),
    ("1,250 people", "1,250 Menschen", ["1,250"]),
    ("1,250 people", "1.250 Menschen", []),
    ("1,250 people", "1250 Menschen", []),
    ("a rate of 9.975 percent", "ein Satz von 9.975 Prozent", ["9.975"]),
    ("a rate of 9.975 percent", "ein Satz von 9,975 Prozent", []),
    ("up 0.33 percent", "ein Plus von 0.33 Prozent", ["0.33"]),
    ("up to 1,106.41 points", "auf 1.106.41 Punkte", ["1.106.41"]),
    ("12,500,000 crowns", "12,500,000 Kronen", ["12,500,000"]),
    ("It costs $1,250.50.", "Es kostet 1,250.50 Dollar.", ["1,250.50"]),
    ("“It took 2.5 hours.”", "„Es dauerte 2.5 Stunden.“", ["2.5"]),
    # names, versions, times, dates
    ("Windows 8.1 and iOS 9.2", "Windows 8.1 und iOS 9.2", []),
    ("Industry 4.0 is late", "Die Industrie 4.0 kommt spät", []),
    ("the Globalization 4.0 debate", "die Debatte über Globalisierung 4.0", []),
    ("a mark of 4.0", "die Note 4.0", ["4.0"]),
    ("It fell by 4.0 percent.", "Das Minus betrug 4.0 Prozent.", ["4.0"]),
    ("Zebra 8.1 is out", "Zebra 8.1 ist da", []),
    ("version 2.0", "Version 2,0", ["2,0"]),
    ("at 8 p.m.", "um 20.00 Uhr", []),
    ("at 8 p.m.", "um 20,00 Uhr", ["20,00"]),
    ("on 24 December 2009", "am 24.12.2009", []),
    ("on 24 December 2009", "am 24,12.2009", ["24,12.2009"]),
    ("He won 3-1.", "Er gewann 3:1.", []),
    ("384.091 votes", "384.091 Stimmen", []),
    ("a score of 15.433", "eine Note von 15.433", ["15.433"]),
    ("a time of 1:57.79", "eine Zeit von 1:57,79", []),
    ("a time of 1:57.79", "eine Zeit von 1:57.79", ["57.79"]),
    ("the final (10.42pm)", "das Finale (22.42)", []),
    ("300 to 450 thousand crowns", "300,000 bis 450.000 Kronen", ["300,000"]),
    ("some 384.091 votes", "rund 384,091 Stimmen", ["384,091"]),
    ("1.136 million viewers", "1,136 Millionen Zuschauer", []),
    ("and 1.27 million DSL lines", "und 1.27 Millionen DSL-Anschlüsse", ["1.27"]),
    # English scale words
    ("a £80m bill", "eine Rechnung über £80m", ["£80m"]),
    ("5 billion cells", "5 billion Zellen", ["5 billion"]),
    # a number that only the German has
    ("for a few pounds", "für ein paar Pfund (1,400 Euro)", ["1,400"]),
    # German alone
    ("", "2.5 Millionen Liter", ["2.5"]),
    ("", "1,250 Menschen kamen.", ["1,250"]),
    ("", "Es kostet 1,250 Euro.", ["1,250"]),
    ("", "12,500,000 Zellen", ["12,500,000"]),
    ("", "1,250 Kilogramm schwer", []),
    ("", "2,5 Millionen Liter, 1.250 Menschen, 20.15 Uhr, am 3.4. und Kapitel 3.2", []),
    ("", "um 20,15 Uhr", ["20,15"]),
    ("", "1,2 oder 3.4", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_number_form(source: str, german: str, expected: list[str]) -> None:
    assert found("number-form", source, german) == expected


@pytest.mark.parametrize(
    ("source", "german", "repair", "blocking"),
    [
        ("2.5 million", "2.5 Millionen", "2,5", False),
        ("12,500 people", "12,500 Menschen", "12.500", True),
        ("12 500 people", "12,500 Menschen", "12.500", True),
        ("9.975 percent", "9.975 Prozent", "9,975", True),
        ("1,106.41 points", "1.106.41 Punkte", "1.106,41", False),
        ("", "1,250.50 Euro", "1.250,50", False),
        ("at 8 p.m.", "um 20,00 Uhr", "20.00", False),
    ],
)
def test_repair(source: str, german: str, repair: str, blocking: bool) -> None:
    check = by_id("number-form")
    assert check.segment is not None
    (finding,) = check.segment(check, Pair(source, german), Context())
    assert (finding.repair, finding.blocking) == (repair, blocking)
