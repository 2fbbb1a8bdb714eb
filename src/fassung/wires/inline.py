"""Inline HTML to text with spans and back: the one place where entities are decoded.

A partner's HTML is never trusted. What a :class:`~fassung.article.Text` can hold is
taken (an allow-list), every other tag is unwrapped, and scripts go with their content.
"""

from __future__ import annotations

import html as entities
import re
import unicodedata
from itertools import pairwise

from justhtml import stream

from fassung.article import Mark, Span, Text

_MARKS = {
    "b": Mark.BOLD,
    "strong": Mark.BOLD,
    "i": Mark.ITALIC,
    "em": Mark.ITALIC,
    "sub": Mark.SUB,
    "sup": Mark.SUP,
}
_TAGS = {Mark.BOLD: "b", Mark.ITALIC: "i", Mark.SUB: "sub", Mark.SUP: "sup"}
_DROPPED = frozenset(("script", "style", "iframe", "template", "noscript", "noembed", "noframes"))
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol p pre section table td th tr ul".split()
)
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))
_ATTRIBUTE = re.compile(r"(?!on)(?!style$)[a-z_:][a-z0-9_.:-]*", re.ASCII)
# What the fast path cannot pass on as it stands: markup, and characters that HTML
# (13.2.3.5) or UTF-8 cannot carry.
_SPECIAL = re.compile("[<&\r\0\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def safe_url(url: str) -> bool:
    """True if ``url`` is relative or http(s), mailto, tel or ftp, whatever hides its scheme.

    Control, format and white-space characters are ignored and entities decoded once more,
    as a lenient browser may do (WHATWG URL 4.4 strips tabs and newlines).

    >>> safe_url("/2024/04/26/train/"), safe_url("java\\tscript:alert(1)"), safe_url(" ")
    (True, False, False)
    """
    bare = "".join(
        char
        for char in entities.unescape(url)
        if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf")
    )
    head = re.split(r"[/?#\\]", bare, maxsplit=1)[0]
    scheme, colon, _ = head.partition(":")
    return bool(bare) and (not colon or scheme.lower() in _SCHEMES)


def read_inline(html: str) -> Text:
    """Untrusted inline HTML as text with spans, in normal form (see :func:`normal`).

    Takes b, strong, i, em, sub, sup, br and a (with its attributes, event handlers and
    ``style`` left out). Block tags become line breaks, other tags are unwrapped; scripts,
    styles, frames and comments go with what they hold; a link whose address is not a
    :func:`safe_url` keeps its words only. Runs in linear time at any depth of nesting.

    >>> str(read_inline("by <b>train &amp; ferry</b>"))
    'by train & ferry'
    """
    if not _SPECIAL.search(html):
        return Text(html)
    reader = _Reader()
    for event, data in stream(html):
        match event, data:
            case "text", str(words):
                reader.text(words)
            case "start", (str(tag), dict(attributes)):
                reader.start(tag, attributes)
            case "end", str(tag):
                reader.end(tag)
    return reader.result()


class _Reader:
    """Collects text and spans. One counter a mark, so depth costs nothing."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.depth: dict[Mark, int] = {}
        self.began: dict[Mark, int] = {}
        self.link: tuple[int, tuple[tuple[str, str], ...]] | None = None
        self.dropping = ""
        self.dropped = 0
        self.block = False

    def text(self, text: str) -> None:
        text = _clean(text)
        if self.dropping or not text:
            return
        if self.block and self.length and text.strip():
            self.line_break()
        self.block = self.block and not text.strip()
        self.parts.append(text)
        self.length += len(text)

    def line_break(self) -> None:
        self.block = False
        self.spans.append(Span(self.length, self.length + 1, Mark.BREAK))
        self.parts.append("\n")
        self.length += 1

    def start(self, tag: str, attributes: dict[str, str | None]) -> None:
        if self.dropping:
            self.dropped += tag == self.dropping
        elif tag in _DROPPED:
            self.dropping, self.dropped = tag, 1
        elif mark := _MARKS.get(tag):
            if not self.depth.get(mark):
                self.began[mark] = self.length
            self.depth[mark] = self.depth.get(mark, 0) + 1
        elif tag == "a":
            # HTML 13.2.6.4.7: a link inside a link ends the outer one.
            self.end_link()
            self.link = (self.length, tuple((name, v or "") for name, v in attributes.items()))
        elif tag == "br":
            self.line_break()
        elif tag in _BLOCKS:
            self.block = True

    def end(self, tag: str) -> None:
        if self.dropping:
            self.dropped -= tag == self.dropping
            self.dropping = self.dropping if self.dropped else ""
        elif mark := _MARKS.get(tag):
            if self.depth.get(mark, 0) == 1:
                self.add(self.began[mark], mark)
            self.depth[mark] = max(0, self.depth.get(mark, 0) - 1)
        elif tag == "a":
            self.end_link()
        elif tag in _BLOCKS:
            self.block = True

    def end_link(self) -> None:
        if self.link:
            self.add(self.link[0], Mark.LINK, self.link[1])
        self.link = None

    def add(self, start: int, mark: Mark, attributes: tuple[tuple[str, str], ...] = ()) -> None:
        if start < self.length:
            self.spans.append(Span(start, self.length, mark, attributes))

    def result(self) -> Text:
        self.end_link()
        for mark, depth in self.depth.items():
            if depth:
                self.add(self.began[mark], mark)
        return normal(Text("".join(self.parts), tuple(self.spans)))


def normal(text: Text) -> Text:
    """``text`` in the form that :func:`write_inline` and :func:`read_inline` keep unchanged.

    Spans are sorted; bold, italic, sub and sup that touch or overlap are one; only links
    have attributes, with valid names once each and a safe address; links do not overlap;
    a break lies over one ``"\\n"``; there is no NUL and no lone surrogate.
    """
    if "\0" in text.value:
        # Seldom and hostile: losing the spans is better than shifting them.
        return Text(_clean(text.value))
    value = _clean(text.value)
    if not text.spans:
        return Text(value) if value != text.value else text
    spans: list[Span] = []
    for mark in _TAGS:
        for span in sorted(span for span in text.spans if span.mark is mark):
            if spans and spans[-1].mark is mark and spans[-1].end >= span.start:
                spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end), mark)
            else:
                spans.append(Span(span.start, span.end, mark))
    spans += {
        Span(span.start, span.end, Mark.BREAK)
        for span in text.spans
        if span.mark is Mark.BREAK and value[span.start : span.end] == "\n"
    }
    spans += _links(text.spans)
    return Text(value, tuple(sorted(spans)))


def _links(spans: tuple[Span, ...]) -> list[Span]:
    """The safe links, cut so that none lies over another."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.mark is Mark.LINK):
        attributes: dict[str, str] = {}
        for name, value in span.attributes:
            if _ATTRIBUTE.fullmatch(name.lower()):
                attributes.setdefault(name.lower(), _clean(value))
        if not safe_url(attributes.get("href", "")):
            continue
        if found and found[-1].end > span.start:
            last = found.pop()
            if last.start < span.start:
                found.append(Span(last.start, span.start, Mark.LINK, last.attributes))
        found.append(Span(span.start, span.end, Mark.LINK, tuple(attributes.items())))
    return found


def write_inline(text: Text) -> str:
    """``text`` as inline HTML, well nested; ``read_inline`` gives ``normal(text)`` back.

    >>> write_inline(Text("a < b", (Span(4, 5, Mark.BOLD),)))
    'a &lt; <b>b</b>'
    """
    text = normal(text)
    if not text.spans:
        return _escape(text.value)
    breaks = {span.start for span in text.spans if span.mark is Mark.BREAK}
    spans = [span for span in text.spans if span.mark is not Mark.BREAK]
    edges = sorted({0, len(text.value)}.union(*((span.start, span.end) for span in spans)))
    order = (Mark.LINK, *_TAGS)
    result: list[str] = []
    # Links are outermost, so they are never cut; a mark that crosses another is cut in
    # two, which the reader joins again.
    opened: list[Span] = []
    for start, end in pairwise(edges):
        here = [s for mark in order for s in spans if s.mark is mark and s.start <= start < s.end]
        kept = 0
        while kept < min(len(opened), len(here)) and opened[kept] == here[kept]:
            kept += 1
        result += [_close(span) for span in reversed(opened[kept:])]
        result += [_open(span) for span in here[kept:]]
        opened = here
        for place in range(start, end):
            result.append("<br>" if place in breaks else _escape(text.value[place]))
    result += [_close(span) for span in reversed(opened)]
    return "".join(result)


def _open(span: Span) -> str:
    if span.mark is not Mark.LINK:
        return f"<{_TAGS[span.mark]}>"
    attributes = "".join(f' {name}="{_escape(value)}"' for name, value in span.attributes)
    return f"<a{attributes}>"


def _close(span: Span) -> str:
    return "</a>" if span.mark is Mark.LINK else f"</{_TAGS[span.mark]}>"


def _clean(value: str) -> str:
    return _SURROGATES.sub("�", value.replace("\0", ""))


def _escape(value: str) -> str:
    return entities.escape(value).replace("\r", "&#13;").replace("&#x27;", "'")
