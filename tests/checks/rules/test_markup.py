"""markup: links and emphasis survive."""

import pytest

from fassung.article import Mark, Span, Text
from fassung.checks import Pair, check
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("See https://example.org/a for more.", "Mehr unter https://example.org/a.", []),
    ("See https://example.org/a for more.", "Mehr im Netz.", [""]),
    ("See https://example.org/a for more.", "Mehr unter https://example.org/b.", [""]),
    ("Write to desk@example.org.", "Schreiben Sie an desk@example.org.", []),
    ("Write to desk@example.org.", "Schreiben Sie uns.", [""]),
    ('See <a href="https://example.org/a">here</a>.', "Siehe hier.", [""]),
    ("See [here](https://example.org/a).", "Siehe [hier](https://example.org/a).", []),
    ("He was paid @ 5 an hour, and/or more.", "Er bekam 5 die Stunde und mehr.", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_markup(source: str, german: str, expected: list[str]) -> None:
    assert found("markup", source, german) == expected


def link(start: int, end: int, href: str = "https://example.org/a") -> Span:
    return Span(start, end, Mark.LINK, (("href", href),))


SOURCE = Text("The fast train came.", (link(4, 14),))
SPANS = [
    # spans of the German, what is found
    ((link(4, 16),), []),
    ((), [("", "major")]),
    ((link(4, 16, "https://example.org/b"),), [("schnelle Zug", "critical")]),
    ((link(4, 16), link(0, 3, "https://example.org/b")), [("Der", "major")]),
    ((link(20, 21),), [(".", "major")]),
]


@pytest.mark.parametrize(("spans", "expected"), SPANS)
def test_links(spans: tuple[Span, ...], expected: list[tuple[str, str]]) -> None:
    german = Text("Der schnelle Zug kam.", spans)
    pair = Pair(SOURCE.value, german.value, source_text=SOURCE, german_text=german)
    findings = [f for f in check(pair) if f.check == "markup"]
    assert [(_words(german.value, f.target), f.severity) for f in findings] == expected


def _words(text: str, target: tuple[tuple[int, int], ...]) -> str:
    return "".join(text[a:b] for a, b in target)


EMPHASIS = [
    ((Span(4, 7, Mark.ITALIC),), []),
    ((Span(4, 7, Mark.ITALIC), Span(0, 3, Mark.ITALIC)), []),
    ((), ["minor"]),
    ((Span(7, 8, Mark.ITALIC),), ["major"]),
]


@pytest.mark.parametrize(("spans", "expected"), EMPHASIS)
def test_emphasis(spans: tuple[Span, ...], expected: list[str]) -> None:
    source = Text("The Dawn, by her", (Span(4, 8, Mark.ITALIC),))
    german = Text("Das Rot, von ihr", spans)
    pair = Pair(source.value, german.value, source_text=source, german_text=german)
    assert [f.severity for f in check(pair) if f.check == "markup"] == expected
