"""gender: a woman with a man's office, or the reverse, where the English says who is who."""

import pytest

from fassung.checks import Context, Pair, by_id
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        "Sen. Jane Doe said she will vote.",
        "Der Senator Jane Doe sagte, sie stimme ab.",
        ["Senator"],
    ),
    ("Sen. Jane Doe said she will vote.", "Die Senatorin Jane Doe sagte, sie stimme ab.", []),
    ("Minister John Roe said he left.", "Die Ministerin John Roe ging.", ["Ministerin"]),
    ("Minister John Roe said he left.", "Minister John Roe ging.", []),
    ("spokeswoman Xyla Brant", "Regierungssprecher Xyla Brant", ["Regierungssprecher"]),
    ("Gov. Xyla Brant spoke.", "Gouverneur Xyla Brant sprach.", []),
    ("Mrs. Brant, Xyla Brant", "Herr Brant, Xyla Brant", []),
    ("“Rep. Jane Doe is ill,” they said.", "„Der Abgeordnete Jane Doe ist krank“", ["Abgeordnete"]),
    ("“Rep. Jane Doe is ill,” he said.", "„Die Abgeordnete Jane Doe ist krank“", []),
    ("Jane Doe’s lawyer", "der Anwalt Jane Does", []),
    ("Actors Jane Doe and John Roe", "Die Schauspieler Jane Doe und John Roe", []),
    ("Jane Doe told John Roe he lied.", "Senatorin Jane Doe zieh John Roe der Lüge.", []),
    ("The senator left. Robin Doe.", "Der Senator Robin Doe ging.", []),
    ("", "Der Senator Jane Doe", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_gender(source: str, german: str, expected: list[str]) -> None:
    assert found("gender", source, german) == expected


@pytest.mark.parametrize(
    ("sources", "germans", "expected"),
    [
        # A pronoun in two places settles what a name does not say.
        (
            ["Speaker Robin Doe rose. She smiled.", "Doe said she agreed.", "Speaker Doe left."],
            ["Robin Doe stand auf.", "Doe stimmte zu.", "Präsident Doe ging."],
            ["Präsident"],
        ),
        # Signs of both settle nothing.
        (
            ["Speaker Robin Doe said she agreed.", "Doe said he agreed.", "Speaker Doe left."],
            ["Robin Doe stimmte zu.", "Doe stimmte zu.", "Präsident Doe ging."],
            [],
        ),
        # Two people of one name.
        (
            ["Jane Clark said she won.", "John Clark said he lost.", "President Clark left."],
            ["Jane Clark gewann.", "John Clark verlor.", "Präsident Clark ging."],
            [],
        ),
    ],
)
def test_through_the_article(sources: list[str], germans: list[str], expected: list[str]) -> None:
    check = by_id("gender")
    assert check.article
    pairs = [
        Pair(s, g, segment=str(n)) for n, (s, g) in enumerate(zip(sources, germans, strict=True))
    ]
    findings = check.article(check, pairs, Context())
    assert [germans[int(f.segment)][slice(*f.target[0])] for f in findings] == expected
