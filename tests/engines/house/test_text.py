"""Typography, tags and faults of the house model: pure functions, as tables."""

from __future__ import annotations

import pytest

from fassung.engines.house.faults import faults, loops, lost_tags, nested
from fassung.engines.house.tags import from_model, to_model
from fassung.engines.house.typography import english, german


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("“Stop,” she said.", '"Stop," she said.'),
        ("the club’s  first\u00a0win", "the club's first win"),
        ("wait …", "wait ..."),
    ],
)
def test_english(given: str, wanted: str) -> None:
    assert english(given) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('Er sagte: "Nein."', "Er sagte: „Nein.“"),
        ('"Ja", sagte sie, "aber später."', "„Ja“, sagte sie, „aber später.“"),
        (
            "\"Der Titel 'Heimat' nervt\", sagt er.",
            "„Der Titel ‚Heimat‘ nervt“, sagt er.",
        ),
        ("wie geht's", "wie geht’s"),
        ("Hans' Hut", "Hans’ Hut"),
        ("Zug - Bus", "Zug – Bus"),
        ("Nun...", "Nun…"),
        ("„Schon richtig“", "„Schon richtig“"),
    ],
)
def test_german(given: str, wanted: str) -> None:
    assert german(given) == wanted
    assert german(wanted) == wanted, "a second time changes nothing"


@pytest.mark.parametrize(
    ("public", "inside"),
    [
        ("no tags", "no tags"),
        ("⟦7⟧a⟦/7⟧ and ⟦3⟧b⟦/3⟧", "⟦1⟧a⟦/1⟧ and ⟦2⟧b⟦/2⟧"),
        ("⟦31⟧a ⟦2⟧b⟦/2⟧⟦/31⟧", "⟦1⟧a ⟦2⟧b⟦/2⟧⟦/1⟧"),
    ],
)
def test_tags_go_in_and_come_back(public: str, inside: str) -> None:
    text, numbers = to_model(public, 12)
    assert text == inside
    assert from_model(text, numbers) == public


def test_tags_beyond_what_the_model_knows() -> None:
    text, numbers = to_model("⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ ⟦3⟧c⟦/3⟧ ⟦4/⟧", 2)
    assert text == "⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ c "
    assert from_model("⟦2⟧x⟦/2⟧ ⟦5⟧y", numbers) == "⟦2⟧x⟦/2⟧ y"


@pytest.mark.parametrize(
    ("source", "target", "bad"),
    [
        ("It rained in May.", "Im Mai regnete es.", False),
        ("It rained.", "", True),
        ("He has 12 cats.", "Er hat 12 Katzen.", False),
        ("He has 12 cats.", "Er hat 21 Katzen.", True),
        ("a ⟦1⟧b⟦/1⟧ c", "a ⟦1⟧b⟦/1⟧ c", False),
        ("a ⟦1⟧b⟦/1⟧ c", "a b c", True),
        ("She sees it all quite well.", "She sees it all quite well.", True),
        ("It went on.", "Es ging und ging und ging und ging und weiter.", True),
    ],
)
def test_faults(source: str, target: str, bad: bool) -> None:
    assert bool(faults(source, target)) is bad


def test_an_answer_that_did_not_end_is_a_fault() -> None:
    assert faults("It rained.", "Es regnete.", ended=False)


@pytest.mark.parametrize(
    ("text", "good"),
    [("⟦1⟧a⟦2⟧b⟦/2⟧⟦/1⟧", True), ("⟦1⟧a⟦2⟧b⟦/1⟧⟦/2⟧", False), ("⟦/1⟧a⟦1⟧", False), ("⟦1⟧a", False)],
)
def test_nested(text: str, good: bool) -> None:
    assert nested(text) is good
    assert lost_tags("⟦1⟧a⟦2⟧b⟦/2⟧⟦/1⟧", text) is not good


def test_a_repeated_word_of_the_source_is_no_loop() -> None:
    assert not loops("nein nein nein", "no no no".replace("no", "nein"))
    assert loops("nein nein nein", "no")
