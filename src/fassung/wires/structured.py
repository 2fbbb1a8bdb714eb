"""What a page says about itself to machines: JSON-LD, meta elements, its own JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, TypeAlias

from fassung.errors import WireError
from fassung.wires.load import load

Record: TypeAlias = dict[str, Any]

_ARTICLES = re.compile(r"(?:\w*NewsArticle|Article|Report|BlogPosting|LiveBlogPosting)")
# A bound on the length keeps the search linear on hostile pages.
_TAG = re.compile(r"<(html|meta|link)\b([^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_GLOBAL = "Fusion.globalContent"


def scripts(html: str) -> Iterator[tuple[dict[str, str], str]]:
    """Attributes and content of every script element."""
    # str.find, not a pattern: linear also where no script is closed.
    small = html.lower() if html.isascii() else _lower_ascii(html)
    place = small.find("<script")
    while place >= 0:
        begin = small.find(">", place)
        end = small.find("</script", begin)
        if begin < 0 or end < 0:
            return
        yield attributes(html[place + 7 : min(begin, place + 4000)]), html[begin + 1 : end]
        place = small.find("<script", end)


def _lower_ascii(html: str) -> str:
    # str.lower may change the length ("İ"), and with it every place.
    return html.translate({upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)})


def attributes(tag: str) -> dict[str, str]:
    """The attributes in the inside of a start tag, entities decoded."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def meta(html: str) -> dict[str, str]:
    """``lang``, ``canonical``, and every meta element by its name or property."""
    found: dict[str, str] = {}
    for tag, inside in _TAG.findall(html):
        values = attributes(inside)
        if tag.lower() == "html":
            found.setdefault("lang", values.get("lang", ""))
        elif tag.lower() == "link" and "canonical" in values.get("rel", "").lower().split():
            found.setdefault("canonical", values.get("href", ""))
        elif tag.lower() == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            found.setdefault(name.lower(), values.get("content", ""))
    return found


def news_article(html: str) -> Record:
    """The first article in the page's JSON-LD, references within the graph resolved.

    Empty if there is none. Damaged JSON-LD is passed over, as search engines do.
    """
    nodes: list[Record] = []
    for values, content in scripts(html):
        if values.get("type", "").lower() == "application/ld+json":
            try:
                nodes += _nodes(load('{"@graph":[' + content + "]}"))
            except WireError:
                continue
    known = {str(node["@id"]): node for node in nodes if len(node) > 1 and "@id" in node}
    for node in nodes:
        types = node.get("@type")
        for name in types if isinstance(types, list) else [types]:
            if isinstance(name, str) and _ARTICLES.fullmatch(name) and "headline" in node:
                return {key: _resolved(value, known) for key, value in node.items()}
    return {}


def _nodes(value: object) -> list[Record]:
    """Every object in ``value``, outer before inner."""
    if isinstance(value, list):
        return [node for part in value for node in _nodes(part)]
    if isinstance(value, dict):
        return [value, *(node for part in value.values() for node in _nodes(part))]
    return []


def _resolved(value: object, known: dict[str, Record]) -> object:
    if isinstance(value, list):
        return [_resolved(part, known) for part in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return known.get(str(value.get("@id")), value)
    return value


def embedded_story(html: str) -> Record | None:
    """The ANS story in the page's own JSON, if it carries one.

    The Washington Post has it in Next.js' data (``props.pageProps.globalContent``),
    other users of Arc XP assign it to ``Fusion.globalContent``.
    """
    for values, content in scripts(html):
        found: object = None
        try:
            if values.get("id") == "__NEXT_DATA__":
                found = load(content)
                for name in ("props", "pageProps", "globalContent"):
                    found = found.get(name) if isinstance(found, dict) else None
            elif (place := content.find(_GLOBAL)) >= 0:
                rest = content[place + len(_GLOBAL) :].lstrip(" \t\r\n=")
                found, _ = json.JSONDecoder().raw_decode(rest)
        except (WireError, ValueError, RecursionError):
            continue
        if isinstance(found, dict) and isinstance(found.get("content_elements"), list):
            return found
    return None
