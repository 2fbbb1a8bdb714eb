"""What two sets share, and so must not be on both sides of a test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fassung.lab.pairs import Pair

_FEWEST = 6
"""Words of a segment that counts: "Read more" stands in many articles and gives nothing away."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Documents of the same name, and segments of the same English, that two sets share."""

    documents: tuple[str, ...]
    segments: tuple[tuple[str, str], ...]
    """Keys in the first set."""

    def __bool__(self) -> bool:
        return bool(self.documents or self.segments)


def leaks(one: Iterable[Pair], other: Iterable[Pair]) -> Leak:
    """What is in both; case, white space and quotation marks make no difference."""
    first, second = tuple(one), tuple(other)
    texts = {_plain(pair.source) for pair in second}
    names = {pair.document for pair in second}
    return Leak(
        tuple(dict.fromkeys(pair.document for pair in first if pair.document in names)),
        tuple(pair.key for pair in first if pair.words >= _FEWEST and _plain(pair.source) in texts),
    )


_MARKS = str.maketrans("“”„‘’‚", "\"\"\"'''")


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).casefold().split())
