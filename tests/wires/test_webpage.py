from __future__ import annotations

import json
from typing import Any

import pytest

from fassung.article import Image, Text
from fassung.errors import WireError
from fassung.wires.webpage import embedded_ans, read

WORDS = "The train left the old station at noon, and nobody in the long carriage said a word. "
BODY = (
    f"<article><h1>By train</h1><p>A slow visit.</p><p>{WORDS * 3}</p><h2>On the way</h2>"
    f'<p>{WORDS * 3}<a href="https://example.org/rail">rail</a></p>'
    f"<script>evil()</script><p onclick=evil()>{WORDS * 2}</p></article>"
)
RECORD: dict[str, Any] = {
    "@type": "NewsArticle",
    "headline": "State visit by train",
    "description": "A slow visit.",
    "datePublished": "2026-09-11T14:30:00Z",
    "dateModified": "2026-09-12T08:00:00",
    "author": [{"name": "By Kim Roe", "email": "x@example.org"}, "Lee Foe", {"name": ["Pat Poe"]}],
    "publisher": {"@id": "#org"},
    "articleSection": ["World", "World"],
    "keywords": "trains, visits",
    "image": {
        "url": "/lead.jpg",
        "caption": "The train waits. (Jo Doe)",
        "width": "1200",
        "height": "a",
    },
    "isAccessibleForFree": "False",
    "mainEntityOfPage": {"@id": "https://example.org/other"},
}


def page(record: object = RECORD, body: str = BODY, lang: str = "en-US", head: str = "") -> bytes:
    graph = {"@graph": [{"@id": "#org", "name": "Example Post"}, record]}
    return (
        f'<!doctype html><html lang={lang}><head><meta property="og:title" '
        'content="By train | Example Post"><link rel="canonical" href="https://example.org/visit">'
        f'<script type="application/ld+json">{json.dumps(graph)}</script>{head}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def test_reads_a_page() -> None:
    found = read(page())
    assert (str(found.headline), str(found.seo_headline)) == ("By train", "State visit by train")
    assert str(found.teaser) == "A slow visit."
    assert [author.name for author in found.authors] == ["Kim Roe", "Lee Foe", "Pat Poe"]
    assert (found.publisher.name, found.publisher.site) == ("Example Post", "https://example.org")
    assert (found.id, found.url, found.language) == (
        found.url,
        "https://example.org/visit",
        "en-US",
    )
    assert str(found.first_published) == "2026-09-11 14:30:00+00:00"
    assert str(found.updated) == "2026-09-12 08:00:00+00:00"
    assert [t.name for t in found.terms] == ["World", "trains", "visits"]
    assert found.rights.holds == ("partial",)
    assert found.lead_image == Image(
        id="lead",
        url="https://example.org/lead.jpg",
        caption=Text("The train waits."),
        credit="Jo Doe",
        width=1200,
    )
    assert [block.kind for block in found.blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]
    assert "https://example.org/rail" in repr(found.blocks)
    assert "evil" not in repr(found) and "x@example" not in repr(found)


def test_article_body_is_the_last_resort() -> None:
    found = read(page({**RECORD, "articleBody": "One.\n\nTwo &amp; three."}, body="<nav>x</nav>"))
    assert [str(block.text) for block in found.blocks] == ["One.", "Two & three."]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><p>Hello</p></body></html>", "No article found in"),
        (page(body=""), "No article found in"),
        (page({"@type": "Recipe"}, body=""), "No article found in"),
        (page(lang="fr"), "is in the language “fr”"),
        (b"<html>" + b" " * (10 * 1024 * 1024 + 1), "more than a page may have"),
        (b"<html>" + b"<i>" * 30_001, "more than 30000 tags"),
        (b"<html>\xff", "is not UTF-8"),
    ],
)
def test_refuses_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(WireError, match=reason):
        read(data)


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">'
        '{"props": {"pageProps": {"globalContent": {"content_elements": []}}}}</script>',
        '<SCRIPT>window.Fusion=1;Fusion.globalContent={"content_elements": []};x()</SCRIPT>',
        "<script>Fusion.globalContent={broken</script>"
        '<script>Fusion.globalContent = {"content_elements": []}</script>',
    ],
)
def test_finds_embedded_ans(script: str) -> None:
    assert embedded_ans(page(head=script)) == b'{"content_elements": []}'


@pytest.mark.parametrize(
    "script",
    [
        "",
        '<script id="__NEXT_DATA__">{"props": []}</script>',
        '<script id="__NEXT_DATA__">{"props"</script>',
        "<script>Fusion.globalContent=[]</script>",
        "<script>Fusion.globalContent=" + "[" * 100_000 + "</script>",
    ],
)
def test_finds_no_ans(script: str) -> None:
    assert embedded_ans(page(head=script)) is None


def test_damaged_json_ld_is_passed_over() -> None:
    found = read(page().replace(b'{"@graph"', b"{,"))
    assert str(found.headline) == "By train | Example Post"
