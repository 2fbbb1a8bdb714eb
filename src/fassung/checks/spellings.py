"""Two spellings of one name: what sounds alike, and what is a slip of one or two letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

# One sound, written as English, German, French or Polish transcriptions write it; what comes
# first is tried first.
_SOUNDS = {
    "tsch": "c",
    "tch": "c",
    "sch": "s",
    "zh": "s",
    "sh": "s",
    "kh": "ch",
    "ph": "f",
    "th": "t",
    "ck": "k",
    "ks": "x",
    "ts": "z",
    "ae": "a",
    "oe": "o",
    "ue": "u",
    "ou": "u",
    "oo": "u",
}
_SOUND = re.compile("|".join(_SOUNDS))
_ONE_LETTER = str.maketrans("wyj", "vii")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o"})


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """``word`` in lower case without accents.

    >>> plain("Ciarán"), plain("Łódź"), plain("Straße")
    ('ciaran', 'lodz', 'strasse')
    """
    word = word.lower()
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The same for all usual transcriptions of one name.

    >>> sound("Sergej") == sound("Sergey") == sound("Sergei"), sound("Lankow") == sound("Lankov")
    (True, True)
    """
    heard = _SOUND.sub(lambda match: _SOUNDS[match.group()], plain(word))
    return "".join([letter for letter, _ in groupby(heard.translate(_ONE_LETTER))])


def without_genitive(word: str) -> str:
    """``word`` without a genitive's ending, where it has what may be one.

    >>> without_genitive("Putins"), without_genitive("Strauss’")
    ('Putin', 'Strauss')
    """
    for ending in ("’s", "'s", "’", "'"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def same_form(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` are one spelling, be it that one of them is its genitive."""
    return a == b or without_genitive(a) == b or a == without_genitive(b)


def same_sound(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` may be two spellings of one name, genitive or not."""
    one, two = sound(a), sound(b)
    return one == two or one == two + "s" or one + "s" == two


def near(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` differ by one letter, or by two in a long word.

    A letter that is missing, added, another one or changed places with its neighbour counts as
    one (Damerau). Words of fewer than five letters are never near.
    """
    short, long = sorted((len(a), len(b)))
    limit = 0 if short < 5 else 1 if long < 9 else 2
    return long - short <= limit and distance(a, b, limit) <= limit


def distance(a: str, b: str, limit: int) -> int:
    """Letters to change to get from ``a`` to ``b``; ``limit`` + 1 stands for more than that."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return limit + 1
        before, row = row, now
    return row[-1]
