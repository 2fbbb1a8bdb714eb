"""The same words twice in one sentence, which the original says once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from fassung.checks.completeness import rendered, sentences
from fassung.checks.foreign import FUNCTION
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.repetition import loop

_WORDS = 3
"""Words of the shortest stretch that may not come back; side by side two are enough."""
_LETTERS = 4
"""Letters from which on a word carries meaning of its own."""

_Place: TypeAlias = tuple[int, int]


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    words = pair.german_words
    # Who says a phrase twice says two words in a row twice: most texts are done with here.
    if len(words) - len(pair.german_vocabulary) < 2:
        return
    lower = [word.lower for word in words]
    if len(set(pairwise(lower))) == len(lower) - 1:
        return
    if loop(lower):
        return  # the check for loops says so
    for sentence in sentences(pair.german):
        first = next((i for i, word in enumerate(words) if word.start >= sentence.start), 0)
        last = next((i for i, word in enumerate(words) if word.start >= sentence.end), len(words))
        twice = _twice(lower[first:last])
        if twice is None:
            continue
        (one, other), size = twice
        stretch = words[first + one : first + one + size]
        again = words[first + other : first + other + size]
        if _is_lawful(pair, stretch):
            continue
        yield check.finding(
            pair,
            "“{words}” is said twice.",
            target=[(again[0].start, again[-1].end), (stretch[0].start, stretch[-1].end)],
            words=pair.german[again[0].start : again[-1].end],
        )


def _twice(words: Sequence[str]) -> tuple[_Place, int] | None:
    """Where the longest stretch that comes back stands first and again, and its length."""
    best: tuple[_Place, int] | None = None
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for before in places.get(word, ()):
            size = 1
            while (
                at + size < len(words)
                and before + size < at
                and (words[before + size] == words[at + size])
            ):
                size += 1
            needed = 2 if before + size == at else _WORDS
            if size >= max(needed, best[1] + 1 if best else 0):
                best = (before, at), size
        places.setdefault(word, []).append(at)
    return best


def _is_lawful(pair: Pair, stretch: Sequence[Word]) -> bool:
    """Whether the words may come back: they say little, or the original repeats them too."""
    if not any(word.text[0].isupper() and len(word.text) > 2 for word in stretch):
        return True
    german = " " + " ".join(word.lower for word in stretch)
    count = Counter(word.lower for word in pair.source_words)
    return any(
        rendered(word, german) is not False
        for word, times in count.items()
        if times > 1 and len(word) >= _LETTERS - 1 and word not in FUNCTION and word != "and"
    )


CHECK = Check(
    id="repeated-phrase",
    title="words said twice",
    category="accuracy/addition",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
