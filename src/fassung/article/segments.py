"""extract and ingest: the texts of an article out, and back into their places.

One walk serves both, so whatever is taken out is what is put back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from fassung.article.blocks import (
    Block,
    Cell,
    Correction,
    Endorsement,
    Group,
    Heading,
    Image,
    LinkCard,
    ListBlock,
    Media,
    Paragraph,
    Quote,
    Rating,
    Table,
)
from fassung.article.model import Article
from fassung.article.text import Text


class Role(StrEnum):
    """What a text is in its article; engines and checks treat them differently."""

    KICKER = "kicker"
    HEADLINE = "headline"
    TEASER = "teaser"
    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    CITATION = "citation"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    ALT = "alt"
    LINK = "link"
    BIO = "bio"
    CONTRIBUTORS = "contributors"
    NOTE = "note"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable text: a headline, a paragraph, a caption.

    ``id`` names its place for good: ``headline``, ``author/0/bio``,
    ``block/KHWA66RM/text``.
    """

    id: str
    role: Role
    text: Text


_Visit: TypeAlias = Callable[[str, Role, Text], Text]


def extract(article: Article) -> tuple[Segment, ...]:
    """Every text of ``article`` that has something to translate, in reading order.

    >>> [s.id for s in extract(Article(id="a", headline=Text("By train"), teaser=Text(" ")))]
    ['headline']
    """
    found: list[Segment] = []

    def visit(id: str, role: Role, text: Text) -> Text:
        if text:
            found.append(Segment(id, role, text))
        return text

    _walk(article, visit)
    return tuple(found)


def ingest(article: Article, texts: Mapping[str, Text]) -> Article:
    """``article`` with the text of every segment replaced from ``texts`` (by segment id).

    Raises:
        KeyError: if a segment has no text in ``texts``.
        ValueError: if ``texts`` holds an id that the article has no place for.
    """
    left = set(texts)

    def visit(id: str, role: Role, text: Text) -> Text:
        if not text:
            return text
        left.discard(id)
        return texts[id]

    result = _walk(article, visit)
    if left:
        raise ValueError(f"no place in the article for: {', '.join(sorted(left))}")
    return result


def _walk(article: Article, visit: _Visit) -> Article:
    return replace(
        article,
        kicker=visit("kicker", Role.KICKER, article.kicker),
        headline=visit("headline", Role.HEADLINE, article.headline),
        seo_headline=visit("seo_headline", Role.HEADLINE, article.seo_headline),
        extra_headlines=tuple(
            (key, visit(f"headline/{key}", Role.HEADLINE, text))
            for key, text in article.extra_headlines
        ),
        teaser=visit("teaser", Role.TEASER, article.teaser),
        extra_teasers=tuple(
            (key, visit(f"teaser/{key}", Role.TEASER, text)) for key, text in article.extra_teasers
        ),
        editor_note=visit("editor_note", Role.NOTE, article.editor_note),
        lead_image=article.lead_image and _image(article.lead_image, "lead", visit),
        corrections=tuple(
            replace(note, text=visit(f"correction/{note.id}", Role.NOTE, note.text))
            for note in article.corrections
        ),
        blocks=_blocks(article.blocks, visit),
        contributors=visit("contributors", Role.CONTRIBUTORS, article.contributors),
        authors=tuple(
            replace(author, bio=visit(f"author/{index}/bio", Role.BIO, author.bio))
            for index, author in enumerate(article.authors)
        ),
        related=tuple(
            replace(other, title=visit(f"related/{index}", Role.LINK, other.title))
            for index, other in enumerate(article.related)
        ),
    )


def _blocks(blocks: tuple[Block, ...], visit: _Visit, role: Role = Role.BODY) -> tuple[Block, ...]:
    return tuple(_block(block, visit, role) for block in blocks)


def _image(image: Image, place: str, visit: _Visit) -> Image:
    return replace(
        image,
        caption=visit(f"{place}/caption", Role.CAPTION, image.caption),
        alt=visit(f"{place}/alt", Role.ALT, image.alt),
    )


def _cells(cells: tuple[Cell, ...], place: str, visit: _Visit) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, text=visit(f"{place}/cell/{cell.id}", Role.CELL, cell.text)) for cell in cells
    )


def _block(block: Block, visit: _Visit, role: Role) -> Block:
    place = f"block/{block.id}"
    match block:
        case Paragraph():
            return replace(block, text=visit(f"{place}/text", role, block.text))
        case Heading():
            return replace(block, text=visit(f"{place}/text", Role.HEADING, block.text))
        case Quote():
            return replace(
                block,
                blocks=_blocks(block.blocks, visit, Role.QUOTE),
                citation=visit(f"{place}/citation", Role.CITATION, block.citation),
            )
        case ListBlock():
            return replace(block, items=_blocks(block.items, visit, Role.ITEM))
        case Table():
            return replace(
                block,
                header=_cells(block.header, place, visit),
                rows=tuple(_cells(row, place, visit) for row in block.rows),
            )
        case Image():
            return _image(block, place, visit)
        case Media():
            return replace(
                block,
                title=visit(f"{place}/title", Role.CAPTION, block.title),
                caption=visit(f"{place}/caption", Role.CAPTION, block.caption),
                poster=block.poster and _image(block.poster, f"{place}/poster", visit),
            )
        case LinkCard():
            return replace(
                block,
                title=visit(f"{place}/title", Role.LINK, block.title),
                description=visit(f"{place}/description", Role.LINK, block.description),
                image=block.image and _image(block.image, f"{place}/image", visit),
            )
        case Group():
            return replace(
                block,
                title=visit(f"{place}/title", Role.HEADING, block.title),
                blocks=_blocks(block.blocks, visit, role),
            )
        case Correction():
            return replace(block, text=visit(f"{place}/text", Role.NOTE, block.text))
        case Rating():
            return replace(block, units=visit(f"{place}/units", Role.LABEL, block.units))
        case Endorsement():
            return replace(block, text=visit(f"{place}/text", Role.LABEL, block.text))
        case _:
            return block
