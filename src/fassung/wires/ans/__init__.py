"""Arc XP ANS: 0.5 to 0.10 are read leniently, 0.10.12 is written strictly."""

from __future__ import annotations

from fassung.article import Article
from fassung.wires.ans.story import article_of
from fassung.wires.ans.write import encode, story
from fassung.wires.load import decode, load

__all__ = ["encode", "read", "recognises", "story", "write"]


def read(data: bytes, source: str = "input") -> Article:
    """The article in an ANS story (JSON, UTF-8); ``source`` names it in errors.

    Raises:
        WireError: if it is damaged, no story, in a version or language that is not read, or
            a field has the wrong type.
    """
    return article_of(load(decode(data, source), source))


def write(article: Article) -> bytes:
    """``article`` as an ANS story of version 0.10.12; ``read`` gives the same article back."""
    return encode(story(article))


def recognises(value: object) -> bool:
    """True if ``value`` (parsed JSON) is meant as an ANS object."""
    if not isinstance(value, dict):
        return False
    if value.get("type") == "story" and not isinstance(value.get("headline"), str):
        return True
    return isinstance(value.get("content_elements"), list) and (
        "headlines" in value or "version" in value or "type" in value
    )
