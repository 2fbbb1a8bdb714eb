"""Where the German words of an English phrase stand, when no engine says so.

Used for engines that carry no markup, and for tags that an engine lost. Names
and figures are found by their letters; other phrases by what the engine makes
of them alone, compared with every stretch of the German sentence; their place
in the sentence breaks ties.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[\w’'.,-]*\w(?:%|\b)|\w")
_FEW = frozenset("der die das den dem des ein eine einen einem einer the a an of".split())


def locate(
    german: str, phrase: str, alone: str, where: float, taken: tuple[tuple[int, int], ...] = ()
) -> tuple[int, int]:
    """The stretch of ``german`` that stands for ``phrase``.

    Args:
        german: the German sentence, not empty.
        phrase: the English words.
        alone: the phrase as the engine translates it by itself; may be empty.
        where: middle of the phrase in its sentence, 0 to 1.
        taken: stretches that belong to other phrases, used only if need be.
    """
    exact = german.find(phrase)
    if exact >= 0 and _whole(german, exact, exact + len(phrase)):
        return exact, exact + len(phrase)
    words = [match.span() for match in _WORD.finditer(german)]
    if not words:
        return 0, len(german)
    wanted = [_grams(text) for text in (alone, phrase) if text.strip()]
    longest = max(len(phrase.split()), len(alone.split())) + 2
    best, best_score = words[0], -9.0
    for first in range(len(words)):
        for last in range(first, min(len(words), first + longest)):
            start, end = words[first][0], words[last][1]
            grams = _grams(german[start:end])
            alike = max((_dice(grams, other) for other in wanted), default=0.0)
            middle = (start + end) / 2 / len(german)
            score = alike - 0.35 * abs(middle - where)
            score -= 0.5 * any(start < b and a < end for a, b in taken)
            score -= 0.05 * (german[start : words[first][1]].lower() in _FEW)
            score -= 0.02 * abs((end - start) - len(alone or phrase)) / max(len(phrase), 1)
            if score > best_score:
                best, best_score = (start, end), score
    return best


def anchored(german: str, phrase: str, place: tuple[int, int]) -> tuple[int, int]:
    """``place`` of a phrase, put right where the German has the phrase itself, once, elsewhere.

    A name or a figure that comes through as it was says best where it stands; an engine's tags
    may have slipped to a neighbour or taken one in.

    >>> anchored("Der Präsident Xi kam", "Xi", (4, 13)), anchored("Er kam", "He", (0, 2))
    ((14, 16), (0, 2))
    """
    at = german.find(phrase)
    if at < 0 or not _whole(german, at, at + len(phrase)) or not _TELLING.search(phrase):
        return place
    if german.find(phrase, at + 1) >= 0:
        return place
    end = at + len(phrase)
    grown = place[0] <= at and end <= place[1] and place[1] - place[0] <= len(phrase) + _SLACK
    return place if grown else (at, end)


_SLACK = 6
"""Characters by which a pair may be wider than its words: an article, a genitive, a mark."""
_TELLING = re.compile(r"[A-Z]\w|\d")


def _whole(value: str, start: int, end: int) -> bool:
    before, after = value[start - 1 : start], value[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def _grams(value: str) -> Counter[str]:
    padded = f" {' '.join(value.lower().split())} "
    return Counter(padded[i : i + 3] for i in range(len(padded) - 2))


def _dice(a: Counter[str], b: Counter[str]) -> float:
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
