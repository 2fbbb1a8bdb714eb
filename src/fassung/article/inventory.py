"""The inventory: what an article holds that a translation must not lose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256

from fassung.article.blocks import (
    Block,
    Cell,
    Code,
    Embed,
    Heading,
    Image,
    LinkCard,
    ListBlock,
    Media,
    Unknown,
)
from fassung.article.model import Article
from fassung.article.segments import extract
from fassung.article.text import Mark


@dataclass(frozen=True, slots=True)
class Inventory:
    """Counts of named things: ``items["link"]["https://…"]`` is how often it stands there."""

    items: Mapping[str, Counter[str]]

    def count(self, name: str) -> int:
        """How many things of ``name`` there are, e.g. ``"link"`` or ``"cell"``."""
        return sum(self.items.get(name, Counter()).values())


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is missing from (or was added to) the result."""

    name: str
    thing: str
    expected: int
    found: int

    def __str__(self) -> str:
        return f"{self.name} {self.thing!r}: {self.expected} in the source, {self.found} here"


def inventory(article: Article) -> Inventory:
    """Counts and fingerprints of everything in ``article`` that is not wording.

    Names: ``block`` (by kind), ``link`` (target), ``mark`` (bold, italic …),
    ``image`` (address), ``credit``, ``embed``, ``code``, ``unknown`` (SHA-256),
    ``heading`` (level), ``item``, ``cell``, ``author``, ``correction``, ``text``
    (segment id).
    """
    found: dict[str, Counter[str]] = {}

    def add(name: str, thing: object) -> None:
        found.setdefault(name, Counter())[str(thing)] += 1

    blocks = list(_all(article.blocks))
    if article.lead_image:
        blocks.append(article.lead_image)
    for part in blocks:
        if isinstance(part, Cell):
            add("cell", part.id)
            continue
        add("block", part.kind)
        match part:
            case Heading(level=level):
                add("heading", level)
            case ListBlock(items=items):
                for item in items:
                    add("item", item.id)
            case Image(url=url):
                add("image", url)
                for credit in filter(None, (part.credit, part.source, part.copyright)):
                    add("credit", credit)
            case Media(url=url, credit=credit):
                add("media", url)
                if credit:
                    add("credit", credit)
            case LinkCard(url=url):
                add("link", url)
            case Embed() | Unknown():
                add(part.kind, _fingerprint(part.payload))
            case Code(content=content):
                add("code", _fingerprint(content))
    for segment in extract(article):
        add("text", segment.id)
        for span in segment.text.spans:
            if span.mark is Mark.LINK:
                add("link", span.href)
            else:
                add("mark", span.mark.value)
    for author in article.authors:
        add("author", author.name)
    for note in article.corrections:
        add("correction", note.id)
    return Inventory(found)


def compare(source: Inventory, result: Inventory) -> tuple[Loss, ...]:
    """Every difference between the two, empty when nothing was lost or added."""
    return tuple(
        Loss(name, thing, source_count, result_count)
        for name in sorted(source.items.keys() | result.items.keys())
        for thing in sorted(
            source.items.get(name, Counter()).keys() | result.items.get(name, Counter()).keys()
        )
        if (source_count := source.items.get(name, Counter())[thing])
        != (result_count := result.items.get(name, Counter())[thing])
    )


def _all(value: object) -> Iterator[Block | Cell]:
    """Every block and cell in ``value``, at any depth."""
    if isinstance(value, tuple):
        for part in value:
            yield from _all(part)
    elif isinstance(value, Block | Cell):
        yield value
        for field in fields(value):
            yield from _all(getattr(value, field.name))


def _fingerprint(payload: str) -> str:
    return sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()[:16]
