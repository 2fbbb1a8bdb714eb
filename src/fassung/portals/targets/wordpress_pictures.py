"""Pictures of an article in WordPress's media library: each uploaded once, by its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import escape

from fassung.article import Article, Block, Group, Image
from fassung.errors import WireError
from fassung.fetch import fetch
from fassung.portals import safe, view
from fassung.portals.targets.wordpress_rest import Json, Rest

_LARGEST = 20_000_000
"""Bytes; what press pictures for the web stay far below."""
_KINDS = (
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"GIF8", "gif", "image/gif"),
    (b"RIFF", "webp", "image/webp"),
)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A picture in the media library."""

    id: int
    url: str


def pictures(article: Article) -> Iterator[Image]:
    """The pictures that the post shows: the lead first, then those of the body."""
    lead, blocks = view.opening(article)
    if lead:
        yield lead
    yield from _within(blocks)


def _within(blocks: tuple[Block, ...]) -> Iterator[Image]:
    for block in blocks:
        if isinstance(block, Image) and block.licensable:
            yield block
        elif isinstance(block, Group):
            yield from _within(block.blocks)


def upload(
    article: Article, folders: Mapping[str, Path], rest: Rest, *, inside: bool
) -> tuple[dict[str, Uploaded], list[str]]:
    """The article's pictures in the library, by address, and the addresses that gave none.

    Args:
        folders: pictures on this machine: :attr:`fassung.portals.portal.Portal.pictures`.
        inside: whether a picture may lie on a private network.

    Raises:
        DeliveryError: if WordPress does not take one.
    """
    found: dict[str, Uploaded] = {}
    left_out = []
    for image in pictures(article):
        if image.url in found:
            continue
        data = _bytes(image.url, article.url, folders, inside)
        kind = next(((e, t) for start, e, t in _KINDS if data.startswith(start)), None)
        if kind is None:
            left_out.append(image.url)
            continue
        found[image.url] = _upload(image, data, *kind, rest)
    return found, left_out


def _bytes(url: str, base: str, folders: Mapping[str, Path], inside: bool) -> bytes:
    """What the picture holds; nothing if it cannot be had."""
    for start, folder in folders.items():
        name = url.removeprefix(start)
        path = folder / name
        if name != url and "/" not in name and path.is_file() and path.stat().st_size <= _LARGEST:
            return path.read_bytes()
    address = safe.link(url, base, ("http", "https"))
    try:
        return fetch(address, inside=inside, largest=_LARGEST) if address else b""
    except WireError:
        return b""


def _upload(image: Image, data: bytes, ending: str, media_type: str, rest: Rest) -> Uploaded:
    # The slug is what a try before is known by, whose answer was lost.
    slug = f"fassung-{sha256(data).hexdigest()[:32]}"
    words = {
        "alt_text": safe.plain(image.alt.value),
        "caption": caption(image),
        "title": safe.plain(image.alt.value or image.caption.value).strip()[:120] or slug,
    }
    fields = "id,source_url,alt_text,caption,title"
    known = rest.list("media", slug=slug, status="inherit", _fields=fields)
    if not known:
        made = rest.upload("media", {**words, "slug": slug}, (f"{slug}.{ending}", data, media_type))
        return _uploaded(made)
    if any(_raw(known[0].get(name)) != value for name, value in words.items()):
        return _uploaded(rest.write(f"media/{known[0]['id']}", dict(words)))
    return _uploaded(known[0])


def caption(image: Image, base: str = "") -> str:
    """Caption and credit of ``image`` as inline HTML."""
    credit = safe.plain(view.credit_line(image))
    return f"{safe.html(image.caption, base)} {escape(credit)}".strip()


def _uploaded(record: Json) -> Uploaded:
    return Uploaded(int(record["id"]), str(record.get("source_url", "")))


def _raw(value: object) -> object:
    return value.get("raw") if isinstance(value, dict) else value
