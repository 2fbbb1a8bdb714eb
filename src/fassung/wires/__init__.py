"""Wires: partners' formats to articles and back. One module a format, recognised here."""

from __future__ import annotations

from fassung.article import Article
from fassung.errors import UsageError
from fassung.wires.load import decode, take, take_file
from fassung.wires.recognise import FORMATS, Format, module, recognise

__all__ = ["FORMATS", "Format", "read", "recognise", "take", "take_file", "write"]


def read(data: bytes, *, source: str = "input") -> Article:
    """The article in ``data``, whatever format it has; ``source`` names it in errors.

    Raises:
        WireError: if it is no article that can be read, in one line that says why.
    """
    name = recognise(data, source)
    # Every wire gets UTF-8 without a mark, so none needs to know of encodings.
    data = decode(data, source).encode()
    if name == "webpage" and (story := module("webpage").embedded_ans(data)):
        # A page that carries its own ANS says more there than in its markup.
        name, data = "ans", story
    article = module(name).read(data, source)
    assert isinstance(article, Article)
    return article


def write(article: Article, format: str) -> bytes:
    """``article`` as a file of ``format``: the name of one of :data:`FORMATS` that writes.

    Raises:
        UsageError: if there is no such format.
    """
    names = [form.name for form in FORMATS if form.writes]
    if format not in names:
        raise UsageError(
            "{format} is not a format that is written; choose one of: {formats}.",
            format=format,
            formats=", ".join(names),
        )
    data = module(format).write(article)
    assert isinstance(data, bytes)
    return data
