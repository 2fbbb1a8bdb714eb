"""Attention checks: a copy of an output in which a run of words is replaced by one from elsewhere.

So are the "bad references" of direct assessment made (Graham et al. 2017, "Can machine translation
systems be evaluated by the crowd alone", Natural Language Engineering 23, section 4.1; WMT's
Appraise campaigns do the same): how many words depends on the segment's length, and in a longer
segment neither the first nor the last word is touched. Whoever reads sees it at once; whoever
clicks through does not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_WORD = re.compile(r"\S+")
_LENGTHS = ((1, 1), (5, 2), (8, 3), (15, 4), (20, 5))
"""Up to so many words: so many are replaced. Beyond: a quarter."""
SHORTEST = 4
"""Words; a shorter segment is hardly damaged visibly and serves for no check."""


def words(text: str) -> int:
    """How many words there are between spaces."""
    return len(_WORD.findall(text))


def replaced(count: int) -> int:
    """How many words of a segment of ``count`` words are replaced.

    >>> [replaced(n) for n in (1, 5, 8, 15, 20, 40)]
    [1, 2, 3, 4, 5, 10]
    """
    return next((many for most, many in _LENGTHS if count <= most), count // 4)


def damage(
    text: str, elsewhere: Sequence[str], chance: random.Random
) -> tuple[str, tuple[int, int]] | None:
    """``text`` with a run of words from one of the texts ``elsewhere``, and the run's offsets.

    None if the text is too short or nothing elsewhere is long enough and different.
    """
    found = list(_WORD.finditer(text))
    many = replaced(len(found))
    if len(found) < SHORTEST:
        return None
    first = chance.randrange(1, len(found) - many)
    start, end = found[first].start(), found[first + many - 1].end()
    for other in chance.sample(list(elsewhere), len(elsewhere)):
        there = _WORD.findall(other)
        if len(there) < many:
            continue
        at = chance.randrange(len(there) - many + 1)
        run = " ".join(there[at : at + many])
        known = set(text.lower().split())
        strange = sum(word not in known for word in run.lower().split())
        if 2 * strange >= many:  # so that what stands there now is visibly something else
            return text[:start] + run + text[end:], (start, start + len(run))
    return None
