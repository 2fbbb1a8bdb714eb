"""Spans to tag pairs and back, and where words are found without them."""

import pytest

from fassung.article import Mark, Span, Text
from fassung.translation.align import anchored, locate
from fassung.translation.tags import tagged, untagged

ANY = Span(0, 1, Mark.BOLD)


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("It may rain", ((3, 6),), "It ⟦1⟧may⟦/1⟧ rain"),
        ("It may rain", ((3, 7),), "It ⟦1⟧may⟦/1⟧ rain"),
        ("It may rain", ((0, 11),), "It may rain"),
        ("It may rain", ((3, 11), (7, 11)), "It ⟦1⟧may ⟦2⟧rain⟦/2⟧⟦/1⟧"),
        ("It may rain", ((0, 6), (3, 11)), "⟦1⟧It ⟦2⟧may⟦/1⟧ rain⟦/2⟧"),
        ("It may rain", ((2, 3),), "It may rain"),
        ("It may rain", ((0, 2), (3, 6)), "⟦1⟧It⟦/1⟧ ⟦2⟧may⟦/2⟧ rain"),
    ],
)
def test_tagged(text: str, spans: tuple[tuple[int, int], ...], expected: str) -> None:
    value, _ = tagged(Text(text, tuple(Span(a, b, Mark.BOLD) for a, b in spans)))
    assert value == expected
    if "⟦" in expected:
        assert untagged(value, {})[0] == text


@pytest.mark.parametrize(
    ("german", "value", "places"),
    [
        ("Es ⟦1⟧könnte⟦/1⟧ regnen", "Es könnte regnen", {1: (3, 9)}),
        ("Es ⟦1⟧ könnte ⟦/1⟧ regnen", "Es könnte regnen", {1: (3, 9)}),
        ("Es ⟦1⟧könnte regnen", "Es könnte regnen", {}),
        ("Es ⟦1⟧⟦/1⟧regnet", "Es regnet", {}),
        ("⟦1⟧a⟦/1⟧ ⟦1⟧b⟦/1⟧", "a b", {}),
        ("a⟦/1⟧ b⟦1⟧", "a b", {}),
        ("⟦2⟧Regen⟦/2⟧ und ⟦1⟧Wind⟦/1⟧.", "Regen und Wind.", {2: (0, 5), 1: (10, 14)}),
        ("⟦7⟧Regen⟦/7⟧", "Regen", {}),
        ("Wind ⟦1⟧.⟦/1⟧", "Wind .", {1: (5, 6)}),
    ],
)
def test_untagged(german: str, value: str, places: dict[int, tuple[int, int]]) -> None:
    assert untagged(german, {1: ANY, 2: ANY}) == (value, places)


@pytest.mark.parametrize(
    ("german", "phrase", "alone", "where", "expected"),
    [
        ("Die Firma Poe Inc. wuchs.", "Poe Inc.", "", 0.5, "Poe Inc."),
        ("Der Präsident kam spät an.", "president", "Präsident", 0.3, "Präsident"),
        ("Er sagte, der Zug fahre am Montag.", "the train", "der Zug", 0.4, "der Zug"),
        ("Sie zahlten 425 Dollar.", "425", "", 0.6, "425"),
        ("Regen.", "xyz", "", 0.5, "Regen"),
        ("…", "rain", "Regen", 0.5, "…"),
        ("Regen fiel, dann wieder Regen.", "rain", "Regen", 0.9, "Regen"),
    ],
)
def test_locate(german: str, phrase: str, alone: str, where: float, expected: str) -> None:
    start, end = locate(german, phrase, alone, where)
    assert german[start:end] == expected


def test_locate_takes_the_place_into_account() -> None:
    german = "Regen fiel am Morgen, und am Abend fiel Regen"
    assert locate(german, "rain", "Regen", 0.95)[0] > 30
    assert locate(german, "rain", "Regen", 0.05)[0] == 0


def test_locate_leaves_taken_words() -> None:
    german = "Der Zug und der Zug"
    assert locate(german, "train", "Zug", 0.3, ((4, 7),)) == (16, 19)


ANCHORED = [
    # German, phrase, where the tags stand, what should carry them
    ("Der Präsident Xi kam", "Xi", "Präsident", "Xi"),
    ("Der Präsident Xi kam", "Xi", "Der Präsident Xi kam", "Xi"),
    ("Es waren 425 Meilen", "425", "Meilen", "425"),
    ("Es kam die NATO", "NATO", "die NATO", "die NATO"),
    ("Putins Rede von Putin", "Putin", "Rede", "Rede"),  # which of the two is open
    ("Putins Rede", "Putin", "Putins", "Putins"),
    ("Xi traf Xi", "Xi", "traf", "traf"),
    ("Er kam spät", "late", "spät", "spät"),
    ("Die Band so gut", "so", "gut", "gut"),
]


@pytest.mark.parametrize(("german", "phrase", "stands", "expected"), ANCHORED)
def test_a_name_or_figure_carries_its_own_tags(
    german: str, phrase: str, stands: str, expected: str
) -> None:
    at = german.index(stands)
    start, end = anchored(german, phrase, (at, at + len(stands)))
    assert german[start:end] == expected
