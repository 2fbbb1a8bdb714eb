"""view: the small decisions of a page, so that the template holds none."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from babel.numbers import format_decimal

from fassung.article import (
    Article,
    Author,
    Block,
    Heading,
    Image,
    Paragraph,
    Rating,
    Table,
    extract,
)
from fassung.portals.portal import Portal

WORDS_PER_MINUTE = 180
"""German: 179 words a minute (Trauzettel-Klosinski, Dietz: IReST, IOVS 2012)."""

_NUMBER = re.compile(r"[\s+\-–−±≈~<>$€£¥]*\d[\d.,\s]*(%|‰|Prozent|Euro|Dollar|[$€£¥])?\s*")
_BODY = ("body", "heading", "quote", "item", "cell", "citation")

PROVIDERS = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "twitter": "X (früher Twitter)",
    "vimeo": "Vimeo",
    "x": "X (früher Twitter)",
    "youtube": "YouTube",
}
"""What readers call the site that an embed comes from."""

CORRECTIONS = {
    "correction": "Korrektur",
    "clarification": "Klarstellung",
    "retraction": "Rücknahme",
    "update": "Aktualisierung",
}
"""A partner's kinds of correction, in German."""


def names(authors: tuple[Author, ...], role: str) -> str:
    """Those with ``role`` as a German list: ``A, B und C``."""
    found = [author.name.strip() for author in authors if author.role == role and author.name]
    return " und ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def assisting(authors: tuple[Author, ...]) -> str:
    """Those who took part in another way than writing or taking pictures, as a German list."""
    apart = [a for a in authors if a.role not in ("by", "photos_by") and a.name.strip()]
    return names(tuple(replace(author, role="") for author in apart), "")


def opening(article: Article) -> tuple[Image | None, tuple[Block, ...]]:
    """The lead picture as the page shows it, and the blocks below it.

    Where the body begins with the same picture it is shown once. One that may not be handed
    on is no lead: under a headline, a box without a picture helps nobody.
    """
    lead, blocks = article.lead_image, article.blocks
    if lead and blocks and isinstance(first := blocks[0], Image) and first.url == lead.url:
        lead, blocks = (lead if lead.caption else first), blocks[1:]
    return (lead if lead and lead.licensable else None), blocks


def credit_line(image: Image) -> str:
    """``© Photographer/Agency``; the picture's copyright line where it names neither.

    >>> credit_line(Image(id="a", url="", credit="Mara Lind", source="Harbor Pictures"))
    '© Mara Lind/Harbor Pictures'
    """
    credit, source = image.credit.strip(), image.source.strip()
    line = credit if source.casefold() in credit.casefold() else f"{credit}/{source}".strip("/")
    line = line or image.copyright.strip()
    return line if not line or line.startswith("©") else f"© {line}"


def minutes(article: Article) -> int:
    """Minutes to read the body, at least one."""
    words = sum(len(s.text.value.split()) for s in extract(article) if s.role.value in _BODY)
    return max(1, round(words / WORDS_PER_MINUTE))


def levels(article: Article) -> dict[str, int]:
    """Heading levels by block id, from 2 down with none left out (WCAG technique G141)."""
    open_levels: list[int] = []
    found: dict[str, int] = {}
    for block in _blocks(article.blocks):
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            found[block.id] = min(1 + len(open_levels), 6)
    return found


def dateline(article: Article) -> str:
    """The place, where the text itself does not begin with it."""
    first = next((b.text.value for b in article.blocks if isinstance(b, Paragraph) and b.text), "")
    place = article.place.strip()
    starts = re.match(r"\s*[^.!?–—]{0,60}\s[–—]\s", first)
    known = first.casefold().lstrip().startswith(place.casefold())
    return "" if not place or known or starts or not first else place


def number_columns(table: Table) -> frozenset[int]:
    """The columns of ``table``, from 0, that hold numbers only: they are set flush right."""
    width = max(map(len, table.rows), default=0)
    columns = (
        [row[place].text.value.strip() for row in table.rows if place < len(row)]
        for place in range(width)
    )
    return frozenset(
        place
        for place, values in enumerate(columns)
        if any(values) and all(_NUMBER.fullmatch(value) for value in values if value)
    )


def anchor(block: Block) -> str:
    """The id of a block's text on the page: that of its segment, fit for a link (RFC 3986 §3.5).

    >>> from fassung.article import Text
    >>> anchor(Paragraph(id="KH 66", text=Text("a")))
    'block/KH%2066/text'
    """
    return f"block/{quote(block.id.encode('utf-8', 'replace'), safe='-_.~')}/text"


def report(portal: Portal, article: Article, segment: str = "") -> str:
    """Where a reader tells the desk of an error in ``segment``; empty if the portal has no form."""
    if not portal.report:
        return ""
    asked = {"artikel": article.id, "stelle": segment} if segment else {"artikel": article.id}
    joint = "&" if "?" in portal.report else "?"
    return portal.report + joint + urlencode(asked, errors="replace", safe="/")


def changed(first: datetime | None, now: datetime | None) -> bool:
    """Whether the German was changed after it had gone out, by more than a minute."""
    return bool(first and now and now - first > timedelta(minutes=1))


def rating(block: Rating, portal: Portal) -> str:
    """``3,5 von 5``."""
    value, top = (
        str(format_decimal(number, locale=portal.babel)) if math.isfinite(number) else "?"
        for number in (block.value, block.maximum)
    )
    return f"{value} von {top}"


def share(block: Rating) -> int:
    """The rating in whole percent of its range, 0 to 100."""
    width = block.maximum - block.minimum
    part = (block.value - block.minimum) / width if width else 0.0
    return round(100 * min(1.0, max(0.0, part))) if math.isfinite(part) else 0


def length(seconds: float | None) -> str:
    """How long a film runs: ``2:05 Min.``"""
    if seconds is None or not math.isfinite(seconds) or seconds <= 0:
        return ""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02} Min."


def _blocks(value: object) -> Iterator[Block]:
    if isinstance(value, tuple):
        for part in value:
            yield from _blocks(part)
    elif isinstance(value, Block):
        yield value
        for field in fields(value):
            yield from _blocks(getattr(value, field.name))
