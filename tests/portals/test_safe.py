"""safe: addresses and texts that can do nothing but be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from fassung.article import Mark, Span, Text
from fassung.portals.safe import host, html, link, plain, unlinked

BASE = "https://example.org/a/b"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/x?a=1&b=2#c", "https://example.org/x?a=1&b=2#c"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("/world", "https://example.org/world"),
        ("c.html", "https://example.org/a/c.html"),
        ("//other.example/x", "https://other.example/x"),
        ("#note", "https://example.org/a/b#note"),
        (" https://example.org/x\n", "https://example.org/x"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("JAVASCRIPT:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("a b", ""),
        ("http://[broken", ""),
        ("//[broken", ""),
        ("https:\\\\evil.example", ""),
        ("1x:y", ""),
    ],
)
def test_link(url: str, expected: str) -> None:
    assert link(url, BASE) == expected


def test_link_without_a_base_stays_relative() -> None:
    assert link("/world") == "/world"


def span(start: int, end: int, mark: Mark, **attributes: str) -> Span:
    return Span(start, end, mark, tuple(attributes.items()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Text("a < b & c"), "a &lt; b &amp; c"),
        (Text("abc", (span(0, 2, Mark.BOLD),)), "<strong>ab</strong>c"),
        (
            Text("abcd", (span(0, 3, Mark.BOLD), span(1, 4, Mark.ITALIC))),
            "<strong>a<em>bc</em></strong><em>d</em>",
        ),
        (Text("a\nb", (span(1, 2, Mark.BREAK),)), "a<br>b"),
        (Text("H2O", (span(1, 2, Mark.SUB),)), "H<sub>2</sub>O"),
        (
            Text("abc", (span(0, 2, Mark.BOLD), span(1, 3, Mark.LINK, href="https://x.example"))),
            '<strong>a</strong><a href="https://x.example" rel="noopener"><strong>b</strong>c</a>',
        ),
        (Text("ab", (span(0, 2, Mark.LINK, href="javascript:x"),)), "ab"),
        (
            Text(
                "ab",
                (
                    span(0, 2, Mark.LINK, href="https://x.example"),
                    span(1, 2, Mark.LINK, href="https://y.example"),
                ),
            ),
            '<a href="https://x.example" rel="noopener">ab</a>',
        ),
        (
            Text(
                "a",
                (
                    span(
                        0,
                        1,
                        Mark.LINK,
                        href="https://x.example",
                        target="_blank",
                        onclick="x()",
                        title='"',
                    ),
                ),
            ),
            '<a href="https://x.example" title="&#34;" target="_blank" rel="noopener">a</a>',
        ),
        (Text(""), ""),
    ],
)
def test_html(text: Text, expected: str) -> None:
    assert str(html(text)) == expected


@given(
    st.text(min_size=1, max_size=12),
    st.lists(
        st.tuples(
            st.integers(0, 11),
            st.integers(1, 6),
            st.sampled_from([Mark.BOLD, Mark.ITALIC, Mark.LINK, Mark.SUB, Mark.SUP]),
        ),
        max_size=5,
    ),
)
def test_html_keeps_every_character_and_nests(
    value: str, marks: list[tuple[int, int, Mark]]
) -> None:
    spans = tuple(
        span(start, min(start + size, len(value)), mark, href="https://x.example")
        for start, size, mark in marks
        if start < len(value)
    )
    result = str(html(Text(value, spans)))
    root = lxml_html.fragment_fromstring(f"<div>{result}</div>")
    assert root.text_content() == plain(value).replace("\r\n", "\n").replace("\r", "\n")
    assert not root.xpath(".//a//a")


def test_helpers() -> None:
    assert host("https://www.example.org/x") == "example.org"
    assert host("http://[broken") == ""
    linked = Text("ab", (span(0, 1, Mark.LINK, href="x"), span(1, 2, Mark.BOLD)))
    assert [s.mark for s in unlinked(linked).spans] == [Mark.BOLD]
