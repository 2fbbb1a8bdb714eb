"""untranslated: English words that were left in the German."""

import pytest

from fassung.checks import by_id, check
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        "The deal was struck in the middle of the night.",
        "Das Abkommen wurde in the middle der Nacht geschlossen.",
        ["the middle"],
    ),
    ("The deal was struck in the night.", "Das Abkommen wurde in der Nacht geschlossen.", []),
    ("The board remained cautious.", "Der Vorstand blieb cautious.", ["cautious"]),
    ("a cool team", "ein cooles Team ist cool und live online", []),
    # Names and titles stay.
    ("the Bank of America", "die Bank of America", []),
    ("She read “The end of the world”.", "Sie las „The end of the world“.", []),
    ("see example.org/the-plan", "siehe example.org/the-plan", []),
    ("", "Er sagte, they would never agree, und ging.", ["they would never agree"]),
    ("", "Die Art war alt, der Rat gut.", []),
    # With a capital, alone, in a compound, in the genitive.
    ("The outbreak began in a village.", "Der Outbreak begann in einem Dorf.", ["Outbreak"]),
    ("after the storm came the flood", "nach dem Storm-Tag kam die Flut", ["Storm"]),
    ("the end of the storm", "das Ende des Storms", ["Storms"]),
    ("The storms passed.", "Der Storm zog vorüber.", ["Storm"]),
    # German has it, too; it is a name; it was said so.
    ("the team won", "das Team gewann", []),
    (
        "the storm of the year, says the Storm Office",
        "der Sturm des Jahres, so das Storm Office",
        [],
    ),
    ("Theodor Storm wrote it.", "Theodor Storm schrieb es.", []),
    ("they call him “storm”", "sie nennen ihn „Storm“", []),
    ("expert advice", "Rat von Experten", []),
    # A capital before a figure makes no name.
    ("a Level 3 risk of flooding", "ein Level 3 der Flutgefahr", ["Level"]),
    ("a Level 3 risk of flooding", "Flutgefahr der Stufe 3", []),
    ("good know-how", "gutes Know-how", []),
    (
        "“I never told them to leave the harbour,” he said.",
        "„I never told them to leave the harbour“, sagte er.",
        ["never told them to leave the harbour"],
    ),
]


REPAIRS = [
    # source, German, what an editor is offered
    ("after the storm", "nach dem Storm", "Sturm"),
    ("the end of the storm", "das Ende des Storms", "Sturms"),
    ("the storm hit", "der Storm-Tag", "Sturm"),
    ("a long standstill", "ein langer Standstill", None),
]


@pytest.mark.parametrize(("source", "german", "repair"), REPAIRS)
def test_repair(source: str, german: str, repair: str | None) -> None:
    (finding,) = check(source, german, checks=[by_id("untranslated")])
    assert finding.repair == repair


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_untranslated(source: str, german: str, expected: list[str]) -> None:
    assert found("untranslated", source, german) == expected


@pytest.mark.parametrize(
    ("english", "german", "severity"),
    [
        ("The storm came at night.", "Der Storm kam in der Nacht.", "major"),
        ("A nightly guide to fixed income.", "Ein Führer zu Fixed Income.", "minor"),
        ("The Quendt brothers bake.", "Die Quendt Brothers backen.", "minor"),
        ("Two brothers bake in Quendt.", "Zwei Brothers backen in Quendt.", "major"),
    ],
)
def test_only_what_has_a_german_noun_is_more_than_to_look_at(english, german, severity):
    (given,) = {f.severity for f in check(english, german, checks=[by_id("untranslated")])}
    assert given == severity
