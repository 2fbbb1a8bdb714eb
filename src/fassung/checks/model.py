"""What a check is, and what it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

from fassung.article import Finding, Role, Severity, Stretch, Text
from fassung.german import HouseStyle
from fassung.german.glossary import Glossary

_T = TypeVar("_T")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


class Word(NamedTuple):
    """A word of a text: its letters, the same in lower case, where it stands."""

    text: str
    lower: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """The words of ``text``: letters and figures, joined by hyphen or apostrophe.

    >>> [w.text for w in words("The U.S.-led talks don't end.")]
    ['The', 'U', 'S', 'led', 'talks', "don't", 'end']
    """
    # The constructor of a named tuple in Python takes twice as long; a text has many words.
    new = tuple.__new__
    return tuple(
        [new(Word, (w := m[0], w.lower(), m.start(), m.end())) for m in _WORD.finditer(text)]
    )


@dataclass(frozen=True, kw_only=True)
class Context:
    """What is known about an article beside its texts. All of it may be unknown.

    ``published`` is when the original first appeared, ``appears`` when the German version does;
    both aware.
    """

    style: HouseStyle = field(default_factory=HouseStyle)
    published: datetime | None = None
    appears: datetime | None = None
    headline_limit: int = 90
    """Characters that a headline may have on this portal."""
    glossary: Glossary = field(default_factory=Glossary)
    """Terms of partner and portal together, and the words that stay as they are."""


@dataclass(frozen=True)
class Pair:
    """One segment in both languages, with what several checks need to know of it, found once.

    ``source`` is empty when there is only the German (``fassung check --german``).
    """

    source: str
    german: str
    role: Role = Role.BODY
    segment: str = ""
    source_text: Text | None = None
    german_text: Text | None = None
    """The same with spans, where the caller has them."""
    _known: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, find: Callable[[Pair], _T]) -> _T:
        """What ``find`` finds in this pair, found once and kept for the checks that come after."""
        known = self._known
        if find not in known:
            known[find] = find(self)
        return known[find]  # type: ignore[no-any-return]

    @cached_property
    def source_words(self) -> tuple[Word, ...]:
        return words(self.source)

    @cached_property
    def german_words(self) -> tuple[Word, ...]:
        return words(self.german)

    @cached_property
    def source_capitals(self) -> tuple[Word, ...]:
        """The words of the source that begin with a capital letter."""
        return tuple([word for word in self.source_words if word.text[0] != word.lower[0]])

    @cached_property
    def german_capitals(self) -> tuple[Word, ...]:
        """The words of the German that begin with a capital letter."""
        return tuple([word for word in self.german_words if word.text[0] != word.lower[0]])

    @cached_property
    def source_lower(self) -> str:
        return self.source.lower()

    @cached_property
    def german_lower(self) -> str:
        return self.german.lower()

    @cached_property
    def source_vocabulary(self) -> frozenset[str]:
        """All words of the source in lower case."""
        return frozenset([word.lower for word in self.source_words])

    @cached_property
    def german_vocabulary(self) -> frozenset[str]:
        """All words of the German in lower case."""
        return frozenset([word.lower for word in self.german_words])


def both(pair: Pair, source: Stretch, target: Stretch) -> dict[str, Any]:
    """What a finding about two stretches underlines, and names as ``english`` and ``german``."""
    return {
        "source": [source],
        "target": [target],
        "english": pair.source[slice(*source)],
        "german": pair.german[slice(*target)],
    }


class Scope(StrEnum):
    """What a check reads at once."""

    SEGMENT = "segment"
    ARTICLE = "article"


SegmentRule: TypeAlias = Callable[["Check", Pair, Context], Iterable[Finding]]
ArticleRule: TypeAlias = Callable[["Check", Sequence[Pair], Context], Iterable[Finding]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One rule: its name, its type in MQM Core, how bad a finding is by default, and the rule.

    Exactly one of ``segment`` (reads one pair) and ``article`` (reads all pairs in reading
    order) is given. ``german_alone`` says whether it can work without a source.
    """

    id: str
    title: str
    """What it looks for, in a few English words; key of the German catalogue."""
    category: str
    severity: Severity
    german_alone: bool = False
    source_alone: bool = False
    """Whether a segment rule reads a segment that has no German at all, too."""
    segment: SegmentRule | None = None
    article: ArticleRule | None = None

    def __post_init__(self) -> None:
        if (self.segment is None) == (self.article is None):
            raise ValueError(f"check {self.id} needs a rule for segments or one for articles")

    @property
    def scope(self) -> Scope:
        return Scope.SEGMENT if self.segment else Scope.ARTICLE

    def finding(
        self,
        pair: Pair,
        template: str,
        /,
        *,
        source: Sequence[Stretch] = (),
        target: Sequence[Stretch] = (),
        repair: str | None = None,
        safe: bool = False,
        severity: Severity | None = None,
        **values: object,
    ) -> Finding:
        """A finding of this check in ``pair``; ``values`` are what the message names."""
        return Finding(
            segment=pair.segment,
            check=self.id,
            category=self.category,
            severity=severity or self.severity,
            template=template,
            values=tuple((name, str(value)) for name, value in values.items()),
            source=tuple(source),
            target=tuple(target),
            repair=repair,
            safe=safe,
        )


__all__ = [
    "Check",
    "Context",
    "Finding",
    "Pair",
    "Scope",
    "Severity",
    "Stretch",
    "Word",
    "both",
    "words",
]
