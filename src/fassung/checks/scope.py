"""Which words an English negation denies, and whether the German denies them as well.

Counting cannot tell which of two negations is gone. What stands behind an English "not" is looked
for in the German by the lexicon of ``completeness.py``; where it stands only once, something that
denies has to be in its clause or near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fassung.checks.completeness import lexicon
from fassung.checks.model import Pair, Word
from fassung.checks.polarity import denying
from fassung.checks.polarity_lists import german

_HEAD = 7
"""Words behind a negation among which the denied ones stand."""
_NEAR = 60
"""Characters from a German word to what denies it, at most, where a comma stands between."""
_PAUSE = re.compile(r"[,;:.!?–„“”\"()]| - | (?:und|oder|aber) ")
_ENGLISH_PAUSE = re.compile(r"[,;:.!?]")
_EMPTY = frozenset(
    """the a an be been to of any it that this is was are were have has had do did for in on at with
    and or but as by he she they we you i""".split()
)


def undenied(pair: Pair, said: Sequence[Word]) -> Iterator[Word]:
    """Those of the negations ``said`` whose words stand in the German with nothing that denies."""
    if not said or not (places := _places(pair)):
        return
    pauses = [match.start() for match in _PAUSE.finditer(pair.german)]
    for word in said:
        denied = list(_denied(pair, word))
        if denied and not any(_is_denied(at, places, pauses) for at in denied):
            yield word


def _places(pair: Pair) -> list[int]:
    denial = {word.start for word in denying(pair.german_words, german())}
    weak = {word.start for word in pair.german_words if german().weak(word.lower)}
    return sorted(denial | weak)


def _denied(pair: Pair, negation: Word) -> Iterator[int]:
    """Where in the German the words behind ``negation`` stand, as far as that is sure."""
    words = pair.source_words
    at = words.index(negation) + 1
    for word in words[at : at + _HEAD]:
        if _ENGLISH_PAUSE.search(pair.source, negation.end, word.start):
            return
        stems = () if word.lower in _EMPTY else lexicon().get(word.lower, ())
        if not stems or sum(other.lower == word.lower for other in words) > 1:
            continue
        there = {w.start for w in pair.german_words if w.lower.startswith(stems)}
        if len(there) == 1:
            yield there.pop()


def _is_denied(at: int, places: Sequence[int], pauses: Sequence[int]) -> bool:
    start = max((pause for pause in pauses if pause <= at), default=-1)
    end = min((pause for pause in pauses if pause > at), default=at + 10_000)
    return any(start - 2 <= place <= end or abs(place - at) < _NEAR for place in places)
