"""JSON-LD: the article as a schema.org ``NewsArticle`` that says it is a translation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from fassung.article import Article, Image
from fassung.portals.notices import notices
from fassung.portals.portal import DEFAULT, Portal
from fassung.portals.safe import link, plain

DIGITAL_SOURCE_TYPE = (
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
)
"""IPTC has no term for translation; this one is the safe choice (field/standards.md §8)."""

# What would end the script element, or open a comment in it (HTML §4.12.1.3), and the
# two line ends that JSON allows and older JavaScript does not.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def news_article(
    article: Article,
    portal: Portal = DEFAULT,
    *,
    first_published: datetime | None = None,
    published: datetime | None = None,
) -> dict[str, object]:
    """``article`` as schema.org's NewsArticle; what the article does not have is left out.

    Terms and their meaning: field/standards.md §6.

    Args:
        article: in German.
        portal: who publishes it.
        first_published: when the German first went out; else the day of the original stands for it.
        published: when it went out as it is now.
    """
    original = link(article.url, schemes=("http", "https"))
    publisher = _clean({"@type": "Organization", "name": article.publisher.name}, "name")
    site = link(article.publisher.site, schemes=("http", "https"))
    if publisher and site:
        publisher["url"] = site
    first = article.first_published.isoformat() if article.first_published else ""
    house = {"@type": "Organization", "name": portal.publisher or portal.name}
    source = _clean(
        {
            "@type": "NewsArticle",
            "@id": original,
            "url": original,
            "inLanguage": article.translated_from,
            "datePublished": first,
            "publisher": publisher,
        },
        "url",
        "publisher",
        "datePublished",
    )
    translated = bool(article.translated_from)
    modified = published or article.updated
    texts = notices(article, portal)
    return _clean(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": portal.address(article),
            "url": portal.address(article),
            "mainEntityOfPage": portal.address(article),
            "inLanguage": article.language,
            "headline": article.headline.value,
            "alternativeHeadline": article.seo_headline.value,
            "description": article.teaser.value,
            "articleSection": portal.terms.get(article.section, ""),
            "keywords": [
                portal.terms[term.name]
                for term in article.terms
                if term.scheme != "section" and term.name in portal.terms
            ],
            "datePublished": first_published.isoformat() if first_published else first,
            "dateModified": modified.isoformat() if modified else first,
            "author": [
                _clean(
                    {
                        "@type": "Person",
                        "name": author.name,
                        "url": link(author.url),
                        "description": author.bio.value,
                        "image": link(author.picture, schemes=("http", "https")),
                    }
                )
                for author in article.authors
                if author.role == "by" and author.name.strip()
            ],
            "publisher": house,
            "image": [_image(image) for image in _images(article)],
            "translationOfWork": source if translated else None,
            "isBasedOn": original if translated else "",
            "translator": house if translated else None,
            "digitalSourceType": DIGITAL_SOURCE_TYPE if translated else "",
            "creditText": texts[-1] if texts else "",
            "copyrightHolder": _clean(
                {"@type": "Organization", "name": article.rights.holder or article.publisher.name},
                "name",
            ),
            "copyrightNotice": article.rights.notice,
            "usageInfo": link(article.rights.usage_terms, schemes=("http", "https"))
            if "://" in article.rights.usage_terms
            else "",
            "correction": [
                {"@type": "CorrectionComment", "text": note.text.value}
                for note in article.corrections
                if note.text
            ],
            "isAccessibleForFree": True,
        }
    )


def embedded(data: Mapping[str, object]) -> Markup:
    """``data`` as JSON that can stand in a ``<script type="application/ld+json">``."""
    return Markup(plain(json.dumps(data, ensure_ascii=False, indent=1)).translate(_ESCAPES))


def _images(article: Article) -> list[Image]:
    """Pictures that may be handed on, the lead picture first."""
    found = [article.lead_image, *(b for b in article.blocks if isinstance(b, Image))]
    return [
        image
        for image in found
        if image and image.licensable and link(image.url, article.url, ("http", "https"))
    ]


def _image(image: Image) -> dict[str, object]:
    return _clean(
        {
            "@type": "ImageObject",
            "url": link(image.url, schemes=("http", "https")),
            "width": image.width,
            "height": image.height,
            "caption": image.caption.value,
            "creditText": image.credit,
            "copyrightNotice": image.copyright,
        }
    )


def _clean(data: Mapping[str, object], *needed: str) -> dict[str, object]:
    """``data`` without empty values; nothing at all if it has none of ``needed``."""
    kept = {
        key: plain(value).strip() if isinstance(value, str) else value
        for key, value in data.items()
        if value not in ("", None, [], {}) and not (isinstance(value, str) and not value.strip())
    }
    return kept if not needed or any(key in kept for key in needed) else {}
