"""What goes with a ninjs text: its pictures, and other pieces that it points to."""

from __future__ import annotations

from typing import Any

from fassung.article import Image, Related, Text
from fassung.wires.inline import safe_url
from fassung.wires.ninjs import profile
from fassung.wires.ninjs.fields import is_own, restored, wordings
from fassung.wires.ninjs.shape import Item, objects, string

_LEAD = frozenset(("lead", "main", "mainpic", "featured", "featuremedia", "hero"))


def images_of(item: Item) -> tuple[Image | None, list[Image]]:
    """The lead picture, and those that stand behind the text."""
    found: list[tuple[bool, Image]] = []
    pictures = [p for p in _parts(item) if p.get("type") in ("picture", "graphic")]
    if item.get("type") == "picture":
        pictures.insert(0, {**item, "name": "main"})
    for number, part in enumerate(pictures, 1):
        image = next(iter(restored(part, "image", Image)), None) or _image(part, f"i{number}")
        if image:
            words = {string(part, "rel").lower(), string(part, "name").lower()}
            found.append((bool(words & _LEAD), image))
    lead = next((image for is_lead, image in found if is_lead), found[0][1] if found else None)
    return lead, [image for _, image in found if image is not lead]


def _parts(item: Item) -> list[Item]:
    """The associations, without the pictures that stand in the body already."""
    return [
        part
        for part in objects(item, "associations")
        if not (is_own(item) and part.get("name") == profile.INLINE)
    ]


def _image(part: Item, id: str) -> Image | None:
    renditions = [r for r in objects(part, "renditions") if safe_url(string(r, "href"))]
    if not renditions:
        return None
    best = max(renditions, key=lambda r: _size(r, "width") or 0)
    texts = wordings(part, "descriptions", {"": "caption", "text": "caption", "main": "caption"})
    captions = [text for role, text in texts.items() if role != "alt"]
    by, holder = string(part, "by"), string(part, "copyrightholder")
    return Image(
        id=id,
        url=string(best, "href"),
        caption=captions[0].strip() if captions else Text(),
        alt=texts.get("alt", Text()),
        credit=by or holder,
        source=holder if by else "",
        copyright=string(part, "copyrightnotice"),
        width=_size(best, "width"),
        height=_size(best, "height"),
    )


def _size(rendition: Item, name: str) -> int | None:
    value: Any = rendition.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def related_of(item: Item) -> tuple[Related, ...]:
    """Texts that the item points to. Film and sound are kept as a pointer too."""
    found: list[Related] = []
    for part in _parts(item):
        own = restored(part, "related", Related)
        if own:
            found += own
        elif profile.TRANSLATED_FROM not in (part.get("rel"), part.get("name")) and (
            part.get("type") not in ("picture", "graphic")
            or not (_image(part, "i") or restored(part, "image", Image))
        ):
            uri = string(part, "uri")
            url = uri if uri.startswith(("http://", "https://")) else ""
            titles = wordings(part, "headlines", {"": "main"})
            title = next(iter(titles.values()), Text())
            rel = string(part, "rel") or string(part, "name") or "related"
            found.append(Related(rel=rel, id=uri, url=url, title=title))
    return tuple(found)
