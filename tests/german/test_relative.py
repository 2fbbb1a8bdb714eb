"""Which days a relative date means, and until when it holds."""

from datetime import date

import pytest

from fassung.german.relative import absolute, phrases, resolve

WEDNESDAY = date(2023, 9, 13)

TABLE = [
    # language, text, first, last, holds until
    ("de", "Er kam am Montag.", "2023-09-11", "2023-09-11", "2023-09-17"),
    ("de", "Er kam am Montagabend.", "2023-09-11", "2023-09-11", "2023-09-17"),
    ("de", "Er wird am Freitag kommen.", "2023-09-15", "2023-09-15", "2023-09-15"),
    ("de", "Er kommt am kommenden Mittwoch.", "2023-09-20", "2023-09-20", "2023-09-20"),
    ("de", "Er kam vergangenen Mittwoch.", "2023-09-06", "2023-09-06", "2023-09-12"),
    ("de", "Sie will am Sonnabend reden.", "2023-09-16", "2023-09-16", "2023-09-16"),
    ("de", "Sie kam gestern Abend.", "2023-09-12", "2023-09-12", "2023-09-13"),
    ("de", "Sie kam vorgestern.", "2023-09-11", "2023-09-11", "2023-09-13"),
    ("de", "Sie kommt morgen.", "2023-09-14", "2023-09-14", "2023-09-13"),
    ("de", "In dieser Woche kommt sie.", "2023-09-11", "2023-09-17", "2023-09-17"),
    ("de", "Sie kam vergangene Woche.", "2023-09-04", "2023-09-10", "2023-09-17"),
    ("de", "im vergangenen Monat", "2023-08-01", "2023-08-31", "2023-09-30"),
    ("de", "im kommenden Jahr", "2024-01-01", "2024-12-31", "2023-12-31"),
    ("en", "She came on Monday.", "2023-09-11", "2023-09-11", "2023-09-17"),
    ("en", "She will come on Friday.", "2023-09-15", "2023-09-15", "2023-09-15"),
    ("en", "She came yesterday.", "2023-09-12", "2023-09-12", "2023-09-13"),
    ("en", "She speaks tonight.", "2023-09-13", "2023-09-13", "2023-09-13"),
    ("en", "It fell last week.", "2023-09-04", "2023-09-10", "2023-09-17"),
    ("en", "It grew this year.", "2023-01-01", "2023-12-31", "2023-12-31"),
]


@pytest.mark.parametrize(("language", "text", "first", "last", "until"), TABLE)
def test_resolve(language, text, first, last, until):
    (phrase,) = phrases(text, language)
    meaning = resolve(phrase, WEDNESDAY)
    assert [str(meaning.first), str(meaning.last), str(meaning.holds_until)] == [first, last, until]


NONE = [
    ("de", "Am Montag, 11. September, kam er."),
    ("de", "Am Montag (11. September) kam er."),
    ("de", "jeden Montag und montags"),
    ("de", "am Black Friday und in der Sonntagszeitung"),
    ("de", "am Morgen, bis heute, von heute auf morgen"),
    ("de", "der Wochenmarkt im Jahr 2023"),
    ("en", "On Monday, September 11, she came."),
    ("en", "every Monday"),
    ("en", ""),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_none(language, text):
    assert phrases(text, language) == []


LASTING = [
    ("Er kam am Montag.", "am Montag (11. September)"),
    ("Am Montagabend kam er.", "Am Montagabend (11. September)"),
    ("Er kommt am kommenden Freitag.", "am Freitag (15. September)"),
    ("Sie kam gestern.", "am 12. September"),
    ("Letzte Woche kam sie.", "In der Woche vom 4. September"),
    ("Es stieg im vergangenen Monat.", "im August"),
    ("Es stieg in diesem Jahr.", "im Jahr 2023"),
]


@pytest.mark.parametrize(("text", "expected"), LASTING)
def test_absolute(text, expected):
    (phrase,) = phrases(text, "de")
    assert absolute(phrase, text[phrase.start : phrase.end], WEDNESDAY) == expected


def test_the_year_where_it_is_another():
    (phrase,) = phrases("Er kam am Montag.", "de")
    assert absolute(phrase, "am Montag", WEDNESDAY, year=True).endswith("(11. September 2023)")


def test_months_at_the_turn_of_the_year():
    (phrase,) = phrases("im vergangenen Monat", "de")
    meaning = resolve(phrase, date(2024, 1, 31))
    assert (str(meaning.first), str(meaning.holds_until)) == ("2023-12-01", "2024-01-31")
