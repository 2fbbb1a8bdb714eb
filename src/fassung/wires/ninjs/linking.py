"""What goes with a ninjs text that is written: its original, its pictures, other pieces."""

from __future__ import annotations

from datetime import datetime

from fassung.article import Article, Image, Related, Text
from fassung.wires.flat import dump, flatten
from fassung.wires.inline import write_inline
from fassung.wires.ninjs import profile
from fassung.wires.ninjs.shape import Item


def associations(article: Article) -> list[Item]:
    """The original of a translation, the pictures, and the pieces that the article points to."""
    found: list[Item] = []
    if article.translated_from:
        found.append(_original(article))
    if article.lead_image:
        found.append(_picture(article.lead_image, "lead"))
    for block in article.blocks:
        if isinstance(block, Image):
            found.append(_picture(block, profile.INLINE))
    for index, other in enumerate(article.related):
        found.append(_related(other, index))
    return found


def _original(article: Article) -> Item:
    """What the text was translated from: its own id, version and dates, and who published it."""
    item: Item = {
        "name": "source",
        "rel": profile.TRANSLATED_FROM,
        "uri": profile.uri(article.id),
        "type": "text",
        "language": article.translated_from,
        "version": article.version,
        "firstCreated": time(article.first_published),
        "versionCreated": time(article.updated),
        "infoSources": publisher(article),
        "altIds": [{"role": profile.URL, "value": article.url}] if article.url else [],
    }
    return {name: value for name, value in item.items() if value not in ("", None, [])}


def _picture(image: Image, rel: str) -> Item:
    texts = {"caption": image.caption, "alt": image.alt}
    place = {"href": image.url} if profile.is_uri(image.url) else {}
    sizes = {"width": image.width, "height": image.height}
    known = {name: size for name, size in sizes.items() if size is not None}
    item: Item = {
        "name": rel,
        "rel": rel,
        "uri": image.url if profile.is_uri(image.url) else profile.uri(image.id),
        "type": "picture",
        "by": image.credit or image.source,
        "copyrightHolder": image.source if image.credit else "",
        "copyrightNotice": image.copyright,
        "descriptions": [wording(role, text) for role, text in texts.items() if text.value],
        "renditions": [{"name": "main", **place, **known}],
        "altIds": [own("image", flatten(image))] if rel != profile.INLINE else [],
    }
    return {name: value for name, value in item.items() if value not in ("", [])}


def _related(other: Related, index: int) -> Item:
    return {
        "name": f"related-{index + 1}",
        "rel": other.rel,
        "uri": profile.uri(other.id) if other.id or not profile.is_uri(other.url) else other.url,
        "type": "text",
        **({"headlines": [wording("main", other.title)]} if other.title.value else {}),
        "altIds": [own("related", flatten(other))],
    }


def own(name: str, value: object) -> Item:
    """An entry of ``altIds`` for what ninjs has no field for."""
    return {"role": profile.OWN + name, "value": dump(value)}


def publisher(article: Article) -> list[Item]:
    """Who published first, as ``infoSources`` has it; empty if nobody is named."""
    name, site = article.publisher.name, article.publisher.site
    place = {"uri": site} if profile.is_uri(site) else {}
    return [{"name": name, "role": "publisher", **place}] if name else []


def time(moment: datetime | None) -> str | None:
    """A date-time as ninjs has it (RFC 3339)."""
    return moment.isoformat() if moment else None


def wording(role: str, text: Text) -> Item:
    """One wording of a headline or description."""
    if text.spans:
        return {"role": role, "contentType": "text/html", "value": write_inline(text)}
    return {"role": role, "contentType": "text/plain", "value": text.value}
