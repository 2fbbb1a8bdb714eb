"""Readers of numbers: what a number means, in either language."""

from decimal import Decimal

import pytest

from fassung.german.values import Kind, Number, read_figure
from fassung.german.values_english import english_numbers
from fassung.german.values_german import german_numbers

ENGLISH = [
    # text, value of each number
    ("", []),
    ("no number here", []),
    ("1,250 people", [1250]),
    ("2.5 percent", [2.5]),
    ("12,345.67", [12345.67]),
    ("10 000 jobs", [10000]),
    ("5½ hours", [5.5]),
    ("5 1/2 hours", [5.5]),
    ("2 1⁄2 weeks", [2.5]),
    ("a 3/4 majority", [0.75]),
    ("three-quarters", [0.75]),
    ("a third of them", [3]),
    ("twenty-five", [25]),
    ("two hundred and seven", [207]),
    ("three thousand and twelve", [3012]),
    ("nineteen eighty-four", [1984]),
    ("one, two, three", [1, 2, 3]),
    ("the twenty-first time", [21]),
    ("the 21st time", [21]),
    ("two dozen", [24]),
    ("half a million", [0.5, 500000]),
    ("a quarter of a million", [0.25, 250000]),
    ("two and a half million", [2500000]),
    ("three and a half years", [3.5]),
    ("three thousand million", [3000000000]),
    ("$2.5bn", [2500000000]),
    ("5m wide", [5]),
    ("2 to 3 million", [2, 3000000]),
    ("won 3-1", [3, 1]),
    ("won 3:1", [3, 1]),
    ("9:30 p.m.", [21.3]),
    ("9.30pm", [21.3]),
    ("12:15 a.m.", [0.15]),
    ("1630 GMT", [16.3]),
    ("20.00 CET", [20]),
    ("the 1990s", [1990]),
    ("World War II", [2]),
    ("the XXth century", [20, 100]),
    ("the XXIst time, the IInd floor", [21, 2]),
    ("rugby sevens, in fours", [7, 4]),
    ("area of 20 m2", [20]),
    ("on 3/4/2020", [3, 4, 2020]),
    ("version 1.2.3", [1, 2, 3]),
    ("millionaires", [1000000]),
]
GERMAN = [
    ("", []),
    ("keine Zahl hier", []),
    ("1.250 Menschen", [1250]),
    ("2,5 Prozent", [2.5]),
    ("12.345,67", [12345.67]),
    ("10 000 Stellen", [10000]),
    ("1’000 Franken", [1000]),
    ("5½ Stunden", [5.5]),
    ("zwei Drittel", [Decimal(2) / 3]),
    ("Dreiviertelmehrheit", [0.75]),
    ("fünfundzwanzig", [25]),
    ("zweihundertsieben", [207]),
    ("zweitausend oder fünftausend", [2000, 5000]),
    ("dreitausendzwölf", [3012]),
    ("die dritte", [3]),
    ("der achte", [8]),
    ("zum einundzwanzigsten Mal", [21]),
    ("zwei Dutzend", [24]),
    ("anderthalb Jahre", [1.5]),
    ("zweieinhalb Millionen", [2500000]),
    ("eine halbe Milliarde", [1, 500000000]),
    ("2,5 Mrd. Euro", [2500000000]),
    ("4 Tausend Millionen", [4000000000]),
    ("ein 3-Millionen-Euro-Haus", [1, 3000000]),
    ("£80m", [80000000]),
    ("dreijährige", [3]),
    ("ein 16-Jähriger", [1, 16]),
    ("10-prozentig", [10]),
    ("21.30 Uhr", [21.3]),
    ("9 Uhr 30", [9.3]),
    ("um 9.30", [9.3]),
    ("3:1", [3, 1]),
    ("in den 1990er-Jahren", [1990]),
    ("in den Neunzigerjahren", [90]),
    ("am 24.12.2009", [24, 12, 2009]),
    ("am 3.4. in Bonn", [3, 4]),
    ("iOS 9.2", [9.2]),
    ("2.5 Liter", [2.5]),
    ("1.106.41 Punkte", [1106.41]),
    ("kein Zweifel, Achtung, dreist, Elfenbein", []),
    ("zweite, doppelt, beide", [2, 2, 2]),
    ("im XXII. Bezirk, Kategorie I, IV. Republik", [22, 1, 4]),
    ("DVD und CD, Ich, VW", []),
    ("in 1:57,79 Minuten", [1, 57.79]),
    ("50–100.000 Euro", [50, 100000]),
    ("360 $ Millionen", [360000000]),
    ("3000 Singapur-Dollar", [3000]),
]


