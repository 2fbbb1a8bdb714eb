"""Words that repeat themselves, as an engine writes them when it got stuck.

One place for all who look for it: the house model before it answers, the translation before it
asks again, the check before an editor reads.
"""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 8
"""Words of the longest stretch that is looked for."""


def loop(words: Sequence[str], single: int = 4) -> tuple[int, int] | None:
    """First and last place of a stretch that stands three times in a row (one word: ``single``).

    ``words`` are compared as they are; None if nothing repeats.

    >>> loop("er ging und ging und ging und kam".split()), loop("nein nein nein".split())
    ((1, 6), None)
    """
    # A loop of any length repeats words: most texts are done with here.
    if len(words) - len(set(words)) < min(3, single - 1):
        return None
    for size in range(1, _LONGEST + 1):
        needed = (single if size == 1 else 3) - 1
        same = 0
        for at in range(size, len(words)):
            same = same + 1 if words[at] == words[at - size] else 0
            if same == needed * size:
                return at - same - size + 1, at
    return None
