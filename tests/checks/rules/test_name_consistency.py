"""name-consistency: one person, one spelling, through the whole article."""

import pytest

from fassung.article import Role
from fassung.checks import Context, Pair, by_id
from fassung.german import HouseStyle

TABLE = [
    # German texts, underlined, repairs
    (
        ["Kim Jong-un im Zug", "Kim Jong Un reist.", "Der Zug von Kim Jong Un hält."],
        ["Kim Jong-un"],
        ["Kim Jong Un"],
    ),
    (["Kim Jong Un reist.", "Kim Jong Uns Zug hält."], [], []),
    (["Kim Jong Un reist.", "Kim Jong-uns Zug hält."], ["Kim Jong-uns"], ["Kim Jong Un" + "s"]),
    (
        ["Ciarán Doyle singt.", "Ciarán Doyle tanzt. Danach geht Ciaran Doyle."],
        ["Ciaran Doyle"],
        ["Ciarán Doyle"],
    ),
    (
        ["Andrei Lobkow forscht.", "„Nein“, sagt Lobkow.", "Lobkov bleibt dabei."],
        ["Lobkov"],
        ["Lobkow"],
    ),
    (["Sergei Petrow kam.", "Sergej Petrow ging. Sergej Petrow aß."], ["Sergei Petrow"], None),
    (["Maria Hollweg sang.", "Maria Hollweg tanzte, Maria Holwegg auch."], ["Maria Holwegg"], None),
    # two people, and words that are no names
    (["George Bush kam.", "Wilhelm Busch dichtete, sagt Busch."], [], []),
    (["Peter Maier kam.", "Peter Mahler ging."], [], []),
    (["Anna Brooks kam.", "Brooks’ Hund bellt. Anna Brooks lacht."], [], []),
    (["Anna Brook kam.", "Anna Brooks Hund bellt. Brooks Katze auch."], [], []),
    (["Präsident Weber kam.", "Präsidentin Weber ging, der Präsidenten Weber wegen."], [], []),
    (["Ende Juni war es warm.", "Ende Juli auch."], [], []),
    (["Der US-Präsident Weber", "Der Präsident Weber"], [], []),
    (["", "A", "Ä Ö Ü"], [], []),
]


def run(texts: list[str], sources: list[str] | None = None, context: Context | None = None):
    check = by_id("name-consistency")
    assert check.article
    sources = sources or [""] * len(texts)
    pairs = [
        Pair(s, t, Role.BODY, str(i)) for i, (s, t) in enumerate(zip(sources, texts, strict=True))
    ]
    findings = list(check.article(check, pairs, context or Context()))
    stretches = [(texts[int(f.segment)][slice(*f.target[0])], f.repair) for f in findings]
    return [s for s, _ in stretches], [r for _, r in stretches]


@pytest.mark.parametrize(("texts", "expected", "repairs"), TABLE)
def test_name_consistency(texts: list[str], expected: list[str], repairs: list[str] | None) -> None:
    underlined, proposed = run(texts)
    assert underlined == expected
    if repairs is not None:
        assert proposed == repairs


def test_the_house_decides() -> None:
    texts = ["Kim Jong Un reist.", "Kim Jong Un lacht.", "Kim Jong-un ruht."]
    house = Context(style=HouseStyle(kim_hyphen=True))
    assert run(texts, context=house)[1] == ["Kim Jong-un", "Kim Jong-un"]


@pytest.mark.parametrize(
    ("sources", "texts", "expected"),
    [
        # The partner's spelling wins over one that is used as often.
        (
            ["Ana Nowell won.", "Ana Nowell left."],
            ["Ana Nowel siegte.", "Ana Nowell ging."],
            ["Ana Nowel"],
        ),
        # The partner names both: two people.
        (
            ["Mark Mayer met Mark Meyer.", "Meyer left."],
            ["Mark Mayer traf Mark Meyer.", "Meyer ging."],
            [],
        ),
        # A noun that sounds like a name is none if the source does not name it.
        (["Anna got a discount."], ["Anna Rabatt hat Rabat."], []),
    ],
)
def test_with_source(sources: list[str], texts: list[str], expected: list[str]) -> None:
    assert run(texts, sources)[0] == expected
