"""du-sie: how the reader is addressed."""

import pytest

from fassung.checks import Pair, by_id, check_article
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("", "Hier kannst du alles lesen.", ["du"]),
    ("", "Hier können Sie alles lesen.", []),
    ("", "Wenn du willst, können Sie gehen.", ["du"]),
    ("", "„Kommst du?“, fragte sie.", []),
    ("", "Die Rue du Bac liegt in Paris.", []),
    ("The Cirque du Soleil came.", "Der Cirque du Soleil kam.", []),
    ("", "Sie sind per du.", []),
    ("", "Mach dir deine eigene Pizza.", ["dir|deine"]),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_du_sie(source: str, german: str, expected: list[str]) -> None:
    assert found("du-sie", source, german) == expected


def test_both_in_one_article_is_worse() -> None:
    check = by_id("du-sie")
    texts = ["Hier lesen Sie mehr, wenn Ihnen das gefällt.", "Was du wissen musst"]
    pairs = [Pair("", text, segment=str(number)) for number, text in enumerate(texts)]
    found = check_article(pairs, checks=[check])
    assert [(f.segment, f.severity) for f in found] == [("1", "major")]
    assert [f.severity for f in check_article(pairs[1:], checks=[check])] == ["minor"]
