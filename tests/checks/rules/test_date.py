"""date: another weekday, month, day or year than in the source."""

import pytest

from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("She left on Monday.", "Sie ging am Dienstag.", ["Dienstag"]),
    ("She left on Monday.", "Sie ging am Montagabend.", []),
    ("She left on Monday.", "Sie ging gestern.", []),
    ("On Saturday she left.", "Am Sonnabend ging sie.", []),
    ("From Monday to Friday.", "Von Montag bis Donnerstag.", ["Donnerstag"]),
    ("Friday, then Saturday.", "Samstag, dann Samstag.", ["Samstag"]),
    ("It burned on Saturday night.", "Es brannte in der Nacht zum Sonntag.", []),
    ("It burned on Saturday night.", "Es brannte in der Nacht zum Dienstag.", ["Dienstag"]),
    ("Ash Wednesday and Good Friday", "Aschermittwoch und Karfreitag", []),
    ("The Sunday Times says so.", "Das schreibt die Sunday Times.", []),
    ("It was sold in June.", "Es wurde im Juli verkauft.", ["Juli"]),
    ("It was sold in June.", "Es wurde im Juni verkauft.", []),
    ("It was sold in mid-December.", "Es wurde Mitte Februar verkauft.", ["Februar"]),
    ("After May's vote", "Nach der Wahl im Mai", []),
    ("Theresa May left in June.", "Theresa May ging im Juni.", []),
    ("They march in July.", "Sie marschieren im Juli.", []),
    ("August Miller came in April.", "August Miller kam im April.", []),
    ("On June 5 it snowed.", "Am 6. Juni schneite es.", ["6. Juni"]),
    ("On June 5 it snowed.", "Am fünften Juni schneite es.", []),
    ("From June 5-7", "Vom 5. bis 7. Juni", []),
    ("From 5 to 7 June 2019", "Vom 5.–8. Juni 2019", ["8. Juni"]),
    ("On June 5", "Am 5.6.", []),
    ("On June 5", "Am 5.7.", ["5.7."]),
    ("On September 11, 2001,", "Am 11. September 2001", []),
    ("On September 11, 2001,", "Am 11. September 2011", ["2011"]),
    ("It opened in 1998.", "Es wurde 1989 eröffnet.", ["1989"]),
    ("In 2008/09 it grew.", "Im Jahr 2009 wuchs es.", []),
    ("Some 1,800 came in 1998.", "Rund 1800 kamen 1998.", []),
    ("“I leave on Monday,” she said.", "„Ich gehe am Freitag“, sagte sie.", ["Freitag"]),
    ("", "Am Montag, 5. Juni", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_date(source: str, german: str, expected: list[str]) -> None:
    assert found("date", source, german) == expected


@pytest.mark.parametrize("text", ["1. " * 2000, "May 5" * 500, "Monday" * 900, "5.6." * 700])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert len(found("date", f"Monday 1 May 2001 {text}", text)) < 5
