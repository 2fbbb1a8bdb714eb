"""Blocks: the parts that an article's body is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fassung.article.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of the body. ``id`` is stable over versions and unique in its article."""

    kind: ClassVar[str]
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """Running text. ``dropcap`` asks for a large first letter."""

    kind = "paragraph"
    text: Text
    dropcap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A subhead; ``level`` is 1 to 6."""

    kind = "heading"
    text: Text
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """A quotation set apart. ``pull`` marks one that repeats words of the body."""

    kind = "quote"
    blocks: tuple[Block, ...]
    citation: Text = Text()
    pull: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock(Block):
    """A list; an item is a :class:`Paragraph` or a nested :class:`ListBlock`."""

    kind = "list"
    items: tuple[Block, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table with an optional header row; rows may differ in length."""

    kind = "table"
    header: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Block):
    """A picture. ``credit`` and ``source`` are never translated; sizes are in pixels."""

    kind = "image"
    url: str
    caption: Text = Text()
    alt: Text = Text()
    credit: str = ""
    source: str = ""
    copyright: str = ""
    width: int | None = None
    height: int | None = None
    licensable: bool = True
    """False where the partner says that the picture may not be handed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media(Block):
    """A film or sound. ``medium`` is ``"video"`` or ``"audio"``, ``duration`` in seconds."""

    kind = "media"
    medium: str
    url: str = ""
    title: Text = Text()
    caption: Text = Text()
    credit: str = ""
    duration: float | None = None
    poster: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard(Block):
    """A link set apart: "Read more", with an optional description and picture."""

    kind = "link_card"
    url: str
    title: Text
    description: Text = Text()
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Block):
    """Blocks that belong together; ``role`` is ``group``, ``link_list`` or ``gallery``."""

    kind = "group"
    blocks: tuple[Block, ...]
    title: Text = Text()
    role: str = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Block):
    """A note that something was wrong; ``type`` is the partner's word for it."""

    kind = "correction"
    text: Text
    type: str = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Block):
    """A critic's rating: ``value`` between ``minimum`` and ``maximum`` of ``units``."""

    kind = "rating"
    value: float
    minimum: float
    maximum: float
    units: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement(Block):
    """What a critic or a board recommends, in a few words."""

    kind = "endorsement"
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider(Block):
    """A line between parts."""

    kind = "divider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed(Block):
    """Foreign content, kept untouched and never translated.

    ``payload`` is data, never trusted markup: JSON for ``custom_embed`` and
    ``oembed``, HTML for ``html``. A page shows it only through the allow-list.
    """

    kind = "embed"
    provider: str
    url: str = ""
    payload: str = ""
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Block):
    """Program text, never translated."""

    kind = "code"
    content: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Block):
    """An element that fassung does not know: kept in its place as JSON, never dropped."""

    kind = "unknown"
    type: str
    payload: str
