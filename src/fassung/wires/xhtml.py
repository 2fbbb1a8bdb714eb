"""Body HTML to blocks and back: an allow-list, and nothing that is said gets lost.

Elements that a block stands for become that block; other boxes are unwrapped; foreign
content is kept as data in an :class:`Embed` or an :class:`Unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit

from fassung.article import (
    Block,
    Cell,
    Code,
    Correction,
    Divider,
    Embed,
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
    Text,
    Unknown,
)
from fassung.wires.captions import pixels, read_caption, split_credit, with_caption
from fassung.wires.flat import dump, load, restore
from fassung.wires.inline import read_inline, safe_url
from fassung.wires.tree import BLOCKS, Node, inner, outer, parse
from fassung.wires.xhtml_write import ATTRIBUTE, write_blocks

__all__ = ["read_blocks", "split_credit", "write_blocks"]

_FLAT: dict[str, type[Block]] = {
    cls.kind: cls
    for cls in (Image, Media, LinkCard, Correction, Rating, Endorsement, Divider, Embed, Unknown)
}
_POSTS = re.compile(r"\b(twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|fb-post)\b")
_UNKNOWN = frozenset("svg math canvas form select textarea input button map applet".split())


def read_blocks(html: str) -> tuple[Block, ...]:
    """The blocks of untrusted body HTML, in reading order.

    Scripts, styles, comments and event handlers are gone. Blocks without an id of
    their own get one from their content, so it stays the same over versions.

    >>> [block.kind for block in read_blocks("<h2>By train</h2>On <b>time</b><hr>")]
    ['heading', 'paragraph', 'divider']
    """
    return tuple(_Reader().flow(parse(html).children))


class _Reader:
    """Reads elements one after the other and sees to it that every id is given once."""

    def __init__(self) -> None:
        self.ids: set[str] = set()

    def id(self, kind: str, content: str, given: object = None) -> str:
        """``given`` or an id made from ``content``, with a number if it is taken."""
        digest = sha256(content.encode("utf-8", "replace")).hexdigest()[:8]
        base = found = given if isinstance(given, str) and given else f"{kind[0]}{digest}"
        number = 1
        while found in self.ids:
            number += 1
            found = f"{base}-{number}"
        self.ids.add(found)
        return found

    def flow(self, children: list[Node | str]) -> list[Block]:
        """Blocks of mixed content: runs of inline content become paragraphs."""
        found: list[Block] = []
        run: list[Node | str] = []

        def end() -> None:
            found.extend(self.paragraphs(inner(run)))
            run.clear()

        for child in children:
            if isinstance(child, str) or not _is_block(child):
                run.append(child)
            else:
                end()
                found += self.block(child)
        end()
        return found

    def paragraphs(self, html: str) -> list[Block]:
        text = read_inline(html).strip()
        return [Paragraph(id=self.id("paragraph", str(text)), text=text)] if text else []

    def block(self, node: Node) -> list[Block]:
        """The blocks that ``node`` stands for."""
        own = load(node.get(ATTRIBUTE)) if ATTRIBUTE in node.attributes else {}
        if cls := _FLAT.get(str(own.get("kind"))):
            try:
                return [restore(cls, own, id=self.id(cls.kind, dump(own), own.get("id")))]
            except ValueError:
                own = {}
        read = _READERS.get(node.tag)
        if own.get("kind") == "group":
            return self.group(node, own)
        if node.tag == "aside" and (own or re.search("quote|pull", node.get("class"))):
            return self.quote(node, own)
        if read:
            return read(self, node, own)
        if node.tag in _UNKNOWN:
            payload = dump({"html": outer(node)})
            return [Unknown(id=self.id("unknown", payload), type=node.tag, payload=payload)]
        return self.flow(node.children)

    def paragraph(self, node: Node, own: dict[str, object]) -> list[Block]:
        if not own and any(_is_block(child) for child in node.elements()):
            return self.flow(node.children)
        text = _text(node, own)
        if not (text or own):
            return []
        id = self.id("paragraph", str(text), own.get("id"))
        return [Paragraph(id=id, text=text, dropcap=own.get("dropcap") is True)]

    def heading(self, node: Node, own: dict[str, object]) -> list[Block]:
        text = _text(node, own)
        if not (text or own):
            return self.flow([child for child in node.elements() if _is_block(child)])
        id = self.id("heading", str(text), own.get("id"))
        return [Heading(id=id, text=text, level=int(node.tag[1]))]

    def quote(self, node: Node, own: dict[str, object]) -> list[Block]:
        if _POSTS.search(node.get("class")):
            return self.embed(node, own)
        if not own and len(node.elements()) == 1 and node.elements()[0].tag == "blockquote":
            node = Node(node.tag, node.attributes, node.elements()[0].children)
        citation = Text()
        rest: list[Node | str] = []
        for child in node.children:
            if isinstance(child, Node) and child.tag in ("footer", "cite") and not citation:
                cite = next(child.every("cite"), child)
                whole = cite if cite.text().strip() == child.text().strip() else child
                citation = _text(whole, own)
            else:
                rest.append(child)
        id = self.id("quote", node.text(), own.get("id"))
        blocks = tuple(self.flow(rest))
        if not (blocks or citation or own):
            return []
        return [Quote(id=id, blocks=blocks, citation=citation, pull=node.tag == "aside")]

    def group(self, node: Node, own: dict[str, object]) -> list[Block]:
        id = self.id("group", node.text(), own.get("id"))
        blocks = tuple(self.flow([c for c in node.elements() if c.tag != "header"]))
        return [restore(Group, own, id=id, blocks=blocks)]

    def items(self, node: Node, own: dict[str, object]) -> list[Block]:
        id = self.id("list", node.text(), own.get("id"))
        items: list[Block] = []
        for child in node.children:
            if isinstance(child, str):
                items += self.paragraphs(inner([child]))
                continue
            data = load(child.get(ATTRIBUTE))
            if child.tag in ("li", "dt", "dd") and data:
                items += self.paragraph(child, data)
            elif child.tag in ("li", "dt", "dd", "div"):
                items += self.flow(child.children)
            else:
                items += self.flow([child])
        if not (items or own):
            return []
        plain = (Paragraph, ListBlock)
        kept = tuple(item for item in items if isinstance(item, plain))
        # What is not text, a picture say, stands behind its list.
        rest = [item for item in items if not isinstance(item, plain)]
        found: list[Block] = [ListBlock(id=id, items=kept, ordered=node.tag == "ol")]
        return (found if kept or own else []) + rest

    def table(self, node: Node, own: dict[str, object]) -> list[Block]:
        before: list[Block] = []
        for caption in (child for child in node.elements() if child.tag == "caption"):
            before += self.paragraphs(inner(caption.children))
        id = self.id("table", node.text(), own.get("id"))
        header: tuple[Cell, ...] = ()
        rows: list[tuple[Cell, ...]] = []
        for row, in_head in _rows(node):
            nodes = [cell for cell in row.elements() if cell.tag in ("td", "th")]
            cells = tuple(self.cell(cell, bool(own)) for cell in nodes)
            is_head = in_head or (
                not own and not rows and bool(nodes) and all(c.tag == "th" for c in nodes)
            )
            if is_head and not header:
                header = cells
            elif own or any(cell.text for cell in cells):
                rows.append(cells)
        if not (header or rows or own):
            return before
        return [*before, Table(id=id, header=header, rows=tuple(rows))]

    def cell(self, node: Node, own: bool) -> Cell:
        data = load(node.get(ATTRIBUTE))
        text = _text(node, data if own else {})
        return Cell(id=self.id("cell", str(text), data.get("id")), text=text)

    def figure(self, node: Node, own: dict[str, object]) -> list[Block]:
        captions = list(node.every("figcaption"))
        media = list(node.every("img", "video", "audio", "iframe", "object", "embed"))
        if not media or len(captions) > 1 or any(node.every("table", "blockquote", "pre")):
            return self.flow(node.children)
        caption, credit = read_caption(captions[0]) if captions else (Text(), "")
        found: list[Block] = []
        for index, part in enumerate(media):
            last = index == len(media) - 1
            for block in self.block(part):
                if last and isinstance(block, Image):
                    block = with_caption(block, caption, credit)
                elif last and caption and not isinstance(block, Image):
                    found += [block]
                    block = Paragraph(id=self.id("paragraph", str(caption)), text=caption)
                found.append(block)
        return found

    def image(self, node: Node, own: dict[str, object]) -> list[Block]:
        url = node.get("src")
        if not url or url.startswith("data:"):
            url = node.get("data-src") or url
        if not safe_url(url):
            return []
        return [
            Image(
                id=self.id("image", url),
                url=url,
                alt=read_inline(node.get("alt").replace("&", "&amp;").replace("<", "&lt;")).strip(),
                width=pixels(node.get("width")),
                height=pixels(node.get("height")),
            )
        ]

    def media(self, node: Node, own: dict[str, object]) -> list[Block]:
        sources = [node.get("src"), *(source.get("src") for source in node.every("source"))]
        url = next((source for source in sources if safe_url(source)), "")
        return [Media(id=self.id(node.tag, outer(node)), medium=node.tag, url=url)]

    def embed(self, node: Node, own: dict[str, object]) -> list[Block]:
        links = [node.get(name) for name in ("src", "data", "data-src", "cite")]
        links += [link.get("href") for link in reversed(list(node.every("a")))]
        url = next((link for link in links if link and safe_url(link)), "")
        payload = outer(node)
        provider = _host(url) or node.tag
        return [
            Embed(
                id=self.id("embed", payload),
                provider=provider,
                url=url,
                payload=payload,
                media_type="text/html",
            )
        ]

    def divider(self, node: Node, own: dict[str, object]) -> list[Block]:
        return [Divider(id=self.id("divider", "", own.get("id")))]

    def code(self, node: Node, own: dict[str, object]) -> list[Block]:
        name = node.get("class") + " ".join(c.get("class") for c in node.every("code"))
        found = re.search(r"\blanguage-([\w+-]+)", name)
        language = str(own.get("language", "")) if own else found[1] if found else ""
        content = node.text()
        if not (content.strip() or own):
            return []
        return [
            Code(id=self.id("code", content, own.get("id")), content=content, language=language)
        ]


_READERS: dict[str, Callable[[_Reader, Node, dict[str, object]], list[Block]]] = {
    "p": _Reader.paragraph,
    **{f"h{level}": _Reader.heading for level in range(1, 7)},
    "blockquote": _Reader.quote,
    "ul": _Reader.items,
    "ol": _Reader.items,
    "dl": _Reader.items,
    "table": _Reader.table,
    "figure": _Reader.figure,
    "img": _Reader.image,
    "video": _Reader.media,
    "audio": _Reader.media,
    "iframe": _Reader.embed,
    "object": _Reader.embed,
    "embed": _Reader.embed,
    "hr": _Reader.divider,
    "pre": _Reader.code,
}


def _host(url: str) -> str:
    """The host of ``url``; empty if it has none or is malformed."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_block(node: Node) -> bool:
    if node.tag in BLOCKS or node.tag in _READERS or node.tag in _UNKNOWN:
        return True
    return any(map(_is_block, node.elements()))


def _text(node: Node, own: dict[str, object]) -> Text:
    text = read_inline(inner(node.children))
    return text if own else text.strip()


def _rows(table: Node) -> list[tuple[Node, bool]]:
    """The rows of ``table`` (not those of a table in a cell) and whether its head holds them."""
    found: list[tuple[Node, bool]] = []
    for child in table.elements():
        if child.tag == "tr":
            found.append((child, False))
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += [(row, child.tag == "thead") for row in child.elements() if row.tag == "tr"]
    return found
