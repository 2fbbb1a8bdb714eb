"""Whether two names may be spellings of one, in English and German transcription."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby


def alike(folded: str, own: str, other: str) -> bool:
    """Whether two names may be spellings of one: "Yushchenko" and "Juschtschenko"."""
    for part in (other, *other.split("-")) if "-" in other else (other,):
        theirs, written = sound(part), fold(part)
        same_start = written[:2] == folded[:2]
        if theirs.removesuffix("s") == own.removesuffix("s") and len(own) + same_start >= 3:
            if _near(folded, written):
                return True
        elif len(own) >= 4 and (same_start or len(own) >= 6) and _distance_one(own, theirs):
            return True
    return False


def _near(one: str, other: str) -> bool:
    """Names of one sound that are hardly longer than each other."""
    return abs(len(one) - len(other)) <= max(3, len(one) // 2)


def _distance_one(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes them the same."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return (
        one[at + 1 :] == other[at + 1 :]
        or one[at:] == other[at + 1 :]
        or one[at + 1 :] == other[at:]
    )


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """``text`` in small letters without marks.

    >>> fold("Łódź"), fold("Müßig")
    ('lodz', 'mussig')
    """
    if not text.isascii():
        text = "".join(
            _LETTERS.get(c, c)
            for c in unicodedata.normalize("NFD", text)
            if not unicodedata.combining(c)
        )
    return text.lower()


_LETTERS = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "đ": "d", "ı": "i", "œ": "oe", "þ": "th", "ð": "d"}  # fmt: skip

_SOUNDS = (
    (re.compile(r"s?c?hts?c?h|t?s?c?h|[ckgqxsz]+"), "s"),
    (re.compile(r"[bp]+"), "p"),
    (re.compile(r"ph|[fvw]+"), "f"),
    (re.compile(r"[dt]+"), "t"),
    (re.compile(r"[mn]+"), "n"),
    (re.compile(r"l+"), "l"),
    (re.compile(r"r+"), "r"),
    (re.compile(r"[^spftnlr]+"), ""),
)


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """The consonants of a name in seven classes, the same for its English and German form.

    >>> sound("Zelensky") == sound("Selenskyj"), sound("Yushchenko") == sound("Juschtschenko")
    (True, True)
    """
    text = fold(name)
    for pattern, to in _SOUNDS:
        text = pattern.sub(to, text)
    return "".join([letter for letter, _ in groupby(text)])
