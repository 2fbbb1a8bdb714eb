"""A saved web page of a partner: JSON-LD says what it is, the markup holds the text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from fassung.article import (
    Article,
    Author,
    Block,
    Heading,
    Image,
    Paragraph,
    Publisher,
    Rights,
    Term,
    Text,
)
from fassung.article import extract as extract_texts
from fassung.errors import WireError
from fassung.wires.inline import read_inline, safe_url
from fassung.wires.load import decode
from fassung.wires.structured import Record, embedded_story, meta, news_article
from fassung.wires.xhtml import read_blocks, split_credit

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
    language = about.get("lang") or _line(record.get("inLanguage")) or "en"
    if language.lower().replace("_", "-").split("-")[0] not in ("en", "de"):
        raise WireError(
            "{source} is in the language “{language}”; send an English (or German) article.",
            source=source,
            language=language,
        )
    publisher = _publisher(record, about, language)
    seo = _line(record.get("headline"))
    headline = _headline(about.get("og:title", ""), publisher.name) or seo
    teaser = _line(record.get("description")) or about.get("og:description", "")
    body = _body(html) if record or about.get("og:type") == "article" or "<article" in html else ()
    blocks = _without_head(body, headline, seo, teaser)
    # Markup with less than half of the words is a menu or a beginning, not the text.
    whole = _string(record.get("articleBody")).strip()
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
    url = _url(about, record)
    free = str(record.get("isAccessibleForFree", "true")).lower() != "false"
    return Article(
        id=url or headline,
        language=language,
        publisher=publisher,
        url=url,
        first_published=_time(record.get("datePublished") or about.get("article:published_time")),
        updated=_time(record.get("dateModified") or about.get("article:modified_time")),
        headline=Text(headline),
        seo_headline=Text(seo) if seo != headline else Text(),
        teaser=Text(teaser),
        authors=_authors(record, about),
        lead_image=_image(record, about, url),
        blocks=tuple(_absolute(block, url) for block in blocks),
        terms=_terms(record),
        # Behind a pay wall the markup may hold the beginning only: a person must look.
        rights=Rights(
            holder=_names(record.get("copyrightHolder")), holds=() if free else ("partial",)
        ),
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _line(value: object) -> str:
    """A string or the first of a list, tags and entities resolved, in one line."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(read_inline(_string(value))).split())


def _records(value: object) -> list[Record]:
    """Objects of a JSON-LD value; a bare string is a name."""
    values = value if isinstance(value, list) else [value]
    return [
        part if isinstance(part, dict) else {"name": part}
        for part in values
        if isinstance(part, dict) or (isinstance(part, str) and part)
    ]


def _names(value: object) -> str:
    return next((name for part in _records(value) if (name := _line(part.get("name")))), "")


def _publisher(record: Record, about: dict[str, str], language: str) -> Publisher:
    name = _names(record.get("publisher")) or about.get("og:site_name", "")
    parts = urlsplit(_url(about, record))
    site = f"{parts.scheme}://{parts.hostname}" if parts.hostname else ""
    return Publisher(name=name, site=site, language=language)


def _headline(title: str, site: str) -> str:
    """``title`` without the name of the paper behind it."""
    title = " ".join(title.split())
    if site and title.endswith(site):
        title = re.sub(r"\s+[-–—|:·]\s*$", "", title.removesuffix(site))
    return title


def _url(about: dict[str, str], record: Record) -> str:
    page = record.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for url in (about.get("canonical"), _string(page), _string(record.get("url"))):
        if url and re.match("https?://[^/]", url):
            try:
                urlsplit(url)
            except ValueError:
                continue
            return url
    return ""


def _time(value: object) -> datetime | None:
    """A date-time; without a zone UTC. A date that cannot be read is left out."""
    try:
        time = datetime.fromisoformat(_string(value))
    except ValueError:
        return None
    return time if time.utcoffset() is not None else time.replace(tzinfo=UTC)


def _authors(record: Record, about: dict[str, str]) -> tuple[Author, ...]:
    found: dict[str, str] = {}
    # Name and public page only: e-mail and the like stay behind.
    for part in _records(record.get("author")) or _records(about.get("author", "")):
        url = _string(part.get("url"))
        for name in part["name"] if isinstance(part.get("name"), list) else [part.get("name")]:
            name = re.sub(r"^(by|von)\s+", "", _line(name), flags=re.IGNORECASE)
            if name and not name.startswith("http"):
                found.setdefault(name, url if url.startswith("http") else "")
    return tuple(
        Author(id=f"a{i}", name=name, url=url) for i, (name, url) in enumerate(found.items(), 1)
    )


def _terms(record: Record) -> tuple[Term, ...]:
    found: list[Term] = []
    for key, scheme in (("articleSection", "section"), ("keywords", "keyword")):
        value = record.get(key)
        values = value if isinstance(value, list) else _string(value).split(",")
        names = (_line(name) for name in values)
        found += [Term(name=name, scheme=scheme) for name in dict.fromkeys(names) if name]
    return tuple(found)


def _image(record: Record, about: dict[str, str], page: str) -> Image | None:
    for part in _records(record.get("image")) or _records(about.get("og:image", "")):
        url = (
            _string(part.get("contentUrl")) or _string(part.get("url")) or _string(part.get("name"))
        )
        url = _join(page, url)
        if not safe_url(url):
            continue
        caption, credit = split_credit(_line(part.get("caption")) or _line(part.get("description")))
        credit = _line(part.get("creditText")) or _names(part.get("creator")) or credit
        sizes = {name: part.get(name) for name in ("width", "height")}
        known = {n: int(str(s)) for n, s in sizes.items() if re.fullmatch(r"\d{1,5}", str(s))}
        return Image(
            id="lead",
            url=url,
            caption=Text(caption),
            credit=credit,
            copyright=_line(part.get("copyrightNotice")),
            width=known.get("width"),
            height=known.get("height"),
        )
    return None


def _join(page: str, url: str) -> str:
    try:
        return urljoin(page, url) if page and url else url
    except ValueError:
        return ""


def _absolute(block: Block, page: str) -> Block:
    return replace(block, url=_join(page, block.url)) if isinstance(block, Image) else block


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
