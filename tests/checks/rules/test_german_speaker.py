"""german-speaker: what was said in German is not translated back."""

import pytest

from fassung.checks import Pair, by_id, check_article

SAID = "“We will finish this work together,”"
TABLE = [
    # sources of an article, who is named
    ([f"{SAID} Chancellor Angela Merkel said on Tuesday."], ["Angela Merkel"]),
    ([f"{SAID} Merkel, the former chancellor, told reporters."], ["Merkel"]),
    ([f"{SAID} said German Foreign Minister Annalena Baerbock."], ["Annalena Baerbock"]),
    ([f"{SAID} Ursula von der Leyen wrote."], ["Ursula von der Leyen"]),
    ([f"{SAID} a spokesman for the German government said."], ["German government"]),
    ([f"{SAID} Munich police said in a statement."], ["Munich police"]),
    (["Robert Habeck wrote: “We will finish this work together.”"], ["Robert Habeck"]),
    (["According to Robert Habeck, “we will finish this together”."], ["Robert Habeck"]),
    ([f"{SAID} said Emmanuel Macron after meeting Merkel."], []),
    ([f"{SAID} Macron told Merkel."], []),
    ([f"After meeting Merkel, Macron said: {SAID}"], []),
    ([f"{SAID} Macron said. Merkel agreed and said so."], []),
    (["Merkel said the work would go on."], []),
    (["Merkel said the work was a “Wiese”."], []),
    ([f"{SAID} Pistorius said."], []),
    (["Boris Pistorius came late.", f"{SAID} Pistorius said."], ["Pistorius"]),
    ([f"{SAID} said Oscar Pistorius."], []),
    ([f"{SAID} said Merkel aide Jo Beck."], []),
    ([f"{SAID} said Merkel's critics."], []),
    ([f"{SAID} said David Seibert, who sells shoes."], []),
    ([f"Merkel said: {SAID}", f"{SAID} she added."], ["Merkel", "Merkel"]),
    ([f"Merkel said: {SAID}", "It rained.", f"{SAID} she added."], ["Merkel", "Merkel"]),
    ([f"Merkel said: {SAID}", f"Then Macron spoke. {SAID} he said."], ["Merkel"]),
    ([f"Merkel said: {SAID}", f"{SAID} Macron said.", f"{SAID} he added."], ["Merkel"]),
    ([f"{SAID} the Serbian government said."], []),
]


@pytest.mark.parametrize(("sources", "expected"), TABLE)
def test_german_speaker(sources: list[str], expected: list[str]) -> None:
    pairs = [Pair(source, "„Ja.“", segment=str(n)) for n, source in enumerate(sources)]
    found = check_article(pairs, checks=[by_id("german-speaker")])
    assert [dict(f.values)["speaker"] for f in found] == expected
    assert all(f.blocking for f in found)


def test_german_alone_may_be_the_original() -> None:
    pair = Pair("", "„Wir schaffen das gemeinsam“, sagte Angela Merkel.")
    assert check_article([pair], checks=[by_id("german-speaker")]) == []
