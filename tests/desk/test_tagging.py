"""An editor's text with tags becomes a text with spans again, or is refused with a reason."""

import pytest
from hypothesis import given

from fassung.article import Mark, Span, Text
from fassung.desk.tagging import read, written
from fassung.errors import NotReady
from tests.strategies import texts

LINK = Text(
    "Er las den Bericht am Montag.",
    (Span(11, 18, Mark.LINK, (("href", "https://a.example"),)),),
)
TWO = Text("Rot und blau.", (Span(0, 3, Mark.BOLD), Span(8, 12, Mark.ITALIC)))
WHOLE = Text("Ganz fett.", (Span(0, 10, Mark.BOLD),))
LINES = Text("Eins\nZwei", (Span(4, 5, Mark.BREAK),))
PLAIN = Text("Nichts Besonderes.")


@pytest.mark.parametrize(
    ("before", "value", "german", "marked"),
    [
        (LINK, "Er las ⟦1⟧den Report⟦/1⟧.", "Er las den Report.", ["den Report"]),
        (LINK, "⟦1⟧Bericht⟦/1⟧", "Bericht", ["Bericht"]),
        (TWO, "⟦2⟧Blau⟦/2⟧ und ⟦1⟧rot⟦/1⟧.", "Blau und rot.", ["rot", "Blau"]),
        (TWO, "⟦1⟧Rot und ⟦2⟧blau⟦/2⟧⟦/1⟧.", "Rot und blau.", ["Rot und blau", "blau"]),
        (WHOLE, "Ganz anders.", "Ganz anders.", ["Ganz anders."]),
        (LINES, "Erstens\nZweitens", "Erstens\nZweitens", ["\n"]),
        (LINES, "Erstens\r\nZweitens", "Erstens\nZweitens", ["\n"]),
        (PLAIN, "Mit Zero\x00 und \x07Glocke.", "Mit Zero und Glocke.", []),
        (PLAIN, "Mu\u0308nchen", "München", []),
        # A text that holds such brackets itself keeps them.
        (Text("Zeichen ⟦7⟧ hier"), "Das Zeichen ⟦7⟧ hier", "Das Zeichen ⟦7⟧ hier", []),
    ],
)
def test_read(before, value, german, marked):
    text = read(value, before)
    assert text.value == german
    assert [text.value[s.start : s.end] for s in text.spans] == marked
    assert [(s.mark, s.attributes) for s in text.spans] == [
        (s.mark, s.attributes) for s in before.spans
    ]


@pytest.mark.parametrize(
    ("before", "value", "said"),
    [
        (LINK, "Er las den Bericht.", "⟦1⟧"),
        (LINK, "Er las ⟦1⟧den Bericht.", "⟦/1⟧"),
        (LINK, "Er las den Bericht⟦/1⟧.", "⟦1⟧"),
        (LINK, "⟦/1⟧Bericht⟦1⟧", "⟦1⟧"),
        (LINK, "Er las ⟦1⟧⟦/1⟧den Bericht.", "⟦1⟧"),
        (LINK, "Er las ⟦1⟧ ⟦/1⟧den Bericht.", "⟦1⟧"),
        (LINK, "⟦1⟧Er⟦/1⟧ las ⟦1⟧den⟦/1⟧ Bericht.", "⟦1⟧"),
        (LINK, "Er ⟦2⟧las⟦/2⟧ den ⟦1⟧Bericht⟦/1⟧.", "⟦2⟧"),
        (PLAIN, "Nichts ⟦1⟧davon⟦/1⟧.", "⟦1⟧"),
        (LINES, "Alles in einer Zeile", "1"),
        (LINES, "Eins\nzwei\ndrei", "2"),
        (PLAIN, "", ""),
        (PLAIN, " \n\t", ""),
        (PLAIN, "x" * 60_000, "50000"),
    ],
)
def test_refused(before, value, said):
    with pytest.raises(NotReady) as caught:
        read(value, before)
    assert said in str(caught.value)


@given(texts(filled=True))
def test_what_is_not_changed_stays(text):
    again = read(written(text), text)
    assert again.value == text.value.strip("\x00")
    for one, other in zip(text.spans, again.spans, strict=True):
        assert (one.mark, one.attributes) == (other.mark, other.attributes)
        part = text.value[one.start : one.end]
        assert again.value[other.start : other.end].strip() == part.strip()
