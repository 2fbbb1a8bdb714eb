from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.article import Mark, Span, Text
from fassung.wires.inline import normal, read_inline, safe_url, write_inline
from tests.strategies import examples, texts

B, IT, L, BR = Mark.BOLD, Mark.ITALIC, Mark.LINK, Mark.BREAK


@pytest.mark.parametrize(
    ("html", "value", "spans"),
    [
        ("plain – text", "plain – text", []),
        ("a &amp;amp; b", "a &amp; b", []),
        ("&lt;b&gt;&nbsp;&eacute;", "<b>\xa0é", []),
        ("3 < 4 & 5", "3 < 4 & 5", []),
        ("<b>bold</b> <strong>too</strong>", "bold too", [(0, 4, B), (5, 8, B)]),
        ("<b>a</b><strong>b</strong>", "ab", [(0, 2, B)]),
        ("<i>may </i>be <em>it</em>", "may be it", [(0, 4, IT), (7, 9, IT)]),
        ("<b>a<i>b</b>c</i>", "abc", [(0, 2, B), (1, 3, IT)]),
        ("H<sub>2</sub>O<sup>+</sup>", "H2O+", [(1, 2, Mark.SUB), (3, 4, Mark.SUP)]),
        ("a<br>b<br/>c", "a\nb\nc", [(1, 2, BR), (3, 4, BR)]),
        ("<p>one</p><p>two</p>", "one\ntwo", [(3, 4, BR)]),
        ("<span class=x>kept</span> <blink>too", "kept too", []),
        ("a<script>alert(1)</script><style>b{}</style><!-- c -->d", "ad", []),
        ("a<script>never closed", "a", []),
        ("a<iframe><b>x</b></iframe>b", "ab", []),
        ("<b></b>x</i>", "x", []),
        ("<b>open", "open", [(0, 4, B)]),
        ("<b>" * 10_000 + "deep" + "</b>" * 9_999 + "x", "deepx", [(0, 5, B)]),
        ("a\r\nb\0c\ud800", "a\nbc�", []),
        ("<a>no address</a>", "no address", []),
    ],
)
def test_reads(html: str, value: str, spans: list[tuple[int, int, Mark]]) -> None:
    text = read_inline(html)
    assert text == Text(value, tuple(Span(*span) for span in spans))


@pytest.mark.parametrize(
    ("html", "attributes"),
    [
        (
            '<a href="https://a.example/?x=1&amp;y=2" target=_blank>w</a>',
            (("href", "https://a.example/?x=1&y=2"), ("target", "_blank")),
        ),
        (
            '<a HREF="/x" onclick="evil()" ONMOUSEOVER=x style="top:0" rel=nofollow>w</a>',
            (("href", "/x"), ("rel", "nofollow")),
        ),
        ('<a href="mailto:desk@example.com">w</a>', (("href", "mailto:desk@example.com"),)),
        ('<a href="#n1" download>w</a>', (("href", "#n1"), ("download", ""))),
    ],
)
def test_link_attributes(html: str, attributes: tuple[tuple[str, str], ...]) -> None:
    assert read_inline(html) == Text("w", (Span(0, 1, L, attributes),))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "java&Tab;script&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "&amp;#106;avascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "",
        "  ",
    ],
)
def test_unsafe_links_keep_their_words(address: str) -> None:
    assert read_inline(f'<a href="{address}">w <b>x</b></a>') == Text("w x", (Span(2, 3, B),))


@pytest.mark.parametrize(
    "address",
    ["https://x.example/a:b", "/a:b", "?q=a:b", "#a:b", "page.html", "//x.example", "tel:1"],
)
def test_safe_addresses(address: str) -> None:
    assert safe_url(address)


def test_nested_links_end_the_outer_one() -> None:
    text = read_inline('<a href="/1">a<a href="/2">b</a>c</a>')
    assert [(s.start, s.end, s.href) for s in text.spans] == [(0, 1, "/1"), (1, 2, "/2")]


def test_neighbouring_links_stay_two() -> None:
    text = read_inline('<a href="/1">a</a><a href="/1">b</a>')
    assert len(text.spans) == 2
    assert read_inline(write_inline(text)) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (Text("a & b < c"), "a &amp; b &lt; c"),
        (Text("abc", (Span(0, 2, B), Span(1, 3, IT))), "<b>a<i>b</i></b><i>c</i>"),
        (
            Text("abc", (Span(0, 2, L, (("href", '/"x'),)), Span(1, 3, B))),
            '<a href="/&quot;x">a<b>b</b></a><b>c</b>',
        ),
        (Text("a\nb\nc", (Span(1, 2, BR),)), "a<br>b\nc"),
        (Text("ab", (Span(0, 2, L, (("href", "javascript:x"),)),)), "ab"),
    ],
)
def test_writes(text: Text, html: str) -> None:
    assert write_inline(text) == html


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (Text("a\0b", (Span(0, 3, B),)), Text("ab")),
        (Text("ab", (Span(0, 1, BR),)), Text("ab")),
        (
            Text("ab", (Span(0, 2, L, (("HREF", "/a"), ("href", "/b"), ("x y", ""))),)),
            Text("ab", (Span(0, 2, L, (("href", "/a"),)),)),
        ),
        (
            Text("ab", (Span(0, 1, L, (("href", "/a"),)), Span(0, 2, L, (("href", "/b"),)))),
            Text("ab", (Span(0, 2, L, (("href", "/b"),)),)),
        ),
    ],
)
def test_normal_form(text: Text, result: Text) -> None:
    assert normal(text) == result
    assert normal(result) == result


@given(texts())
def test_read_undoes_write(text: Text) -> None:
    assert normal(text) == text
    assert read_inline(write_inline(text)) == text


@examples(60)
@given(st.text(st.sampled_from("<>/abi &;\"='!-pr#10\0\r\n\ud800"), max_size=40))
def test_any_input_is_read_into_normal_form(html: str) -> None:
    text = read_inline(html)
    assert normal(text) == text
    assert read_inline(write_inline(text)) == text
