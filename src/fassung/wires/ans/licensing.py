"""A picture that may not be handed on in one place of a story may not be in any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeVar

from fassung.article import Article, Block, Image

_Part = TypeVar("_Part", Article, Block)


def everywhere(article: Article) -> Article:
    """``article`` with every picture barred that is barred somewhere in it.

    The Washington Post says ``licensable: false`` of a picture where it stands as the lead, and
    says nothing of the same picture in the text.
    """
    barred = frozenset(i.url for i in _images(article) if i.url and not i.licensable)
    return _barred(article, barred) if barred else article


def _images(part: object) -> Iterator[Image]:
    if isinstance(part, tuple):
        for one in part:
            yield from _images(one)
    elif isinstance(part, Article | Block):
        if isinstance(part, Image):
            yield part
        for field in fields(part):
            yield from _images(getattr(part, field.name))


def _barred(part: _Part, urls: frozenset[str]) -> _Part:
    changes: dict[str, object] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, Block):
            changes[field.name] = _barred(value, urls)
        elif isinstance(value, tuple) and value and isinstance(value[0], Block):
            changes[field.name] = tuple([_barred(one, urls) for one in value])
    if isinstance(part, Image) and part.url in urls:
        changes["licensable"] = False
    return replace(part, **changes) if changes else part  # type: ignore[arg-type]
