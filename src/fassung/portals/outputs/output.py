"""What every output is made of, and what of an article may leave the house in it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from fassung.article import Article, Block, Image, LinkCard, Media, Rights, Status
from fassung.portals import jsonld

T = TypeVar("T", bound=Block)
SOURCE_TYPE = jsonld.DIGITAL_SOURCE_TYPE
"""One for every format, reviewed or not: docs/portals-ninjs.md says why."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file: ``suffix`` is how its name ends, with the dot."""

    data: bytes
    media_type: str
    suffix: str


def handed_on(article: Article) -> Article:
    """``article`` without the pictures that its publisher does not let others hand on."""
    lead = article.lead_image
    return replace(
        article,
        lead_image=lead if lead and lead.licensable else None,
        blocks=_kept(article.blocks),
    )


def gone(article: Article) -> Article:
    """What a withdrawal says of ``article``: which one it is, and no word of it."""
    return Article(
        id=article.id,
        version=article.version,
        language=article.language,
        translated_from=article.translated_from,
        publisher=article.publisher,
        url=article.url,
        first_published=article.first_published,
        updated=article.updated,
        status=Status.CANCELED,
        rights=Rights(indexable=False),
    )


def _kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        _within(block) for block in blocks if not isinstance(block, Image) or block.licensable
    )


def _within(block: T) -> T:
    """``block`` with what it holds looked at in the same way."""
    changes: dict[str, Any] = {}
    if isinstance(block, Media) and block.poster and not block.poster.licensable:
        changes["poster"] = None
    if isinstance(block, LinkCard) and block.image and not block.image.licensable:
        changes["image"] = None
    for field in fields(block):
        value = getattr(block, field.name)
        if isinstance(value, tuple) and any(isinstance(part, Block) for part in value):
            changes[field.name] = _kept(value)
    return replace(block, **changes) if changes else block
