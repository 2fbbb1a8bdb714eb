"""Two texts word by word: which words only the one has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:[-’'.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a text; ``own`` where the other text has not these words here."""

    text: str
    own: bool


def differences(first: str, second: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both texts in stretches, whole and in order.

    >>> differences("Er kam am Montag.", "Er kam am Dienstag.")[0]
    (Stretch(text='Er kam am ', own=False), Stretch(text='Montag', own=True), \
Stretch(text='.', own=False))
    """
    a, b = list(_TOKEN.finditer(first)), list(_TOKEN.finditer(second))
    matcher = SequenceMatcher(None, [m[0] for m in a], [m[0] for m in b], autojunk=False)
    own_a, own_b = [False] * len(a), [False] * len(b)
    for what, i, j, k, n in matcher.get_opcodes():
        if what != "equal":
            own_a[i:j] = [True] * (j - i)
            own_b[k:n] = [True] * (n - k)
    return _stretches(first, a, own_a), _stretches(second, b, own_b)


def _stretches(text: str, words: list[re.Match[str]], own: list[bool]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    at = 0
    for number, word in enumerate(words):
        if not own[number]:
            continue
        # Spaces between two words of the same kind belong to them.
        joined = number > 0 and own[number - 1]
        start = words[number - 1].end() if joined else word.start()
        if start > at:
            found.append(Stretch(text[at:start], own=False))
        piece = text[start : word.end()]
        if joined and found and found[-1].own:
            found[-1] = Stretch(found[-1].text + piece, own=True)
        else:
            found.append(Stretch(piece, own=True))
        at = word.end()
    if at < len(text):
        found.append(Stretch(text[at:], own=False))
    return tuple(found)
