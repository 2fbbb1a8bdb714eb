"""relative-date: words for a day that no longer mean it."""

from datetime import UTC, datetime

import pytest

from fassung.article import Role
from fassung.checks import Context, Pair, Severity, by_id, check_article
from tests.checks.table import found

CHECK = by_id("relative-date")
MONDAY = datetime(2023, 9, 11, 12, tzinfo=UTC)


def late(days: int) -> Context:
    return Context(published=MONDAY, appears=MONDAY.replace(day=11 + days))


TABLE = [
    # source, German, days until it appears, underlined
    ("He left on Monday.", "Er ging am Montag.", 8, ["am Montag"]),
    ("He left on Monday.", "Er ging am Montag.", 3, []),
    ("He left on Monday.", "Er ging am Montag, 11. September.", 8, []),
    ("He will leave on Tuesday.", "Er wird am Dienstag gehen.", 2, ["am Dienstag"]),
    ("He will leave on Friday.", "Er wird am Freitag gehen.", 2, []),
    ("He left yesterday.", "Er ging gestern.", 2, ["gestern"]),
    ("He left yesterday.", "Er ging gestern.", 1, []),
    ("He leaves today.", "Er geht heute.", 2, ["heute"]),
    ("He came on Monday morning.", "Er kam am Montag morgen.", 2, []),
    ("He lives today as he did.", "Er lebt heute noch so.", 9, []),
    ("Nowadays he lives alone.", "Er lebt heute allein.", 9, []),
    ("“I left yesterday,” he said.", "„Ich ging gestern“, sagte er.", 9, []),
    ("He left last week.", "Er ging vergangene Woche.", 7, ["vergangene Woche"]),
    ("He left last week.", "Er ging vergangene Woche.", 4, []),
    ("It grew this year.", "Es wuchs in diesem Jahr.", 9, []),
    ("", "Er ging am Montag.", 8, ["am Montag"]),
]


@pytest.mark.parametrize(("source", "german", "days", "expected"), TABLE)
def test_outdated(source: str, german: str, days: int, expected: list[str]) -> None:
    assert found("relative-date", source, german, late(days)) == expected


ALONE = [
    ("", "Er ging am Montag.", ["am Montag"]),
    ("", "Er geht montags und jeden Dienstag.", []),
    ("", "Er ging am Montag (11. September).", []),
    ("", "„Ich ging am Montag“, sagte er.", []),
    ("", "Er ging gestern.", []),
    ("He left on Monday.", "Er ging am Montag.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), ALONE)
def test_without_any_date(source: str, german: str, expected: list[str]) -> None:
    assert found("relative-date", source, german) == expected


def test_a_notice_gives_the_day() -> None:
    texts = [
        "Der Zug verließ am Montag den Bahnhof.",
        "Am Dienstag wird er ankommen.",
        "Dieser Artikel war zuerst am 11. September 2023 in englischer Sprache erschienen.",
    ]
    pairs = [Pair("", text, segment=str(i)) for i, text in enumerate(texts)]
    one, two = check_article(pairs, checks=[CHECK])
    assert one.repair == "am Montag (11. September)"
    assert two.repair == "Am Dienstag (12. September)"
    assert "12. September 2023" in two.message
    assert {one.severity, two.severity} == {Severity.MAJOR}


def test_no_date_at_all_is_minor_and_said_once_a_weekday() -> None:
    texts = ["Er ging am Montag.", "Sie kam am Montag.", "Sie gehen am Freitag."]
    pairs = [Pair("", text, segment=str(i)) for i, text in enumerate(texts)]
    findings = check_article(pairs, checks=[CHECK])
    assert [f.segment for f in findings] == ["0", "2"]
    assert {f.severity for f in findings} == {Severity.MINOR}


def test_notes_and_biographies_are_left_alone() -> None:
    pair = Pair("He left on Monday.", "Er ging am Montag.", Role.BIO)
    assert check_article([pair], context=late(9), checks=[CHECK]) == []


def test_another_year_is_named() -> None:
    context = Context(published=MONDAY, appears=datetime(2024, 2, 1, tzinfo=UTC))
    pair = Pair("He left on Monday.", "Er ging am Montag.")
    (finding,) = check_article([pair], context=context, checks=[CHECK])
    assert finding.repair == "am Montag (11. September 2023)"
