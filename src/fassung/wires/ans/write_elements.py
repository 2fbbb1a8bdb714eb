"""Blocks to story elements of ANS 0.10.12."""

from __future__ import annotations

import json
from typing import Any

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
from fassung.errors import WireError
from fassung.wires.ans import codec
from fassung.wires.ans.elements import Elements
from fassung.wires.ans.images import read_image
from fassung.wires.inline import write_inline

VERSION = "0.10.12"
_Json = dict[str, Any]


def element(block: Block) -> _Json:
    """``block`` as a story element; what it has no field for is put aside in it."""
    record = _plain(block)
    try:
        plain = Elements(trusted=True).read(record, "")
    except WireError:  # an Unknown that uses a known type in another way
        plain = Unknown(id="", type="", payload="")
        record = {"type": "fassung_block", "_id": block.id}
    if type(plain) is not type(block):
        extras: _Json = {"block": codec.encode(block)}
    else:
        extras = codec.differences(block, plain)
    if extras:
        record["additional_properties"] = {"fassung": extras}
    return record


def image(picture: Image) -> _Json:
    """``picture`` as an image object, outside the body as well."""
    record = _image(picture)
    if extras := codec.differences(picture, read_image(record, "")):
        record["additional_properties"] = {"fassung": extras}
    return record


def correction(note: Correction) -> _Json:
    """``note`` as a correction element."""
    return {
        "type": "correction",
        "_id": note.id,
        "correction_type": note.type,
        "text": write_inline(note.text),
    }


def author(name: str) -> dict[str, str]:
    """The least that utils/author.json asks for."""
    return {"type": "author", "version": VERSION, "name": name}


def _text(id: str, words: Text) -> _Json:
    return {"type": "text", "_id": id, "content": write_inline(words)}


def _cells(cells: tuple[Cell, ...]) -> list[_Json]:
    return [_text(cell.id, cell.text) for cell in cells]


def _plain(block: Block) -> _Json:
    id = block.id
    match block:
        case Paragraph(text=text, dropcap=dropcap):
            return _text(id, text) | (
                {"block_properties": {"dropcap": "letter"}} if dropcap else {}
            )
        case Heading(text=text, level=level):
            return {"type": "header", "_id": id, "content": write_inline(text), "level": level}
        case Quote():
            return _quote(block)
        case ListBlock(items=items, ordered=ordered):
            return {
                "type": "list",
                "_id": id,
                "list_type": "ordered" if ordered else "unordered",
                "items": [element(item) for item in items],
            }
        case Table(header=header, rows=rows):
            return {
                "type": "table",
                "_id": id,
                "header": _cells(header),
                "rows": [_cells(row) for row in rows],
            }
        case Image():
            return _image(block)
        case Media():
            return _media(block)
        case LinkCard():
            record: _Json = {"type": "interstitial_link", "_id": id, "url": block.url}
            record["content"] = write_inline(block.title)
            if block.description:
                record["description"] = {
                    "type": "text",
                    "content": write_inline(block.description),
                }
            return record | ({"image": image(block.image)} if block.image else {})
        case Group():
            return _group(block)
        case Correction():
            return correction(block)
        case Rating(value=value, minimum=minimum, maximum=maximum, units=units):
            record = {"type": "numeric_rating", "_id": id, "numeric_rating": value}
            return record | {"min": minimum, "max": maximum, "units": write_inline(units)}
        case Endorsement(text=text):
            return {"type": "endorsement", "_id": id, "endorsement": write_inline(text)}
        case Divider():
            return {"type": "divider", "_id": id}
        case Code(content=content, language=language):
            return {"type": "code", "_id": id, "content": content, "language": language}
        case Embed():
            return _embed(block)
        case Unknown(type=type, payload=payload):
            held = _object(payload)
            held = {} if held is None else held
            held.pop("additional_properties", None)
            return held | {"_id": id, "type": type or "unknown"}
        case _:
            return {"type": "fassung_block", "_id": id}


def _quote(quote: Quote) -> _Json:
    record: _Json = {
        "type": "quote",
        "_id": quote.id,
        "content_elements": [element(part) for part in quote.blocks],
    }
    if quote.citation:
        record["citation"] = _text(f"{quote.id}-citation", quote.citation)
    return record | ({"subtype": "pullquote"} if quote.pull else {})


def _group(group: Group) -> _Json:
    parts = [element(part) for part in group.blocks]
    if group.role == "gallery":
        record: _Json = {"type": "gallery", "version": VERSION, "content_elements": parts}
        if group.title:
            record["headlines"] = {"basic": write_inline(group.title)}
    # link_list.json: 1 to 10 links or texts.
    elif group.role == "link_list" and 1 <= len(parts) <= 10 and _links_only(group):
        record = {"type": "link_list", "items": parts}
    else:
        record = {"type": "element_group", "content_elements": parts}
    return record | {"_id": group.id}


def _links_only(group: Group) -> bool:
    return all(isinstance(part, LinkCard | Paragraph) for part in group.blocks)


def _image(picture: Image) -> _Json:
    record: _Json = {
        "type": "image",
        "version": VERSION,
        "_id": picture.id,
        "url": picture.url,
        "caption": write_inline(picture.caption),
        "alt_text": write_inline(Text(picture.alt.value)),
        "licensable": picture.licensable,
    }
    credits = {"by": picture.credit, "affiliation": picture.source}
    named = {role: [author(name)] for role, name in credits.items() if name}
    if named:
        record["credits"] = named
    if picture.copyright:
        record["copyright"] = picture.copyright
    sizes = {"width": picture.width, "height": picture.height}
    return record | {key: value for key, value in sizes.items() if value is not None}


def _media(media: Media) -> _Json:
    record: _Json = {"type": media.medium, "version": VERSION, "_id": media.id}
    if media.title:
        record["headlines"] = {"basic": write_inline(media.title)}
    if media.caption:
        record["description"] = {"basic": write_inline(media.caption)}
    if media.credit:
        record["credits"] = {"by": [author(media.credit)]}
    if media.medium == "audio":
        record["source_url"] = media.url
        if media.poster:
            record["promo_items"] = {"basic": image(media.poster)}
        return record
    if media.url:
        record["streams"] = [{"url": media.url}]
    if media.duration is not None:
        record["duration"] = media.duration * 1000
    if media.poster:
        record["promo_image"] = image(media.poster)
    return record


def _embed(embed: Embed) -> _Json:
    if embed.media_type == "text/html":
        return {"type": "raw_html", "_id": embed.id, "content": embed.payload}
    held = _object(embed.payload)
    if held and ("html" in held or "provider_name" in held):
        referent = {"provider": embed.provider, "id": embed.url}
        oembed = {"type": "oembed_response", "_id": embed.id}
        return oembed | {"raw_oembed": held, "referent": referent}
    inner: _Json = {"id": embed.id, "url": embed.url or "about:blank"}
    if held and held.keys() == {"id", "config"} and isinstance(held["config"], dict):
        inner |= {"id": str(held["id"]), "config": held["config"]}
    record: _Json = {"type": "custom_embed", "_id": embed.id, "embed": inner}
    return record | {"subtype": embed.provider}


def _object(payload: str) -> _Json | None:
    """The JSON object in ``payload``; None if it holds none."""
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
