"""acronym: English acronyms without explanation, announced acronyms that are missing."""

import pytest

from fassung.checks import Context, Pair, by_id
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("The DPRK fired.", "Die DPRK feuerte.", ["DPRK"]),
    ("The DPRK fired.", "Nordkorea feuerte.", []),
    ("", "Die DPRK-Führung schwieg.", ["DPRK"]),
    ("The NIH paid.", "Die NIH zahlten.", ["NIH"]),
    ("The NIH paid.", "Die Nationalen Gesundheitsinstitute (NIH) zahlten.", []),
    ("The EPA said", "Die Umweltbehörde EPA sagte", []),
    ("The FBI came.", "Das FBI kam.", []),
    ("“The GOP won,” he said.", "„Die GOP hat gewonnen“, sagte er.", ["GOP"]),
    (
        "said Mr. Poe, using an acronym for the North, DPRK",
        "sagte Poe und benutzte dabei ein Akronym für den Norden",
        ["Akronym"],
    ),
    (
        "said Mr. Poe, using an acronym for the North, DPRK",
        "sagte Poe und benutzte dabei das Akronym DVRK für den Norden",
        [],
    ),
    ("", "Er verwendete dabei eine amtliche Abkürzung für das Land.", ["Abkürzung"]),
    ("", "Er nahm eine Abkürzung durch den Wald.", []),
    ("", "Er verwendete die Abkürzung „ABC“.", []),
    ("", "die Irs, eine Gop", []),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_acronym(source: str, german: str, expected: list[str]) -> None:
    assert found("acronym", source, german) == expected


def test_one_explanation_serves_the_article() -> None:
    check = by_id("acronym")
    assert check.article
    texts = ["Die EPA prüft.", "Die EPA ist die Umweltbehörde der USA.", "Die EPA schweigt."]
    pairs = [Pair("", text, segment=str(n)) for n, text in enumerate(texts)]
    assert list(check.article(check, pairs, Context())) == []
    (finding,) = check.article(check, pairs[::2], Context())
    assert finding.segment == "0"
