"""The words and signs of a text, each with its place: what a rater marks by mouse or keys."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"(?:\w[\u0300-\u036f\u00ad]*)+|\S")
"""A word, with combining signs and soft hyphens, or one other sign that is no space."""


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` from ``start`` to ``end`` (characters, as Python counts them), with what stands
    between it and the token before."""

    before: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of ``text``; what they and their ``before`` hold is all of it but a last space.

    >>> [t.text for t in tokens("Ja, 7,5 %!")]
    ['Ja', ',', '7', ',', '5', '%', '!']
    """
    found = []
    last = 0
    for match in _TOKEN.finditer(text):
        found.append(Token(text[last : match.start()], match[0], match.start(), match.end()))
        last = match.end()
    return found
