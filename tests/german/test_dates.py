"""Dates, weekdays and times of day that were left in English."""

import pytest

from fassung.german import apply_to_string, calendar_words, dates, times

DATES = [
    ("", "am September 11, 2023", "am 11. September 2023"),
    ("", "am October 3, 2023 kam", "am 3. Oktober 2023 kam"),
    ("", "am October 3, 2023, kam", "am 3. Oktober 2023 kam"),
    ("on Sept. 11", "am Sept. 11 kam", "am 11. September kam"),
    ("", "am Oct. 3 kam", "am 3. Oktober kam"),
    ("", "am October 3rd", "am 3. Oktober"),
    ("on September 11", "am September 11", "am 11. September"),
    ("", "am 3. October 2023", "am 3. Oktober 2023"),
    ("3 October 2023", "am 3 October 2023", "am 3. Oktober 2023"),
    ("", "seit October 2023", "seit Oktober 2023"),
    ("", "am March 5", "am 5. März"),
    ("on March 5", "am March 5", "am 5. März"),
    ("on May 5", "am May 5", "am 5. Mai"),
    ("", "bis December 31, 1999.", "bis 31. Dezember 1999."),
    # no damage
    ("", "am 11. September 2023", "am 11. September 2023"),
    ("In September, 11 people died", "Im September 11 Tote", "Im September 11 Tote"),
    ("", "im September 2023", "im September 2023"),
    ("", "Theresa May 5 Mal", "Theresa May 5 Mal"),
    ("", "April 2024", "April 2024"),
    ("", "im August 20 Prozent", "im August 20 Prozent"),
    ("", "Million Man March", "Million Man March"),
    ("", "Mayor Jones", "Mayor Jones"),
]


@pytest.mark.parametrize(("english", "german", "expected"), DATES)
def test_dates(english, german, expected):
    once = apply_to_string(german, dates(german, english))
    assert once == expected
    assert not dates(once, english)


WORDS = [
    ("am Monday kam", "am Montag kam"),
    ("Tuesday kam er", "Dienstag kam er"),
    ("bis Wednesday, sagte er", "bis Mittwoch, sagte er"),
    ("jeden Thursday", "jeden Donnerstag"),
    ("am Monday Abend", "am Montagabend"),
    ("Fridays nie", "Freitags nie"),
    ("im October", "im Oktober"),
    ("seit March", "seit März"),
    ("Anfang May", "Anfang Mai"),
    ("vom Saturday zum Sunday", "vom Samstag zum Sonntag"),
    # no damage
    ("am Black Friday", "am Black Friday"),
    ("Monday Night Football", "Monday Night Football"),
    ("der Film „Friday“", "der Film „Friday“"),
    ("Friday's", "Friday's"),
    ("Theresa May", "Theresa May"),
    ("Red October", "Red October"),
    ("am Montag im Mai", "am Montag im Mai"),
    ("Cyber Monday", "Cyber Monday"),
]


@pytest.mark.parametrize(("german", "expected"), WORDS)
def test_calendar_words(german, expected):
    once = apply_to_string(german, calendar_words(german))
    assert once == expected
    assert not calendar_words(once)


TIMES = [
    ("", "um 9:30 p.m. kam", "um 21.30 Uhr kam"),
    ("", "um 9:30 p.m.", "um 21.30 Uhr."),
    ("", "um 9 p.m. kam", "um 21 Uhr kam"),
    ("", "um 9:00 a.m. kam", "um 9 Uhr kam"),
    ("", "um 9:30 PM kam", "um 21.30 Uhr kam"),
    ("", "um 9:30pm kam", "um 21.30 Uhr kam"),
    ("", "um 9:30 Uhr p.m. kam", "um 21.30 Uhr kam"),
    ("", "um 9:30 p.m. Uhr kam", "um 21.30 Uhr kam"),
    ("", "um 12:15 a.m. kam", "um 0.15 Uhr kam"),
    ("", "um 12 p.m. kam", "um 12 Uhr kam"),
    ("", "von 9-11 p.m. lief", "von 21–23 Uhr lief"),
    ("", "von 11-2 p.m. lief", "von 11–14 Uhr lief"),
    ("", "von 9 bis 11 p.m. lief", "von 21 bis 23 Uhr lief"),
    ("", "um 21:30 Uhr", "um 21.30 Uhr"),
    ("at 9 am", "um 9 am kam", "um 9 Uhr kam"),
    ("at 9 p.m. Then he", "um 9 p.m. Dann kam er", "um 21 Uhr. Dann kam er"),
    ("at 9 p.m. Monday", "um 9 p.m. Montag", "um 21 Uhr Montag"),
    ("at 9 p.m. ET", "um 9 p.m. ET", "um 21 Uhr ET"),
    # no damage
    ("", "um 9 am Montag", "um 9 am Montag"),
    ("", "gewann 2:1", "gewann 2:1"),
    ("", "um 21.30 Uhr", "um 21.30 Uhr"),
    ("", "Seite 9 amtlich", "Seite 9 amtlich"),
    ("", "14 PM", "14 PM"),
]


@pytest.mark.parametrize(("english", "german", "expected"), TIMES)
def test_times(english, german, expected):
    once = apply_to_string(german, times(german, english))
    assert once == expected
    assert not times(once, english)