def values(numbers: tuple[Number, ...]) -> list[float]:
    return [float(number.value) for number in numbers]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_values(text, expected):
    assert values(english_numbers(text)) == [float(value) for value in expected]


@pytest.mark.parametrize(("text", "expected"), GERMAN)
def test_german_values(text, expected):
    assert values(german_numbers(text)) == [float(value) for value in expected]


KINDS = [
    # reader, text, the first number: its stretch, kind, unit
    (english_numbers, "about $5 million", "$5 million", Kind.MONEY, "USD"),
    (english_numbers, "A$5 million", "A$5 million", Kind.MONEY, "AUD"),
    (english_numbers, "7 Canadian dollars", "7", Kind.MONEY, "USD"),
    (english_numbers, "EUR 5", "EUR 5", Kind.MONEY, "EUR"),
    (english_numbers, "40p", "40", Kind.MONEY, "penny"),
    (english_numbers, "5 per cent", "5", Kind.PERCENT, "percent"),
    (english_numbers, "5 percentage points", "5", Kind.POINTS, "points"),
    (english_numbers, "10 to 12 percent", "10", Kind.PERCENT, "percent"),
    (english_numbers, "425 miles", "425", Kind.MEASURE, "miles"),
    (english_numbers, "a B-52 bomber", "52", Kind.CODE, ""),
    (english_numbers, "in 2008", "2008", Kind.YEAR, ""),
    (english_numbers, "the third", "third", Kind.ORDINAL, ""),
    (english_numbers, "billions", "billions", Kind.SCALE, ""),
    (german_numbers, "rund 5 Mio. US-Dollar", "5 Mio.", Kind.MONEY, "USD"),
    (german_numbers, "5 Millionen kanadische Dollar", "5 Millionen", Kind.MONEY, "USD"),
    (german_numbers, "5 %", "5", Kind.PERCENT, "percent"),
    (german_numbers, "5-prozentige", "5", Kind.PERCENT, "percent"),
    (german_numbers, "5 Prozentpunkte", "5", Kind.POINTS, "points"),
    (german_numbers, "680 Kilometer", "680", Kind.MEASURE, "kilometer"),
    (german_numbers, "am 24.12.2009", "24", Kind.DATE, ""),
    (german_numbers, "um 20.15 Uhr", "20.15", Kind.TIME, ""),
    (german_numbers, "Milliardär", "Milliardär", Kind.SCALE, ""),
]


@pytest.mark.parametrize(("reader", "text", "stretch", "kind", "unit"), KINDS)
def test_kinds(reader, text, stretch, kind, unit):
    number = reader(text)[0]
    assert (text[number.start : number.end], number.kind, number.unit) == (stretch, kind, unit)


@pytest.mark.parametrize(
    ("written", "decimal", "mine", "theirs"),
    [
        ("1250", ".", "1250", None),
        ("1,250", ".", "1250", "1.250"),
        ("1,250", ",", "1.250", "1250"),
        ("2.5", ",", None, "2.5"),
        ("1.250.000", ",", "1250000", None),
        ("1,250.5", ",", None, "1250.5"),
        ("1.2.3", ",", None, None),
        ("0.125", ",", None, "0.125"),
        ("9" * 60, ",", None, None),
    ],
)
def test_figures_in_both_readings(written, decimal, mine, theirs):
    expected = tuple(Decimal(v) if v is not None else None for v in (mine, theirs))
    assert read_figure(written, decimal) == expected


@pytest.mark.parametrize("reader", [english_numbers, german_numbers])
@pytest.mark.parametrize(
    "text",
    ["½:30", "5½:30 Uhr", "1" * 500, "1." * 500, "٣ ² １２", "İ 5 İ", "$", "5 $ %", "//:--1"],
)
def test_odd_texts(reader, text):
    for number in reader(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.unit_end >= number.end
