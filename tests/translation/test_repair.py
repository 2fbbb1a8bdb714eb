"""Safe repairs in a finished translation."""

from collections.abc import Sequence

from fassung import translate
from fassung.article import Article, Finding, Mark, Paragraph, Severity, Span, Text
from fassung.engines.protocol import Abilities, Card, Reply, Request
from fassung.translation import Translation, repaired
from fassung.translation import translate as translate_only


class Saying:
    """Says what it was told to say."""

    def __init__(self, german: dict[str, str]) -> None:
        self.card = Card(name="saying", version="1", abilities=Abilities(markup=True))
        self.german = german

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        return [Reply(self.german.get(r.text, r.text), "saying") for r in requests]


def article(*texts: Text) -> Article:
    return Article(
        id="a",
        blocks=tuple(Paragraph(id=f"p{n}", text=text) for n, text in enumerate(texts)),
    )


def texts(result: Translation) -> list[Text]:
    return [block.text for block in result.article.blocks if isinstance(block, Paragraph)]


ENGLISH = (
    Text("They met Wimbrell there.", (Span(9, 17, Mark.BOLD),)),
    Text("Wimbrell went home."),
)
GERMAN = {
    "They met ⟦1⟧Wimbrell⟦/1⟧ there.": "Dort trafen sie ⟦1⟧Wimbrel⟦/1⟧.",
    "Wimbrell went home.": "Wimbrell ging nach Hause.",
}


def test_a_misspelt_name_is_repaired_by_itself() -> None:
    result = translate(article(*ENGLISH), Saying(GERMAN), use_cache=False)
    first, second = texts(result)
    assert first == Text("Dort trafen sie Wimbrell.", (Span(16, 24, Mark.BOLD),))
    assert second.value == "Wimbrell ging nach Hause."
    assert [segment.target for segment in result.segments] == [first, second]
    assert [(f.check, f.repair) for f in result.repaired] == [("name-form", "Wimbrell")]
    assert not [f for f in result.findings if f.check == "name-form"]
    assert (result.article.language, result.article.translated_from) == ("de", "en")


def finding(start: int, end: int, repair: str | None, *, safe: bool = True) -> Finding:
    return Finding(
        segment="block/p0/text",
        check="x",
        category="x",
        severity=Severity.MAJOR,
        template="x",
        target=((start, end),),
        repair=repair,
        safe=safe,
    )


def test_only_what_is_safe_and_does_not_overlap() -> None:
    result = translate_only(article(Text("Wimbrell went home.")), Saying(GERMAN))
    assert result.segments[0].id == "block/p0/text"
    assert repaired(result, [finding(0, 8, "Ada", safe=False)]) is result
    assert repaired(result, [finding(0, 8, None)]) is result
    again = repaired(result, [finding(5, 13, "x"), finding(0, 8, "Ada"), finding(14, 18, "heim")])
    assert texts(again)[0].value == "Ada ging heim Hause."
    assert [f.repair for f in again.repaired] == ["Ada", "heim"]
