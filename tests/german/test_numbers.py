"""Numbers: their form is repaired, their value never."""

import pytest

from fassung.german import apply_to_string, numbers, scales
from fassung.german.amounts import amounts


def run(german, english):
    german = apply_to_string(german, scales(german, english))
    return apply_to_string(german, numbers(german, english))


FORM = [
    ("2.5 million people", "2.5 Millionen Menschen", "2,5 Millionen Menschen"),
    ("rose 3.7 percent", "stieg um 3.7 Prozent", "stieg um 3,7 Prozent"),
    ("rose 3.7%", "stieg um 3.7%", "stieg um 3,7 %"),
    ("12,345 people", "12,345 Menschen", "12.345 Menschen"),
    ("12,345 people", "12345 Menschen", "12.345 Menschen"),
    ("12,345 people", "12 345 Menschen", "12.345 Menschen"),
    ("1,234 people", "1,234 Menschen", "1234 Menschen"),
    ("1,234 people", "1.234 Menschen", "1234 Menschen"),
    ("1,234,567 people", "1,234,567 Menschen", "1.234.567 Menschen"),
    ("12,345.6 tons", "12,345.6 Tonnen", "12.345,6 Tonnen"),
    ("2,500,000 people", "2.5 Millionen Menschen", "2,5 Millionen Menschen"),
    ("2.5 to 3.5 meters", "2.5-3.5 Meter", "2,5-3,5 Meter"),
    ("5% of them", "5% von ihnen", "5 % von ihnen"),
    ("a 6.5 quake", "ein Beben der Stärke 6.5.", "ein Beben der Stärke 6,5."),
]
MONEY = [
    ("$5 million", "$5 Millionen", "5 Millionen Dollar"),
    ("$5 million", "5 Millionen Dollar", "5 Millionen Dollar"),
    ("$5 million", "$5 Millionen Dollar", "5 Millionen Dollar"),
    ("$5 million", "$5 million", "5 Millionen Dollar"),
    ("$1 million", "$1 Million", "1 Million Dollar"),
    ("$2.5 billion", "$2.5 billion", "2,5 Milliarden Dollar"),
    ("$2.5bn", "$2.5bn", "2,5 Milliarden Dollar"),
    ("$12,500", "$12,500", "12.500 Dollar"),
    ("$2.50", "$2.50", "2,50 Dollar"),
    ("US$500", "US$500", "500 Dollar"),
    ("£300", "£300", "300 Pfund"),
    ("€300", "€300.", "300 Euro."),
    ("a $5 bill", "ein $5-Schein", "ein $5-Schein"),
    ("a $5 million deal", "ein $5 Millionen-Deal", "ein $5 Millionen-Deal"),
    ("$1 trillion, $900 billion", "$1 Billion, $900 Mrd.", "1 Billion Dollar, 900 Mrd. Dollar"),
    ("$5-$10", "$5-$10", "$5-$10"),
    ("A$500", "A$500", "A$500"),
]
SCALE = [
    ("$4 billion", "4 Billionen Dollar", "4 Milliarden Dollar"),
    ("$2.5 billion", "2,5 Billionen Dollar", "2,5 Milliarden Dollar"),
    ("$2.5 billion", "2.5 Billionen Dollar", "2,5 Milliarden Dollar"),
    ("a billion people", "eine Billion Menschen", "eine Milliarde Menschen"),
    ("billions of stars", "Billionen von Sternen", "Milliarden von Sternen"),
    ("a $4-billion deal", "ein 4-Billionen-Dollar-Deal", "ein 4-Milliarden-Dollar-Deal"),
    ("4 trillion", "4 Trillionen", "4 Billionen"),
    ("4 trillion", "4 Billionen", "4 Billionen"),
    ("4 billion", "4 Milliarden", "4 Milliarden"),
    ("4 billion of 3 trillion", "4 Billionen von 3 Billionen", "4 Milliarden von 3 Billionen"),
    ("4 billion of 4 trillion", "4 Billionen von 4 Billionen", "4 Billionen von 4 Billionen"),
    ("4 million", "4 Milliarden", "4 Milliarden"),  # a wrong value is the checks' business
    ("", "4 Billionen", "4 Billionen"),
]
UNTOUCHED = [
    ("in 2023", "im Jahr 2023"),
    ("won 3-1 at 9.30", "gewann 3:1 um 9.30 Uhr"),
    ("call 202-555-0123", "unter 202-555-0123"),
    ("call 202.555.0123", "unter 202.555.0123"),
    ("iOS 17.4 is out", "iOS 17.4 ist da"),
    ("version 2.5", "Version 2.5"),
    ("GPT-3.5 and 3.5 million", "GPT-3.5"),
    ("version 1.2.3", "Version 1.2.3"),
    ("ZIP 12345", "Postleitzahl 12345"),
    ("1.500 or 1,500", "1.500 oder 1,500"),
    ("12,345", "12.345"),
    ("2.5", "2,5"),
    ("fully", "100%ig und 100%-Tochter"),
    ("at 2.30 p.m.", "um 14.30 Uhr"),
    ("ratio 16:9", "Verhältnis 16:9"),
    ("none", "am 24.12. und 1.5 Liter"),
]


@pytest.mark.parametrize(
    ("english", "german", "expected"),
    [*FORM, *MONEY, *SCALE, *((english, german, german) for english, german in UNTOUCHED)],
)
def test_numbers(english, german, expected):
    once = run(german, english)
    assert once == expected
    assert run(once, english) == once


@pytest.mark.parametrize(
    ("english", "values"),
    [
        ("5 and 12,345.6", [5, 12345.6]),
        ("$2.5 million", [2500000]),
        ("two million", [2000000]),
        ("half a billion", [500000000]),
        ("$3bn", [3000000000]),
        ("5m wide", [5]),
        ("9:30", []),
        ("1/2", []),
        ("1.2.3", []),
        ("F-16", []),
        ("iOS 17.4", []),
        ("a@5.de", []),
    ],
)
def test_amounts(english, values):
    assert [float(amount.value) for amount in amounts(english)] == values
