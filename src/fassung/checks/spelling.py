"""Two spellings of one name: without accents, by sound, by consonants, by the letters that differ.

The one place where names are compared letter by letter. What turns an English transcription into
a German one is in ``german/transcription.py``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
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
_CLASSES = (
    (re.compile(r"s?c?hts?c?h|t?s?c?h|[ckgqxsz]+"), "s"),
    (re.compile(r"[bp]+"), "p"),
    (re.compile(r"ph|[fvw]+"), "f"),
    (re.compile(r"[dt]+"), "t"),
    (re.compile(r"[mn]+"), "n"),
    (re.compile(r"l+"), "l"),
    (re.compile(r"r+"), "r"),
    (re.compile(r"[^spftnlr]+"), ""),
)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """``text`` in small letters without accents.

    >>> plain("Ciarán"), plain("Łódź"), plain("Straße")
    ('ciaran', 'lodz', 'strasse')
    """
    text = text.lower()
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The same for all usual transcriptions of one name.

    >>> sound("Sergej") == sound("Sergey") == sound("Sergei"), sound("Lankow") == sound("Lankov")
    (True, True)
    """
    heard = _SOUND.sub(lambda match: _SOUNDS[match.group()], plain(word))
    return "".join([letter for letter, _ in groupby(heard.translate(_ONE_LETTER))])


@lru_cache(maxsize=50_000)
def consonants(name: str) -> str:
    """The consonants of a name in seven classes: less than :func:`sound`, and for more languages.

    >>> consonants("Zelensky") == consonants("Selenskyj")
    True
    >>> consonants("Yushchenko") == consonants("Juschtschenko")
    True
    """
    text = plain(name)
    for pattern, to in _CLASSES:
        text = pattern.sub(to, text)
    return "".join([letter for letter, _ in groupby(text)])


def may_be(name: str, other: str) -> bool:
    """Whether ``other`` may be a form of ``name``, generously: "Yushchenko", "Juschtschenko"."""
    own, folded = consonants(name), plain(name)
    for part in (other, *other.split("-")) if "-" in other else (other,):
        theirs, written = consonants(part), plain(part)
        same_start = written[:2] == folded[:2]
        if theirs.removesuffix("s") == own.removesuffix("s") and len(own) + same_start >= 3:
            if abs(len(folded) - len(written)) <= max(3, len(folded) // 2):
                return True
        elif len(own) >= 4 and (same_start or len(own) >= 6) and distance(own, theirs, 1) <= 1:
            return True
    return False


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
