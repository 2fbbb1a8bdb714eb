"""A saved web page of a partner: JSON-LD says what it is, the markup holds the text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from fassung.article import (
    Article,
    Block,
    Heading,
    Image,
    Paragraph,
    Rights,
    Text,
)
from fassung.article import extract as extract_texts
from fassung.errors import WireError
from fassung.wires.load import decode
from fassung.wires.page_record import (
    authors_of,
    headline_of,
    image_of,
    joined,
    line,
    moment,
    names,
    publisher_of,
    string,
    terms_of,
    url_of,
)
from fassung.wires.structured import embedded_story, meta, news_article
from fassung.wires.xhtml import read_blocks

MAX_PAGE = 5 * 1024 * 1024
"""Saved pages of newspapers have 0.1 to 2 MB."""
MAX_TAGS = 30_000
"""The four saved pages in hand have 850 to 1,850 tags. Extraction grows faster than the page:
1.5 s for 10,000 tags, 10 s for 29,000 (two cores, 24 November 2026)."""


def embedded_ans(data: bytes) -> bytes | None:
    """The ANS story that the page ``data`` carries in its own JSON; None if it has none.

    :func:`fassung.wires.read` hands it to the reader of ANS: modules of this floor do
    not know each other.

    Raises:
        WireError: if ``data`` cannot be decoded.
    """
    story = embedded_story(decode(data))
    return None if story is None else json.dumps(story).encode()


def read(data: bytes, source: str = "input") -> Article:
    """The article on a web page: what it is from JSON-LD, its text from the markup.

    Raises:
        WireError: if the page is too large, holds no article, or is neither English
            nor German.
    """
    html = decode(data, source)
    if len(data) > MAX_PAGE:
        raise WireError(
            "{source} has {size} MB, more than a page may have ({limit} MB); save it anew.",
            source=source,
            size=len(data) // 1024 // 1024,
            limit=MAX_PAGE // 1024 // 1024,
        )
    if html.count("<") > MAX_TAGS:
        raise WireError(
            "{source} has more than {limit} tags, no article's page has; send its ANS or ninjs.",
            source=source,
            limit=MAX_TAGS,
        )
    about, record = meta(html), news_article(html)
    language = about.get("lang") or line(record.get("inLanguage")) or "en"
    if language.lower().replace("_", "-").split("-")[0] not in ("en", "de"):
        raise WireError(
            "{source} is in the language “{language}”; send an English (or German) article.",
            source=source,
            language=language,
        )
    publisher = publisher_of(record, about, language)
    seo = line(record.get("headline"))
    headline = headline_of(about.get("og:title", ""), publisher.name) or seo
    teaser = line(record.get("description")) or about.get("og:description", "")
    body = _body(html) if record or about.get("og:type") == "article" or "<article" in html else ()
    blocks = _without_head(body, headline, seo, teaser)
    # Markup with less than half of the words is a menu or a beginning, not the text.
    whole = string(record.get("articleBody")).strip()
    words = sum(
        len(str(part.text).split()) for part in extract_texts(Article(id="", blocks=blocks))
    )
    if 2 * words < len(whole.split()):
        lines = re.split(r"\n+", whole)
        blocks = read_blocks("".join(f"<p>{line}</p>" for line in lines))
    if not blocks or not headline:
        raise WireError(
            "No article found in {source}; save the page of one article, or send its ANS or ninjs.",
            source=source,
        )
    url = url_of(about, record)
    free = str(record.get("isAccessibleForFree", "true")).lower() != "false"
    return Article(
        id=url or headline,
        language=language,
        publisher=publisher,
        url=url,
        first_published=moment(record.get("datePublished") or about.get("article:published_time")),
        updated=moment(record.get("dateModified") or about.get("article:modified_time")),
        headline=Text(headline),
        seo_headline=Text(seo) if seo != headline else Text(),
        teaser=Text(teaser),
        authors=authors_of(record, about),
        lead_image=image_of(record, about, url),
        blocks=tuple(_absolute(block, url) for block in blocks),
        terms=terms_of(record),
        # Behind a pay wall the markup may hold the beginning only: a person must look.
        rights=Rights(
            holder=names(record.get("copyrightHolder")), holds=() if free else ("partial",)
        ),
    )


def _absolute(block: Block, page: str) -> Block:
    return replace(block, url=joined(page, block.url)) if isinstance(block, Image) else block


def _body(html: str) -> tuple[Block, ...]:
    """The readable text of the page, found by trafilatura. Empty if there is none."""
    # Imported here: it takes a second, and only pages need it.
    from trafilatura import extract

    try:
        found = extract(
            html,
            output_format="html",
            include_links=True,
            include_formatting=True,
            include_images=True,
            include_tables=True,
            include_comments=False,
            # A sentence too much can be cut by an editor; one too few is not seen.
            favor_recall=True,
        )
    except (ValueError, RecursionError, AttributeError, TypeError):
        # Pages that are made to break a parser hold no article.
        return ()
    return read_blocks(found or "")


def _without_head(blocks: tuple[Block, ...], *known: str) -> tuple[Block, ...]:
    """``blocks`` without a beginning that repeats headline and teaser, and without h1."""
    while blocks:
        first = blocks[0]
        if isinstance(first, Paragraph | Heading) and (
            " ".join(str(first.text).split()) in known
            or (isinstance(first, Heading) and first.level == 1)
        ):
            blocks = blocks[1:]
        else:
            break
    return blocks
