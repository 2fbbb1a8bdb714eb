"""What the German layer converts or adds is no false number to the checks."""

import pytest

from fassung.article import Text
from fassung.checks import Context, by_id, check
from fassung.german import HouseStyle, germanise

CHECKS = [by_id(id) for id in ("number-value", "number-form", "unit", "date", "time")]

CONVERTED = [
    ("It lies 425 miles away.", "Es liegt 425 Meilen entfernt."),
    ("It lies half a mile away.", "Es liegt eine halbe Meile entfernt."),
    ("It lies between 10 and 15 miles away.", "Es liegt zwischen 10 und 15 Meilen entfernt."),
    ("He is 6 feet 1 inch tall.", "Er ist 6 Fuß 1 Zoll groß."),
    ("It was minus 10 degrees Fahrenheit.", "Es waren minus 10 Grad Fahrenheit."),
    ("It was 98.6F.", "Es waren 98,6 °F."),
    ("A 22-ounce beer bottle broke.", "Eine 22-Unzen-Bierflasche brach."),
    ("It burned 2.5 million acres.", "Es verbrannte 2,5 Millionen Acres."),
    ("It weighs 500 pounds.", "Es wiegt 500 Pfund, so schwer."),
    ("It starts at 9:30 p.m.", "Es beginnt um 9:30 p.m."),
    ("It starts on 9/11/2023.", "Es beginnt am 9/11/2023."),
]


@pytest.mark.parametrize("units", ["replace", "append"])
@pytest.mark.parametrize(("source", "german"), CONVERTED)
def test_repairs_are_not_alarms(source: str, german: str, units: str) -> None:
    style = HouseStyle(units=units, nbsp=False)
    text = germanise(Text(source), Text(german), style).text
    assert text.value != german
    assert germanise(Text(source), text, style).edits == ()
    assert check(source, text.value, context=Context(style=style), checks=CHECKS) == []


ADDED = [
    ("He came on Monday.", "Er kam am Montag (11. September)."),
    ("At 9 p.m. ET.", "Um 21 Uhr US-Ostküstenzeit (3 Uhr MESZ am Folgetag)."),
]


@pytest.mark.parametrize(("source", "german"), ADDED)
def test_dates_and_times_in_brackets(source: str, german: str) -> None:
    assert check(source, german, checks=CHECKS) == []


WRONG = [
    ("It lies 425 miles away.", "Es liegt 435 Meilen entfernt."),
    ("It lies 425 miles away.", "Es liegt 860 Kilometer entfernt."),
    ("It lies 425 km away.", "Es liegt 435 km entfernt."),
    ("He came on Monday.", "Er kam am 11. Montag."),
]


@pytest.mark.parametrize(("source", "german"), WRONG)
def test_what_is_no_conversion_is_found(source: str, german: str) -> None:
    assert check(source, german, checks=CHECKS)
