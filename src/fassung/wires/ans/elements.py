"""Story elements of ANS to blocks (ANS 0.10.12, ``story_elements/`` and ``content.json``)."""

from __future__ import annotations

import re
from collections.abc import Callable
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
from fassung.wires.ans import codec
from fassung.wires.ans.fields import (
    Record,
    address,
    digest,
    identity,
    items,
    mapping,
    number,
    payload,
    plain,
    records,
    string,
    text,
    without_private,
    wrong,
)
from fassung.wires.ans.images import names, read_image, read_whole_image
from fassung.wires.inline import safe_url


class Elements:
    """Reads elements; gives every block an id that is unique and stable.

    ``trusted`` files are those that fassung wrote: what it put aside is put back.
    """

    def __init__(self, trusted: bool = False) -> None:
        self.trusted = trusted
        self.seen: set[str] = set()

    def read_all(self, record: Record, key: str, where: str = "") -> tuple[Block, ...]:
        """The blocks in the list at ``key``."""
        return tuple(self.read(element, place) for place, element in records(record, key, where))

    def read(self, element: Record, where: str) -> Block:
        """One element as a block; what is not known becomes :class:`Unknown`."""
        kind = string(element, "type", where)
        id = self.take_id(element, where)
        block = _READERS.get(kind, _unknown)(self, element, id, where)
        extras = mapping(element, "additional_properties", where).get("fassung")
        if not self.trusted or not isinstance(extras, dict):
            return block
        if "block" in extras:
            decoded = codec.decode(Block, extras["block"], f"{where}fassung.block")
            assert isinstance(decoded, Block)
            return decoded
        return codec.restored(block, extras, f"{where}fassung")

    def take_id(self, element: Record, where: str) -> str:
        """The ``_id`` of ``element``; a hash of place and content if missing or taken."""
        id = identity(element, "_id", where)
        if not id or id in self.seen:
            id = digest(re.sub(r"\D+", "/", where), without_private(element))
        self.seen.add(id)
        return id


def _content(element: Record, where: str) -> Text:
    # ANS before 0.6 has "text" where later versions have "content".
    return text(element, "content" if "content" in element else "text", where)


def _text(_: Elements, element: Record, id: str, where: str) -> Block:
    properties = element.get("block_properties")
    dropcap = isinstance(properties, dict) and properties.get("dropcap") == "letter"
    return Paragraph(id=id, text=_content(element, where), dropcap=dropcap)


def _header(_: Elements, element: Record, id: str, where: str) -> Block:
    level = number(element, "level", where)
    return Heading(
        id=id,
        text=_content(element, where),
        level=2 if level is None else min(6, max(1, int(level))),
    )


def _blockquote(self: Elements, element: Record, id: str, where: str) -> Block:
    inner = Paragraph(id=f"{id}-text", text=_content(element, where))
    return Quote(id=id, blocks=(inner,))


def _quote(self: Elements, element: Record, id: str, where: str) -> Block:
    citation = element.get("citation")
    if isinstance(citation, dict):
        cited = _content(citation, f"{where}citation.")
    else:
        cited = text(element, "citation", where)
    return Quote(
        id=id,
        blocks=self.read_all(element, "content_elements", where),
        citation=cited,
        pull=string(element, "subtype", where).replace("-", "").replace("_", "") == "pullquote",
    )


def _list(self: Elements, element: Record, id: str, where: str) -> Block:
    found = []
    for index, item in enumerate(items(element, "items", where)):
        place = f"{where}items[{index}]."
        if isinstance(item, str):
            item = {"type": "text", "content": item}
        if not isinstance(item, dict):
            raise wrong(place.rstrip("."), "an object")
        found.append(self.read(item, place))
    ordered = string(element, "list_type", where) == "ordered"
    return ListBlock(id=id, items=tuple(found), ordered=ordered)


def _table(self: Elements, element: Record, id: str, where: str) -> Block:
    rows = []
    for index, row in enumerate(items(element, "rows", where)):
        # A row is a list of texts, or a table_row with cells (utils/table_row.json).
        record = row if isinstance(row, dict) else {"cells": row}
        rows.append(_cells(self, record, "cells", f"{where}rows[{index}]."))
    return Table(id=id, header=_cells(self, element, "header", where), rows=tuple(rows))


def _cells(self: Elements, record: Record, key: str, where: str) -> tuple[Cell, ...]:
    cells = []
    for index, cell in enumerate(items(record, key, where)):
        place = f"{where}{key}[{index}]."
        if isinstance(cell, str):
            cell = {"content": cell}
        if not isinstance(cell, dict):
            raise wrong(place.rstrip("."), "an object")
        parts = [_content(part, at) for at, part in records(cell, "content_elements", place)]
        words = parts[0] if len(parts) == 1 else _content(cell, place)
        if len(parts) > 1:
            words = Text("\n".join(part.value for part in parts))
        cells.append(Cell(id=self.take_id(cell, place), text=words))
    return tuple(cells)


def _image(_: Elements, element: Record, id: str, where: str) -> Block:
    return read_image(element, where, id)


