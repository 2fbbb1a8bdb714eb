"""JSON-LD: complete, and unable to leave its script element."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html
from pyld import jsonld

from fassung.article import Article, Rights, Text
from fassung.portals.jsonld import DIGITAL_SOURCE_TYPE, embedded, news_article
from fassung.portals.page import render


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("@type", "NewsArticle"),
        ("inLanguage", "de"),
        ("isBasedOn", "https://example.org/2026/09/15/state-visit-by-train/"),
        ("datePublished", "2026-09-15T22:30:00+00:00"),
        ("dateModified", "2026-09-16T04:05:00+00:00"),
        ("articleSection", "Welt"),
        ("copyrightNotice", "© 2026 The Harbor Courier"),
        ("copyrightHolder", {"@type": "Organization", "name": "The Harbor Courier"}),
        ("digitalSourceType", DIGITAL_SOURCE_TYPE),
        ("translator", {"@type": "Organization", "name": "Deutsche Fassung"}),
        ("publisher", {"@type": "Organization", "name": "Deutsche Fassung"}),
        (
            "correction",
            [{"@type": "CorrectionComment", "text": "Zunächst war von zwölf Wagen die Rede."}],
        ),
        (
            "author",
            [
                {
                    "@type": "Person",
                    "name": "Nora Ellison",
                    "url": "https://example.org/people/nora-ellison/",
                    "description": "Nora Ellison leitet das Büro des Harbor Courier in Seoul.",
                },
                {
                    "@type": "Person",
                    "name": "Daniel Okafor",
                    "description": "berichtet über Diplomatie.",
                },
            ],
        ),
        (
            "translationOfWork",
            {
                "@type": "NewsArticle",
                "@id": "https://example.org/2026/09/15/state-visit-by-train/",
                "url": "https://example.org/2026/09/15/state-visit-by-train/",
                "inLanguage": "en",
                "datePublished": "2026-09-15T22:30:00+00:00",
                "publisher": {
                    "@type": "Organization",
                    "name": "The Harbor Courier",
                    "url": "https://example.org/",
                },
            },
        ),
    ],
)
def test_news_article(article: Article, key: str, value: object) -> None:
    assert news_article(article)[key] == value


def test_credit_names_the_partner(article: Article) -> None:
    assert "The Harbor Courier" in str(news_article(article)["creditText"])


def test_pictures_that_may_be_handed_on(article: Article) -> None:
    images = json.dumps(news_article(article)["image"])
    assert "train.png" in images and "station.svg" in images and "secret" not in images


def test_nothing_is_made_up() -> None:
    data = news_article(Article(id="a", language="de", rights=Rights()))
    assert set(data) == {
        "@context", "@type", "@id", "url", "mainEntityOfPage", "inLanguage", "publisher",
        "isAccessibleForFree",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "a\u2028b", "a & b", "]]>"])
def test_embedded_stays_in_its_element(article: Article, text: str) -> None:
    made = str(embedded(news_article(replace(article, headline=Text(text)))))
    assert not set("<>&\u2028\u2029") & set(made)
    assert json.loads(made)["headline"] == text


SCHEMA = "https://schema.org/"
_IDS = ("url", "mainEntityOfPage", "isBasedOn", "image", "digitalSourceType", "usageInfo")


def expanded(data: dict[str, object]) -> dict[str, object]:
    """``data`` as a JSON-LD library reads it; schema.org's context cut down to what is used."""
    context = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in _IDS}}

    def loader(url: str, options: object) -> dict[str, object]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    (node,) = jsonld.expand(data, {"documentLoader": loader})
    return dict(node)


def test_a_library_reads_it_and_it_is_complete(article: Article) -> None:
    page = render(replace(article, rights=replace(article.rights, usage_terms="https://e.org/t")))
    (script,) = html.document_fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    node = expanded(json.loads(script))
    assert node["@type"] == [SCHEMA + "NewsArticle"]
    assert node["@id"] == "https://fassung.example/artikel/TRAINVISIT2026.html"
    wanted = {
        "url", "mainEntityOfPage", "inLanguage", "headline", "alternativeHeadline", "description",
        "articleSection", "datePublished", "dateModified", "author", "publisher", "image",
        "translationOfWork", "isBasedOn", "translator", "digitalSourceType", "creditText",
        "copyrightHolder", "copyrightNotice", "usageInfo", "correction", "isAccessibleForFree",
    }  # fmt: skip
    assert {key for key in node if not key.startswith("@")} == {SCHEMA + name for name in wanted}
    (original,) = node[SCHEMA + "translationOfWork"]  # type: ignore[misc]
    assert original["@id"] == "https://example.org/2026/09/15/state-visit-by-train/"
    assert original[SCHEMA + "inLanguage"] == [{"@value": "en"}]
    (source,) = node[SCHEMA + "digitalSourceType"]  # type: ignore[misc]
    assert source == {"@id": DIGITAL_SOURCE_TYPE}
    (correction,) = node[SCHEMA + "correction"]  # type: ignore[misc]
    assert correction["@type"] == [SCHEMA + "CorrectionComment"]
