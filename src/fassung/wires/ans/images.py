"""Images of ANS (ANS 0.10.12, ``image.json``): caption, credit, size, and what may be done."""

from __future__ import annotations

import re

from fassung.article import Image, Text
from fassung.wires.ans import codec
from fassung.wires.ans.fields import (
    Record,
    address,
    digest,
    identity,
    items,
    mapping,
    plain,
    size,
    text,
    without_private,
)

_CREDIT = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")


def read_whole_image(element: Record, where: str, trusted: bool) -> Image:
    """An image outside the body, with what fassung put aside in a file of its own."""
    image = read_image(element, where)
    extras = mapping(element, "additional_properties", where).get("fassung")
    if trusted and isinstance(extras, dict):
        return codec.restored(image, extras, f"{where}fassung")
    return image


def read_image(element: Record, where: str, id: str = "") -> Image:
    """An image object; the credit at the end of a display caption is split off.

    Credits are ``credits.by`` (else ``photos_by``, else the bracket), the source is
    ``credits.affiliation``.
    """
    caption = text(element, "caption", where)
    credits = mapping(element, "credits", where)
    by = names(credits, "by", where) or names(credits, "photos_by", where)
    affiliation = names(credits, "affiliation", where)
    if not caption:
        for key in ("credits_caption_display", "caption_display"):
            if shown := text(element, key, where):
                caption, bracket = _without_credit(shown)
                by = by or bracket
                break
    caption = caption or text(element, "subtitle", where)
    return Image(
        id=id or identity(element, "_id", where) or digest("image", without_private(element)),
        url=address(element, "url", where),
        caption=caption,
        alt=Text(text(element, "alt_text", where).value),
        credit=by,
        source="" if affiliation == by else affiliation,
        copyright=plain(element, "copyright", where),
        width=size(element, "width", where),
        height=size(element, "height", where),
        licensable=element.get("licensable") is not False,
    )


def _without_credit(shown: Text) -> tuple[Text, str]:
    """A display caption and the credit in brackets at its end."""
    if not (found := _CREDIT.search(shown.value)):
        return shown, ""
    return shown.slice(0, found.start()), found[1].strip()


def names(credits: Record, role: str, where: str) -> str:
    """The names of everyone in the list at ``role``, with commas between."""
    names = []
    for index, person in enumerate(items(credits, role, f"{where}credits.")):
        if isinstance(person, dict):
            place = f"{where}credits.{role}[{index}]."
            names.append(plain(person, "name", place) or plain(person, "byline", place))
        elif isinstance(person, str):
            names.append(person)
    return ", ".join(filter(None, names))
