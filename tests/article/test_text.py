"""Text and spans: slices, strips, joins."""

import pytest

from fassung.article import Mark, Span, Text, joined

BOLD = Span(4, 9, Mark.BOLD)


@pytest.mark.parametrize(
    ("start", "end", "value", "spans"),
    [
        (0, 3, "The", ()),
        (4, 9, "royal", ((0, 5),)),
        (0, 6, "The ro", ((4, 6),)),
        (7, 15, "al train", ((0, 2),)),
        (9, 15, " train", ()),
        (0, 15, "The royal train", ((4, 9),)),
        (3, 3, "", ()),
    ],
)
def test_slice(start: int, end: int, value: str, spans: tuple[tuple[int, int], ...]) -> None:
    part = Text("The royal train", (BOLD,)).slice(start, end)
    assert part.value == value
    assert tuple((span.start, span.end) for span in part.spans) == spans


def test_slices_join_to_the_whole() -> None:
    text = Text("The royal train", (BOLD, Span(0, 15, Mark.LINK, (("href", "https://e.org"),))))
    for cut in range(1, 15):
        again = joined([text.slice(0, cut), text.slice(cut, 15)])
        assert again.value == text.value
        assert sorted(again.spans) == sorted(text.spans)


def test_breaks_do_not_melt_into_one() -> None:
    line = Text("\n", (Span(0, 1, Mark.BREAK),))
    assert len(joined([line, line]).spans) == 2


def test_strip_moves_spans() -> None:
    assert Text("  a b ", (Span(0, 3, Mark.BOLD),)).strip() == Text("a b", (Span(0, 1, Mark.BOLD),))
    assert Text("   ").strip() == Text("")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2)])
def test_a_span_encloses_something(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="enclose"):
        Span(start, end, Mark.BOLD)


def test_a_span_stays_inside_its_text() -> None:
    with pytest.raises(ValueError, match="past the end"):
        Text("ab", (Span(0, 3, Mark.BOLD),))


def test_truth_length_words_and_link() -> None:
    assert not Text(" \n")
    assert Text("a")
    assert len(Text("abc")) == 3
    assert str(Text("abc")) == "abc"
    assert Span(0, 1, Mark.LINK, (("rel", "x"), ("href", "https://e.org"))).href == "https://e.org"
    assert Span(0, 1, Mark.BOLD).href == ""
