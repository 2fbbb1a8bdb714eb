"""What a set is made of: one segment with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fassung.article import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One English segment and, where there is one, its German reference.

    ``document`` names the article, ``segment`` the place in it; both together are unique in a
    set. Where an editor made ``reference`` out of a machine's text, ``machine`` is that text,
    ``engine`` who made it and ``date`` (ISO 8601) when.
    """

    document: str
    segment: str
    source: str
    reference: str = ""
    role: Role = Role.BODY
    machine: str = ""
    engine: str = ""
    date: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Document and segment."""
        return self.document, self.segment

    @property
    def words(self) -> int:
        """English words."""
        return len(self.source.split())


def documents(pairs: Iterable[Pair]) -> Iterator[tuple[str, Sequence[Pair]]]:
    """The pairs by document; those of one document stand together in a set."""
    for name, group in groupby(pairs, key=lambda pair: pair.document):
        yield name, tuple(group)
