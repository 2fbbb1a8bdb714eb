"""What a translation run gives: the German article, and how every sentence came about."""

from __future__ import annotations

from dataclasses import dataclass

from fassung.article import Article, Finding, Inventory, Role, Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on its way: English, German, who translated it, from the cache or not."""

    source: str
    target: str
    engine: str
    score: float | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class TranslatedSegment:
    """A segment in both languages. ``engine`` names all that took part, e.g. ``deepl+house``."""

    id: str
    role: Role
    source: Text
    target: Text
    engine: str
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of wall time: inside the engine, and all of it."""

    engine: float
    total: float


@dataclass(frozen=True, slots=True)
class Translation:
    """A German article with the evidence for it."""

    article: Article
    source: Article
    segments: tuple[TranslatedSegment, ...]
    inventory: Inventory
    findings: tuple[Finding, ...]
    signature: str
    timing: Timing
    repaired: tuple[Finding, ...] = ()
    """What the checks found and was certain enough to be repaired at once; its stretches are
    those of the German before."""

    @property
    def words(self) -> int:
        """English words translated."""
        return sum(len(segment.source.value.split()) for segment in self.segments)
