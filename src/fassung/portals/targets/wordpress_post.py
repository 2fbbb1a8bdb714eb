"""An edition as the fields of a WordPress post; the mark that says which article it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape

from fassung.article import Article
from fassung.portals import jsonld, notices, safe, view
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.slug import hyphened
from fassung.portals.targets.wordpress_blocks import Blocks, paragraph, protected, wrapped
from fassung.portals.targets.wordpress_pictures import Uploaded, caption
from fassung.portals.targets.wordpress_rest import Json

_NUMBER = re.compile(r'data-fassung-number="(\d+)"')
_MEDIA = re.compile(r'data-fassung-media="([|\d]+)"')
_BOX = "border:1px solid;padding:0.6em 1em"
"""So that the label is seen at first sight in every theme."""
_LONGEST_SLUG = 80
_LATELY = timedelta(minutes=5)
"""A post dated nearer than this gets WordPress's own time: one that lies in the future by
WordPress's clock would wait for its cron instead of going out."""


def mark(outlet: str, article: Article) -> str:
    """The word in a post's text that it is found by: one a portal and article."""
    known = "\0".join((outlet, article.id)).encode("utf-8", "replace")
    return f"fassung-{sha256(known).hexdigest()[:20]}"


def number(content: str) -> int | None:
    """The number that a post's text says it shows; None if somebody has removed it."""
    found = _NUMBER.search(content)
    return int(found[1]) if found else None


def media(content: str) -> list[int]:
    """The ids of the pictures that a post's text says it shows."""
    found = _MEDIA.search(content)
    return [int(id) for id in found[1].split("|") if id] if found else []


def slug(edition: Edition) -> str:
    """The last part of the post's address: words of the headline, then what makes it unique."""
    start = hyphened(edition.article.headline.value)
    if len(start) > _LONGEST_SLUG:
        start = start[:_LONGEST_SLUG].rpartition("-")[0]
    own = mark(edition.outlet, edition.article)[-8:]
    return f"{start}-{own}" if start else own


def fields(
    edition: Edition,
    pictures: Mapping[str, Uploaded],
    authors: Mapping[str, int],
    now: datetime,
) -> Json:
    """What the post is made of, but for its categories and tags.

    Args:
        pictures: what was uploaded, by the picture's address.
        authors: ids of WordPress accounts by author's name.
        now: aware.
    """
    article = edition.article
    writers = [a.name.strip() for a in article.authors if a.role == "by" and a.name.strip()]
    account = authors.get(writers[0]) if len(writers) == 1 else None
    lead, _ = view.opening(article)
    found: Json = {
        "title": escape(safe.plain(article.headline.value), quote=False),
        "excerpt": escape(_excerpt(edition), quote=False),
        "content": _content(edition, pictures, byline=account is None),
        "status": "publish",
        "comment_status": "closed",
        "ping_status": "closed",
        "featured_media": pictures[lead.url].id if lead and lead.url in pictures else 0,
    }
    if account is not None:
        found["author"] = account
    if edition.first_published < now - _LATELY:
        found["date_gmt"] = edition.first_published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return found


def terms(edition: Edition) -> tuple[list[str], list[str]]:
    """Categories and tags in the portal's words; what the portal has no word for is left out."""
    article, words = edition.article, edition.portal.terms
    sections = [t.name for t in article.terms if t.scheme == "section" and t.name in words]
    others = [t.name for t in article.terms if t.scheme != "section" and t.name in words]
    return (
        list(dict.fromkeys(words[name] for name in sections)),
        list(dict.fromkeys(words[name] for name in others)),
    )


def note(withdrawal: Withdrawal) -> Json:
    """What a withdrawn post holds in WordPress's trash: no word of the article any more."""
    content = [
        _mark(withdrawal.outlet, withdrawal.article, withdrawal.number, (), ""),
        paragraph("Dieser Artikel ist nicht mehr verfügbar."),
    ]
    return {
        "title": "Nicht mehr verfügbar",
        "excerpt": "",
        "content": "\n\n".join(content),
        "featured_media": 0,
        "tags": [],
    }


def _excerpt(edition: Edition) -> str:
    """The teaser with the label before it: all that fronts and feeds show of a post (AI Act
    Art. 50(4)). Without a teaser WordPress takes the beginning of the text, label and all."""
    teaser = safe.plain(edition.article.teaser.value)
    label = notices.label(edition.article, edition.portal)
    return f"{label} – {teaser}" if label and teaser.strip() else teaser


def _content(edition: Edition, pictures: Mapping[str, Uploaded], *, byline: bool) -> str:
    article, portal = edition.article, edition.portal
    blocks = Blocks(pictures, view.levels(article), portal, article.url)
    lead, body = view.opening(article)
    used = [pictures[url].id for url in dict.fromkeys(pictures)]
    label = notices.label(article, portal)
    parts = []
    if article.kicker:
        parts.append(paragraph(blocks.inline(article.kicker), "fassung-kicker", small=True))
    parts.append(_mark(edition.outlet, article, edition.number, used, label))
    if byline and (names := view.names(article.authors, "by")):
        parts.append(paragraph(f"Von {escape(safe.plain(names))}", "fassung-byline"))
    if article.editor_note:
        parts.append(paragraph(f"<em>{blocks.inline(article.editor_note)}</em>", "fassung-note"))
    # The theme shows the featured picture, but seldom whose it is.
    if lead and lead.url in pictures and (words := caption(lead, article.url)):
        parts.append(paragraph(words, "fassung-lead-caption", small=True))
    parts.append(blocks.write(body, view.dateline(article)))
    if article.contributors:
        line = f"<em>{blocks.inline(article.contributors)}</em>"
        parts.append(paragraph(line, "fassung-contributors"))
    parts += [blocks.correction(found) for found in article.corrections if found.text]
    parts += [
        paragraph(blocks.inline(author.bio), "fassung-bio", small=True)
        for author in article.authors
        if author.bio
    ]
    parts += [
        paragraph(escape(text), "fassung-notice", small=True)
        for text in notices.notices(article, portal)
    ]
    if article.rights.notice:
        parts.append(
            paragraph(escape(safe.plain(article.rights.notice)), "fassung-rights", small=True)
        )
    return protected("\n\n".join(filter(None, parts)))


def _mark(outlet: str, article: Article, number: int, media: Iterable[int], label: str) -> str:
    """The label for readers, with what machines need: which article, which number, which kind of
    machine made it (AI Act Art. 50(2); field/standards.md §8)."""
    ids = "|".join(str(id) for id in media)
    data = {
        "id": mark(outlet, article),
        "data-fassung-article": article.id,
        "data-fassung-number": str(number),
        "data-fassung-media": f"|{ids}|" if ids else "",
        "data-digital-source-type": jsonld.DIGITAL_SOURCE_TYPE if article.translated_from else "",
        "data-translated-from": article.translated_from,
    }
    written = "".join(f' {k}="{escape(safe.plain(v))}"' for k, v in data.items() if v)
    inner = f'<p style="{_BOX}"><strong>{escape(label)}</strong></p>' if label else ""
    return wrapped("html", f'<div class="fassung-label"{written}>{inner}</div>')
