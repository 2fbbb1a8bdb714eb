"""The dateline in front of an agency's text."""

import pytest

from fassung.german import HouseStyle, apply_to_string, dateline

ROWS = [
    ("SEOUL — Der Zug fährt.", "Seoul – Der Zug fährt."),
    ("SEOUL – Der Zug fährt.", "Seoul – Der Zug fährt."),
    ("SEOUL -- Der Zug fährt.", "Seoul – Der Zug fährt."),
    ("SEOUL - Der Zug fährt.", "Seoul – Der Zug fährt."),
    ("SEOUL—Der Zug fährt.", "Seoul – Der Zug fährt."),
    ("MOSCOW — Der Zug fährt.", "Moskau – Der Zug fährt."),
    ("MOSKAU — Der Zug fährt.", "Moskau – Der Zug fährt."),
    ("WASHINGTON (AP) — Der Zug fährt.", "Washington (AP) – Der Zug fährt."),
    ("NEW YORK — Der Zug fährt.", "New York – Der Zug fährt."),
    ("RIO DE JANEIRO — Der Zug fährt.", "Rio de Janeiro – Der Zug fährt."),
    ("MEXICO CITY (Reuters) — Der Zug.", "Mexiko-Stadt (Reuters) – Der Zug."),
    ("THE HAGUE — Der Zug fährt.", "Den Haag – Der Zug fährt."),
    ("WASHINGTON, D.C. — Der Zug fährt.", "Washington – Der Zug fährt."),
    ("MOSCOW, Idaho — Der Zug fährt.", "Moscow, Idaho – Der Zug fährt."),
    ("ROME — Der Zug fährt.", "Rom – Der Zug fährt."),
    ("MILAN — Der Zug fährt.", "Mailand – Der Zug fährt."),
    ("ST. PETERSBURG — Der Zug.", "St. Petersburg – Der Zug."),
    # no damage
    ("NATO — das Bündnis — wächst.", "NATO — das Bündnis — wächst."),
    ("Seoul – Der Zug fährt.", "Seoul – Der Zug fährt."),
    ("Der Zug — ein alter — fährt.", "Der Zug — ein alter — fährt."),
    ("CDU-Mann gewinnt", "CDU-Mann gewinnt"),
    ("SEOUL", "SEOUL"),
    ("SEOUL —", "SEOUL —"),
    ("In SEOUL — der Stadt", "In SEOUL — der Stadt"),
    ("A — das erste", "A — das erste"),
]


@pytest.mark.parametrize(("german", "expected"), ROWS)
def test_dateline(german, expected):
    once = apply_to_string(german, dateline(german))
    assert once == expected
    assert not dateline(once)


def test_the_english_text_must_have_one():
    german = "LOKOMOTIVE — das Wort stand da."
    assert not dateline(german, "The word LOKOMOTIVE stood there.")
    assert dateline("SEOUL — Der Zug.", "SEOUL — The train.")


def test_house_form():
    style = HouseStyle(kyjiw=True)
    assert apply_to_string("KYIV — Er.", dateline("KYIV — Er.", "", style)) == "Kyjiw – Er."
