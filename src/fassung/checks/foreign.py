"""English words in a German text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from fassung.checks.model import Word
from fassung.checks.name_tables import common, lines

_ENDINGS = ("s", "ed", "ing", "ly")
FUNCTION = frozenset(
    """the of and to with for from by at is are were be been has have had that this these those
    which who whose it its they their them he she his you your we our my not or but as on than into
    about would could should can cannot when what where there if because while after before
    between through over under""".split()
)
"""Words that hold an English sentence together; none of them is German."""


@lru_cache(maxsize=50_000)
def is_english(word: str) -> bool:
    """Whether a word in small letters is English and not used in German.

    >>> is_english("the"), is_english("skyrocketing"), is_english("die"), is_english("cool")
    (True, True, False, False)
    """
    if word in loanwords():
        return False
    if word in FUNCTION or (word in common() and len(word) > 2):
        return True
    return any(
        word.endswith(ending)
        and len(word) - len(ending) > 3
        and (word[: -len(ending)] in common() or word[: -len(ending)] + "e" in common())
        for ending in _ENDINGS
    )


@cache
def loanwords() -> frozenset[str]:
    """Words that look English and stand in German texts all the same."""
    return frozenset(word for line in lines("loanwords.txt") for word in line.split())


def runs(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """The stretches of English words in small letters that follow each other."""
    found: list[list[Word]] = []
    last: Word | None = None
    for word in words:
        if word.text == word.lower and is_english(word.lower):
            if last and text[last.end : word.start] == " ":
                found[-1].append(word)
            else:
                found.append([word])
            last = word
        else:
            last = None
    return found
