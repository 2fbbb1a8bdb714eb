"""safe: whatever a partner sent, as HTML that can do nothing but be read."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape

from fassung.article import Mark, Span, Text

_ELEMENTS = {Mark.BOLD: "strong", Mark.ITALIC: "em", Mark.SUB: "sub", Mark.SUP: "sup"}
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
# Browsers drop tab and line feed inside an address and control characters before
# it (WHATWG URL, "basic URL parser"), so an address that holds any is refused.
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\\ud800-\udfff]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
_LARGEST = 4_000_000
"""Bytes; a larger picture is linked, not put into the page."""


def plain(value: str) -> str:
    """``value`` without characters that no HTML document may hold (HTML §13.1.4)."""
    return _UNSEEN.sub("", value)


def link(url: str, base: str = "", schemes: tuple[str, ...] = ("http", "https", "mailto")) -> str:
    """``url`` if a reader may be sent there, made absolute with ``base``; else empty.

    >>> link("java\\tscript:alert(1)"), link("/world", "https://example.org/a/b")
    ('', 'https://example.org/world')
    """
    url = url.strip(" \t\r\n\f")
    if not url or _UNSAFE.search(url):
        return ""
    found = _SCHEME.match(url)
    if found:
        return url if found[0][:-1].lower() in schemes and _parts(url) else ""
    if ":" in re.split(r"[/?#]", url, maxsplit=1)[0]:
        return ""
    try:
        joined = urljoin(base, url) if link(base, "", ("http", "https")) else url
    except ValueError:
        return ""
    return joined if not base or _parts(joined) else ""


def picture(url: str, base: str, folders: Mapping[str, Path]) -> str:
    """The address of a picture for ``src``; from ``folders`` it comes as data. Empty if unsafe."""
    url = link(url, base, ("http", "https"))
    for start, folder in folders.items():
        name = url.removeprefix(start)
        path = folder / name
        media_type = _PICTURES.get(path.suffix.lower())
        if name == url or not media_type or "/" in name or not path.is_file():
            continue
        if path.stat().st_size <= _LARGEST:
            return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"
    return url


def host(url: str) -> str:
    """The name of the site that ``url`` leads to, as readers know it.

    >>> host("https://www.example.org/a")
    'example.org'
    """
    parts = _parts(url)
    return (parts[1] if parts else "").removeprefix("www.")


def html(text: Text, base: str = "") -> Markup:
    """``text`` as nested HTML. Marks that overlap are closed and opened again.

    Every character is escaped; a link keeps ``href`` (see :func:`link`), ``title``
    and ``target="_blank"``, and gets ``rel="noopener"``. A link inside a link is left out,
    as HTML allows none.
    """
    breaks = {s.start for s in text.spans if s.mark is Mark.BREAK and s.end == s.start + 1}
    spans = [(s, tag) for s in text.spans if (tag := _tag(s, base))]
    cuts = sorted({0, len(text.value), *breaks, *(p for s, _ in spans for p in (s.start, s.end))})
    cuts = sorted({*cuts, *(place + 1 for place in breaks)})
    out: list[str] = []
    still: list[tuple[Span, tuple[str, str]]] = []
    for here, after in itertools.pairwise(cuts):
        over = [(s, tag) for s, tag in spans if s.start <= here < s.end]
        over.sort(key=lambda pair: (pair[0].mark is not Mark.LINK, pair[0].start, -pair[0].end))
        links = [pair for pair in over if pair[0].mark is Mark.LINK]
        over = [pair for pair in over if pair[0].mark is not Mark.LINK or pair is links[0]]
        same = 0
        while same < min(len(still), len(over)) and still[same] == over[same]:
            same += 1
        out += [f"</{tag[0]}>" for _, tag in reversed(still[same:])]
        out += [tag[1] for _, tag in over[same:]]
        still = over
        part = text.value[here:after]
        out.append("<br>" if here in breaks and part == "\n" else str(escape(plain(part))))
    out += [f"</{tag[0]}>" for _, tag in reversed(still)]
    return Markup("".join(out))


def unlinked(text: Text) -> Text:
    """``text`` without links, for a place that is a link itself."""
    return Text(text.value, tuple(s for s in text.spans if s.mark is not Mark.LINK))


def _tag(span: Span, base: str) -> tuple[str, str] | None:
    """Name and opening tag of ``span``; None where there is nothing to open."""
    if span.mark is not Mark.LINK:
        name = _ELEMENTS.get(span.mark)
        return (name, f"<{name}>") if name else None
    href = link(span.href, base)
    if not href:
        return None
    given = dict(span.attributes)
    attributes = {"href": href}
    if given.get("title"):
        attributes["title"] = plain(given["title"])
    if given.get("target") == "_blank":
        attributes["target"] = "_blank"
    attributes["rel"] = "noopener"
    return "a", "<a" + "".join(f' {k}="{escape(v)}"' for k, v in attributes.items()) + ">"


def _parts(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname or ""
    except ValueError:
        return None
