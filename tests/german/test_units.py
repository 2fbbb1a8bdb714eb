"""Miles, feet, Fahrenheit: what becomes metric, how it is rounded, and what stays."""

import pytest

from fassung.article import Text
from fassung.german import HouseStyle, State, apply_to_string, germanise, units

REPLACED = [
    # source, German, as published; None: unchanged
    (
        "It lies 425 miles away.",
        "Es sind 425 Meilen Luftlinie.",
        "Es sind rund 680 Kilometer Luftlinie.",
    ),
    ("", "Es sind nur 425 Meilen.", "Es sind nur rund 680 Kilometer."),
    ("", "Es sind 425\u00a0Meilen.", "Es sind rund 680 Kilometer."),
    ("60 miles away", "60 Meilen entfernt", "Rund 97 Kilometer entfernt"),
    ("about 175 miles", "etwa 175 Meilen westlich", "etwa 280 Kilometer westlich"),
    ("more than 1,300 miles", "mehr als 1300 Meilen weit", "mehr als 2090 Kilometer weit"),
    ("a few miles", "nach ein paar Meilen", "nach ein paar Kilometern"),
    ("hundreds of miles", "Hunderte von Meilen weit", "Hunderte von Kilometern weit"),
    ("a mile and a half", "anderthalb Meilen weit", "rund 2,4 Kilometer weit"),
    ("half a mile", "eine halbe Meile weit", "rund 800 Meter weit"),
    ("10 to 15 miles", "die 10 bis 15 Meilen", "die rund 16 bis 24 Kilometer"),
    ("between 10 and 15 miles", "zwischen 10 und 15 Meilen", "zwischen 16 und 24 Kilometern"),
    ("a 20-mile zone", "eine 20-Meilen-Zone", "eine 32-Kilometer-Zone"),
    ("two-inch fish", "der Zwei-Zoll-Fisch", "der 5-Zentimeter-Fisch"),
    ("a 58-foot-long arm", "der 58-Fuß-lange Arm", "der rund 18 Meter lange Arm"),
    ("from 425 miles", "aus 425 Meilen", "aus rund 680 Kilometern"),
    ("18-inch-wide seats", "in 18 Zoll breiten Sitzen", "in rund 46 Zentimeter breiten Sitzen"),
    ("He is 6 feet 1 inch tall.", "Er ist 6 Fuß 1 Zoll groß.", "Er ist 1,85 Meter groß."),
    ("He is 6-foot-1.", "Er ist 6 Fuß 1 groß.", "Er ist 1,85 Meter groß."),
    ("100 degrees Fahrenheit", "bei 100 Grad Fahrenheit", "bei rund 38 Grad Celsius"),
    ("98.6F", "bei 98,6 °F", "bei 37 °C"),
    ("up 9 degrees Fahrenheit", "stieg um 9 Grad Fahrenheit", "stieg um 5 Grad Celsius"),
    (
        "minus 10 degrees Fahrenheit",
        "bei minus 10 Grad Fahrenheit",
        "bei rund minus 23 Grad Celsius",
    ),
    ("at 60 mph", "mit 60 Meilen pro Stunde", "mit rund 97 Kilometern pro Stunde"),
    ("350 miles (560 km) south", "350 Meilen (560 km) südlich", "560 km südlich"),
    ("18 inches (46 cm)", "genau 46 cm (18 Zoll)", "genau 46 cm"),
    (
        "2.5 million acres",
        "Es brannten 2,5 Millionen Acres.",
        "Es brannten rund 10.000 Quadratkilometer.",
    ),
    ("500 acres of land", "die 500 Morgen Land", "die rund 200 Hektar Land"),
    ("29,032 feet", "Er ist 29.032 Fuß hoch.", "Er ist 8849 Meter hoch."),
    ("a 500-pound bomb", "eine 500 Pfund schwere Bombe", "eine rund 230 Kilogramm schwere Bombe"),
    ("5 ounces of meat", "die 5 Unzen Fleisch", "die rund 140 Gramm Fleisch"),
    ("a 22-ounce beer bottle", "die 22-Unzen-Bierflasche", "die 650-Milliliter-Bierflasche"),
    ("93 million miles", "die 93 Millionen Meilen", "die rund 150 Millionen Kilometer"),
    (
        "“We drove 425 miles,” she said.",
        "„Wir fuhren 425 Meilen“, sagte sie.",
        "„Wir fuhren 425 Meilen“ (rund 680 Kilometer), sagte sie.",
    ),
    # stays
    ("It lies 425 km away.", "Es sind 425 Meilen.", None),
    ("It lies 435 miles away.", "Es sind 425 Meilen.", None),
    ("“We drove 425 miles.”", "„Wir fuhren 425 Meilen.“", None),
    ("He ran 32 yards for a touchdown.", "Er lief 32 Yards zum Touchdown.", None),
    ("a 7-inch touchscreen", "ein 7-Zoll-Touchscreen", None),
    ("10 billion pounds", "10 Milliarden Pfund", None),
    ("a 500-pound fine", "500 Pfund Strafe", None),
    ("", "500 Pfund", None),
    ("on foot", "zu Fuß und auf 2 Füßen", None),
    ("30 miles per gallon", "30 Meilen pro Gallone", None),
    ("See you tomorrow at 5.", "Bis morgen um 5, am 5. Morgen.", None),
    ("a milestone", "ein Meilenstein, meilenweit", None),
    ("12-mile zone", "die 12-Meilen-Zone", None),
    ("tariffs of 10 percent", "Zoll von 10 Prozent", None),
    ("", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("english", "german", "expected"), REPLACED)
def test_replace(english, german, expected):
    once = apply_to_string(german, units(german, english))
    assert once == (german if expected is None else expected)
    assert not units(once, english)


APPENDED = [
    ("425 miles", "Es sind 425 Meilen.", "Es sind 425 Meilen (rund 680 Kilometer)."),
    ("a 20-mile zone", "eine 20-Meilen-Zone", "eine 20-Meilen-Zone (rund 32 Kilometer)"),
    ("up 9 degrees Fahrenheit", "um 9 Grad Fahrenheit", "um 9 Grad Fahrenheit (5 Grad Celsius)"),
    ("425 miles", "aus 425 Meilen", "aus 425 Meilen (rund 680 Kilometer)"),
    ("350 miles (560 km)", "350 Meilen (560 km)", "350 Meilen (560 km)"),
    ("a few miles", "ein paar Meilen", "ein paar Meilen"),
]


@pytest.mark.parametrize(("english", "german", "expected"), APPENDED)
def test_append(english, german, expected):
    style = HouseStyle(units="append")
    once = apply_to_string(german, units(german, english, style))
    assert once == expected
    assert not units(once, english, style)


def test_leave():
    assert units("Es sind 425 Meilen.", "", HouseStyle(units="leave")) == []
    with pytest.raises(ValueError, match="units must be"):
        HouseStyle(units="metric")


def test_a_quotation_that_runs_on_stays():
    german = Text("Es waren 425 Meilen, und wir kamen an.")
    assert germanise(Text("It was 425 miles."), german, state=State(1)).text == german
    assert "680" in germanise(Text("It was 425 miles."), german).text.value


def test_with_the_numbers():
    done = germanise(Text("It is 1,234 miles."), Text("Es sind 1,234 Meilen."))
    assert done.text.value == "Es sind rund 1990 Kilometer."
    assert "unit" in {edit.rule for edit in done.edits}
