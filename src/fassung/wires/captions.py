"""Captions: what stands below a picture, and whose picture it is."""

from __future__ import annotations

import re
from dataclasses import replace

from fassung.article import Image, Text
from fassung.wires.inline import read_inline
from fassung.wires.tree import Node, inner

_CREDIT = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]{2,120})[)\]]\s*$", re.DOTALL)


def split_credit(caption: str) -> tuple[str, str]:
    """Caption and credit of "The train waits. (Jo Doe/Agency)"; no credit without brackets.

    >>> split_credit("The train waits. (Jo Doe)")
    ('The train waits.', 'Jo Doe')
    """
    if found := _CREDIT.match(caption):
        return found[1], found[2].strip()
    return caption, ""


def read_caption(node: Node) -> tuple[Text, str]:
    """Caption and credit: of an element of class credit, else of brackets at the end."""
    credit = ""
    rest: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and re.search("credit|copyright", child.get("class")):
            credit = credit or child.text().strip()
        else:
            rest.append(child)
    text = read_inline(inner(rest)).strip()
    if not credit:
        words, credit = split_credit(str(text))
        text = text.slice(0, len(words))
    return text, credit


def with_caption(image: Image, caption: Text, credit: str) -> Image:
    """``image`` with the caption and the credit that were found beside it."""
    return replace(image, caption=caption, credit=credit)


def pixels(value: str) -> int | None:
    """A length in pixels as HTML has it; None if it is none."""
    return int(value) if re.fullmatch("[0-9]{1,5}", value) else None