def _media(self: Elements, element: Record, id: str, where: str) -> Block:
    medium = string(element, "type", where)
    streams = [address(stream, "url", at) for at, stream in records(element, "streams", where)]
    candidates = [
        *streams,
        address(element, "source_url", where),
        address(element, "canonical_url", where),
    ]
    poster = mapping(element, "promo_image", where) or mapping(
        mapping(element, "promo_items", where), "basic", f"{where}promo_items."
    )
    duration = number(element, "duration", where)
    credits = mapping(element, "credits", where)
    return Media(
        id=id,
        medium=medium,
        url=next(filter(None, candidates), ""),
        title=text(mapping(element, "headlines", where), "basic", f"{where}headlines."),
        caption=text(mapping(element, "description", where), "basic", f"{where}description."),
        credit=names(credits, "by", where),
        # video.json: "Runtime of the video in milliseconds."
        duration=None if duration is None else duration / 1000,
        poster=read_whole_image(poster, f"{where}promo_image.", self.trusted)
        if "url" in poster
        else None,
    )


def _link(self: Elements, element: Record, id: str, where: str) -> Block:
    image = mapping(element, "image", where)
    about = mapping(element, "description", where)
    # The schema has a text element here; older feeds a dictionary as elsewhere in ANS.
    key = "content" if "content" in about else "basic"
    return LinkCard(
        id=id,
        url=address(element, "url", where),
        title=_content(element, where),
        description=text(about, key, f"{where}description."),
        image=read_whole_image(image, f"{where}image.", self.trusted) if "url" in image else None,
    )


def _group(self: Elements, element: Record, id: str, where: str) -> Block:
    kind = string(element, "type", where)
    title = element.get("title")
    if isinstance(title, str):
        heading = text(element, "title", where)
    else:
        heading = text(mapping(element, "headlines", where), "basic", f"{where}headlines.")
    key = "items" if kind == "link_list" else "content_elements"
    role = {"link_list": "link_list", "gallery": "gallery"}.get(kind, "group")
    return Group(id=id, blocks=self.read_all(element, key, where), title=heading, role=role)


def read_correction(element: Record, id: str, where: str) -> Correction:
    """A correction, in the body or in ``corrections``."""
    kind = plain(element, "correction_type", where) or "correction"
    return Correction(id=id, text=text(element, "text", where), type=kind)


def _correction(_: Elements, element: Record, id: str, where: str) -> Block:
    return read_correction(element, id, where)


def _rating(_: Elements, element: Record, id: str, where: str) -> Block:
    value = number(element, "numeric_rating", where)
    if value is None:
        raise wrong(f"{where}numeric_rating", "a number")
    low, high = number(element, "min", where), number(element, "max", where)
    return Rating(
        id=id,
        value=value,
        minimum=0.0 if low is None else low,
        maximum=max(value, 5.0) if high is None else high,
        units=text(element, "units", where),
    )


def _endorsement(_: Elements, element: Record, id: str, where: str) -> Block:
    return Endorsement(id=id, text=text(element, "endorsement", where))


def _divider(_: Elements, element: Record, id: str, where: str) -> Block:
    return Divider(id=id)


def _code(_: Elements, element: Record, id: str, where: str) -> Block:
    return Code(
        id=id,
        content=string(element, "content", where),
        language=string(element, "language", where),
    )


def _raw_html(_: Elements, element: Record, id: str, where: str) -> Block:
    content = string(element, "content", where)
    return Embed(id=id, provider="html", payload=content, media_type="text/html")


def _oembed(_: Elements, element: Record, id: str, where: str) -> Block:
    raw = mapping(element, "raw_oembed", where)
    referent = mapping(element, "referent", where)
    source = string(referent, "provider", f"{where}referent.")
    url = address(raw, "url", f"{where}raw_oembed.") or identity(referent, "id")
    return Embed(
        id=id,
        provider=plain(raw, "provider_name", f"{where}raw_oembed.") or _host(source),
        url=url if safe_url(url) else "",
        payload=payload(raw),
    )


def _old_oembed(_: Elements, element: Record, id: str, where: str) -> Block:
    # ANS before 0.5.8 names the address only; its provider is asked for the rest.
    provider = _host(string(element, "providerUrl", where))
    url = address(element, "objectUrl", where)
    return Embed(id=id, provider=provider, url=url, payload=payload({}))


def _custom(_: Elements, element: Record, id: str, where: str) -> Block:
    embed = mapping(element, "embed", where)
    config = mapping(embed, "config", f"{where}embed.")
    return Embed(
        id=id,
        provider=plain(element, "subtype", where) or "custom_embed",
        url=address(embed, "url", f"{where}embed."),
        payload=payload({"id": identity(embed, "id"), "config": config}),
    )


def _unknown(_: Elements, element: Record, id: str, where: str) -> Block:
    return Unknown(id=id, type=string(element, "type", where), payload=payload(element))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


_READERS: dict[str, Callable[[Elements, Record, str, str], Block]] = {
    "text": _text,
    "header": _header,
    "blockquote": _blockquote,
    "quote": _quote,
    "list": _list,
    "table": _table,
    "image": _image,
    "video": _media,
    "audio": _media,
    "interstitial_link": _link,
    "link_list": _group,
    "element_group": _group,
    "gallery": _group,
    "correction": _correction,
    "numeric_rating": _rating,
    "endorsement": _endorsement,
    "divider": _divider,
    "code": _code,
    "raw_html": _raw_html,
    "oembed_response": _oembed,
    "oembed": _old_oembed,
    "custom_embed": _custom,
}
