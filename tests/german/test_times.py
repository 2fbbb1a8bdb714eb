"""The 24-hour clock by the source, time zones, and dates in figures."""

from datetime import date

import pytest

from fassung.german import HouseStyle, apply_to_string, numeric_dates, times, zones
from fassung.german.clock import english_times, german_times

TIMES = [
    ("around 9:30 p.m.", "gegen 9.30 Uhr", "gegen 21.30 Uhr"),
    ("at 3 p.m.", "um 3 Uhr morgens", "um 15 Uhr"),
    ("at 9:30 p.m.", "um 9.30 Uhr abends", "um 9.30 Uhr abends"),
    ("at 9:30 p.m. Friday", "am Freitagabend um 9.30 Uhr", "am Freitagabend um 9.30 Uhr"),
    ("at 9:30 a.m.", "um 9.30 Uhr", "um 9.30 Uhr"),
    ("from 9:30 a.m. to 9:30 p.m.", "von 9.30 Uhr bis 21.30 Uhr", "von 9.30 Uhr bis 21.30 Uhr"),
    ("at 8:40 a.m.", "am 8.40 Uhr", "um 8.40 Uhr"),
    ("At 8 a.m. on Friday", "Am 8 Uhr am Freitag", "Um 8 Uhr am Freitag"),
    ("on the 9 a.m. train", "am 9-Uhr-Zug", "am 9-Uhr-Zug"),
    ("on May 9 at 8 a.m.", "am 9. Mai um 8 Uhr", "am 9. Mai um 8 Uhr"),
    ("at noon", "um noon", "um 12 Uhr"),
    ("until midnight", "bis midnight", "bis Mitternacht"),
    ("at noon", "um 12 noon", "um 12 Uhr"),
    ("High Noon", "High Noon", "High Noon"),
]


@pytest.mark.parametrize(("english", "german", "expected"), TIMES)
def test_times(english, german, expected):
    once = apply_to_string(german, times(german, english))
    assert once == expected
    assert not times(once, english)


ZONES = [
    (
        "um 21 Uhr ET",
        "um 21 Uhr US-Ostküstenzeit",
        "um 21 Uhr US-Ostküstenzeit (3 Uhr MESZ am Folgetag)",
    ),
    (
        "um 10 Uhr Pacific Time",
        "um 10 Uhr US-Westküstenzeit",
        "um 10 Uhr US-Westküstenzeit (19 Uhr MESZ)",
    ),
    ("um 9.30 Uhr local time", "um 9.30 Uhr Ortszeit", "um 9.30 Uhr Ortszeit"),
    ("um 9.30 Uhr (local time)", "um 9.30 Uhr Ortszeit", "um 9.30 Uhr Ortszeit"),
    ("um 9.30 Uhr (Ortszeit)", "um 9.30 Uhr (Ortszeit)", "um 9.30 Uhr (Ortszeit)"),
    ("um 12 Uhr GMT", "um 12 Uhr GMT", "um 12 Uhr GMT (14 Uhr MESZ)"),
    (
        "um 3 Uhr JST",
        "um 3 Uhr japanischer Zeit",
        "um 3 Uhr japanischer Zeit (20 Uhr MESZ am Vortag)",
    ),
    ("um 12 Uhr CET", "um 12 Uhr MEZ", "um 12 Uhr MEZ"),
    ("um 12 Uhr Etat", "um 12 Uhr Etat", "um 12 Uhr Etat"),
]  # fmt: skip


@pytest.mark.parametrize(("german", "place", "here"), ZONES)
def test_zones(german, place, here):
    for style, expected in ((HouseStyle(), place), (HouseStyle(zones="german"), here)):
        once = apply_to_string(german, zones(german, style, date(2023, 9, 11)))
        assert once == expected
        assert not zones(once, style, date(2023, 9, 11))


def test_winter_time_and_no_date():
    style = HouseStyle(zones="german")
    winter = zones("um 9 Uhr GMT", style, date(2024, 1, 5))
    assert apply_to_string("um 9 Uhr GMT", winter) == "um 9 Uhr GMT (10 Uhr MEZ)"
    assert zones("um 9 Uhr GMT", style) == []


FIGURES = [
    ("on 9/11/2023", "am 9/11/2023", "am 11. September 2023"),
    ("", "am 9/11/2023", "am 11. September 2023"),
    ("on 25/12/2023", "am 25/12/2023", "am 25. Dezember 2023"),
    ("on 8/11/2023", "am 9/11/2023", "am 9/11/2023"),
    ("", "nach 9/11 kam", "nach 9/11 kam"),
    ("", "Heft 13/14/2023", "Heft 13/14/2023"),
    ("", "2022/23", "2022/23"),
]


@pytest.mark.parametrize(("english", "german", "expected"), FIGURES)
def test_dates_in_figures(english, german, expected):
    assert apply_to_string(german, numeric_dates(german, english)) == expected


READ = [
    ("9:30 p.m., 11 am, 12:15 a.m.", [1290, 660, 15]),
    ("9-11 p.m.", [1260, 1380]),
    ("half past nine, quarter to ten", [570, 585]),
    ("at nine o'clock, at noon", [540, 720]),
    ("I am 9, a 2:1 win at $9.50", []),
]


@pytest.mark.parametrize(("english", "expected"), READ)
def test_english_times(english, expected):
    assert [clock.minutes for clock in english_times(english)] == expected


GERMAN = [
    ("um 21.30 Uhr und 9 Uhr 15", [1290, 555]),
    ("von 9 bis 11 Uhr", [540, 660]),
    ("halb zehn, Viertel vor drei", [570, 165]),
    ("zwanzig vor neun, fünf nach acht", [520, 485]),
    ("um Mitternacht", [0]),
    ("am 21.12. mit 5,30 Euro", []),
]


@pytest.mark.parametrize(("german", "expected"), GERMAN)
def test_german_times(german, expected):
    assert [clock.minutes for clock in german_times(german)] == expected
