"""false-friend: words that only look alike, and offices rendered word by word."""

import pytest

from fassung.checks import by_id
from fassung.checks.rules.false_friend import _triggers
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("He eventually gave in.", "Er gab eventuell nach.", ["eventuell"]),
    ("He eventually gave in.", "Er gab schließlich nach.", []),
    ("He may eventually give in.", "Er gibt eventuell irgendwann nach.", []),
    ("The actual cost is higher.", "Die aktuellen Kosten sind höher.", ["aktuellen"]),
    ("The actual and current cost", "Die tatsächlichen und aktuellen Kosten", []),
    ("A gift for the queen", "Ein Gift für die Königin", ["Gift"]),
    ("A gift for the queen", "Ein Geschenk für die Königin", []),
    ("A gift of poison", "Ein Geschenk voller Gift", []),
    ("The chef praised the fish.", "Der Chef lobte den Fisch.", ["Chef"]),
    ("The chef praised the fish.", "Der Küchenchef lobte den Fisch.", []),
    ("“A sensible man,” she said.", "„Ein sensibler Mann“, sagte sie.", ["sensibler"]),
    ("fans at Wembley Stadium", "Fans im Wembley Stadium", []),
    ("fans at the stadium", "Fans im Stadium", ["Stadium"]),
    ("Turkey sent troops.", "Die Türkei schickte Truppen.", []),
    ("They ate turkey.", "Sie aßen die Türkei.", ["Türkei"]),
    ("He may be late.", "Er ist im Mai spät.", ["Mai"]),
    ("He left in May and may be late.", "Er ging im Mai und kann spät sein.", ["Mai"][:0]),
    ("The physicians agreed.", "Die Physiker stimmten zu.", ["Physiker"]),
    (
        "The State Department denied it.",
        "Das Staatsministerium dementierte.",
        ["Staatsministerium"],
    ),
    ("The State Department denied it.", "Das US-Außenministerium dementierte.", []),
    ("the U.S. Treasury Secretary", "der US-Finanzsekretär", ["Finanzsekretär"]),
    ("The Foreign Secretary resigned.", "Der Außenminister trat zurück.", []),
    ("The House of Lords voted.", "Das Haus der Herren stimmte ab.", ["Haus der Herren"]),
    ("The district attorney’s case", "Der Fall des Bezirksanwalts", ["Bezirksanwalts"]),
    ("", "Das Gift wirkt eventuell.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_false_friend(source: str, german: str, expected: list[str]) -> None:
    assert found("false-friend", source, german) == expected


def test_source_and_repair() -> None:
    from fassung.checks import Context, Pair

    check = by_id("false-friend")
    assert check.segment
    pair = Pair("The chef praised it.", "Der Chef lobte es.")
    (finding,) = check.segment(check, pair, Context())
    assert pair.source[slice(*finding.source[0])] == "chef"
    assert "Küchenchef" in finding.message


def test_every_entry_can_be_reached() -> None:
    for word, entries in _triggers().items():
        for friend, phrase in entries:
            assert phrase == phrase.lower() and phrase.startswith(word)
            assert friend.starts or friend.forms or friend.words or friend.phrases
