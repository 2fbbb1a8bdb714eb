"""Blocks to body HTML. What HTML has no place for stands in ``data-fassung`` as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from fassung.article import (
    Block,
    Cell,
    Code,
    Correction,
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
)
from fassung.wires.flat import dump, flatten
from fassung.wires.inline import safe_url, write_inline

ATTRIBUTE = "data-fassung"


def write_blocks(blocks: Iterable[Block]) -> str:
    """``blocks`` as well-formed HTML; ``read_blocks`` gives the same blocks back.

    Embeds and unknown elements are written as data, never as markup.
    """
    # A break is the one element without an end that inline HTML has; as text it would be escaped.
    return "\n".join(_block(block) for block in blocks).replace("<br>", "<br/>")


def _element(tag: str, data: dict[str, object], content: str) -> str:
    return f'<{tag} {ATTRIBUTE}="{escape(dump(data))}">{content}</{tag}>'


def _only(block: Block | Cell, *names: str) -> dict[str, object]:
    """The id of ``block`` and those of its fields in ``names`` that are not at their default."""
    return {name: value for name, value in flatten(block).items() if name in ("id", *names)}


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _element("p", _only(block, "dropcap"), write_inline(block.text))
        case Heading():
            return _element(f"h{block.level}", _only(block), write_inline(block.text))
        case Quote():
            tag = "aside" if block.pull else "blockquote"
            content = write_blocks(block.blocks)
            if block.citation.value:
                content += f"<footer><cite>{write_inline(block.citation)}</cite></footer>"
            return _element(tag, _only(block, "kind"), content)
        case ListBlock():
            tag = "ol" if block.ordered else "ul"
            return _element(tag, _only(block, "kind"), "".join(map(_item, block.items)))
        case Table():
            return _element("table", _only(block), _table(block))
        case Group():
            content = f"<h2>{write_inline(block.title)}</h2>" if block.title else ""
            content = f"<header>{content}</header>{write_blocks(block.blocks)}"
            return _element("section", flatten(block), content)
        case Code():
            code = f"<code>{escape(block.content).replace(chr(13), '&#13;')}</code>"
            return _element("pre", _only(block, "kind", "language"), code)
        case _:
            return _flat(block)


def _item(item: Block) -> str:
    if isinstance(item, Paragraph):
        return _element("li", _only(item, "dropcap"), write_inline(item.text))
    return f"<li>{_block(item)}</li>"


def _table(table: Table) -> str:
    def cells(tag: str, row: Iterable[Cell]) -> str:
        content = (_element(tag, _only(cell), write_inline(cell.text)) for cell in row)
        return f"<tr>{''.join(content)}</tr>"

    head = f"<thead>{cells('th', table.header)}</thead>" if table.header else ""
    return f"{head}<tbody>{''.join(cells('td', row) for row in table.rows)}</tbody>"


def _flat(block: Block) -> str:
    """Blocks that the attribute holds as a whole; the content is for other readers."""
    data = flatten(block)
    match block:
        case Image():
            return _element("figure", data, _picture(block))
        case Media():
            tag = "video" if block.medium == "video" else "audio"
            film = f'<{tag} controls="controls" src="{_address(block.url)}"></{tag}>'
            return _element("figure", data, film + _caption(block.caption, block.credit))
        case LinkCard():
            link = f'<a href="{_address(block.url)}">{escape(str(block.title))}</a>'
            return _element("div", data, f"<p>{link}</p><p>{write_inline(block.description)}</p>")
        case Correction() | Endorsement():
            return _element("div", data, f"<p>{write_inline(block.text)}</p>")
        case Rating():
            number = f"{block.value:g}/{block.maximum:g} "
            return _element("div", data, f"<p>{number}{write_inline(block.units)}</p>")
        case Embed() if block.url and safe_url(block.url):
            name = urlsplit(block.url).hostname or block.provider
            link = f'<a href="{_address(block.url)}">{escape(name)}</a>'
            return _element("figure", data, link)
        case _ if block.kind == "divider":
            return f'<hr {ATTRIBUTE}="{escape(dump(data))}"/>'
        case _:
            return _element("div", data, "")


def _picture(image: Image) -> str:
    sizes = "".join(
        f' {name}="{size}"'
        for name, size in (("width", image.width), ("height", image.height))
        if size
    )
    tag = f'<img src="{_address(image.url)}" alt="{escape(str(image.alt))}"{sizes}/>'
    return tag + _caption(image.caption, "/".join(filter(None, (image.credit, image.source))))


def _caption(caption: Text, credit: str) -> str:
    if not (caption.value or credit):
        return ""
    by = f' <span class="credit">{escape(credit)}</span>' if credit else ""
    return f"<figcaption>{write_inline(caption)}{by}</figcaption>"


def _address(url: str) -> str:
    return escape(url) if safe_url(url) else ""
