"""English words that stand in German with a capital: whole, in a compound, with an ending.

``left_over.txt`` holds the English words that German hardly ever writes with a capital of its
own; one of them counts only where the original has it in small letters, so that it is no name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from fassung.checks.model import Pair
from fassung.checks.name_tables import common, lines

_ENGLISH_ENDINGS = ("s", "es")
_SHORTEST = 4
_NUMBERED = re.compile(r"\b(Level|Category|Stage|Tier|Step|Grade|Rank|Size|Part) \d")
"""Written with a capital before a figure, and no names: "Level 3"."""
_PARTICLES = frozenset("up off in on out to of and by the over down how back no".split())
"""What makes a compound a loan as a whole: "Know-how", "Back-up", "No-go"."""
_QUOTED = re.compile(r"[\"„“»«‚‘](?:[^\s\"„“”»«‚‘]+ ?){1,3}[\"“”»«‘’]")
"""A word or two in quotation marks are said as they were said: a term, a nickname."""
_GENITIVE = re.compile(r"\b(?:des|eines|dieses|jenes|jedes|[mds]eines|ihres|unseres)\s(?:\S+\s)?$")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A word or a part of a compound that is English, and the German noun it stands for."""

    start: int
    end: int
    noun: str | None = None
    """None where there is not one clear noun, or its form is not certain, or where a word beside
    it is English with a capital, too: "Fixed Income"."""


def leftovers(pair: Pair) -> Iterator[Leftover]:
    """The English words with a capital, or in a compound with hyphens, that were left over."""
    found = [
        (word.start + offset, word.start + offset + length, words)
        for word in pair.german_capitals
        for offset, length, words in _english(word.lower)
    ]
    if not found:
        return
    small = _small(pair)
    quoted = None
    for start, end, words in found:
        english = next((form for word in words for form in _forms(word) if form in small), None)
        if english is None or _is_name(pair, start, end):
            continue
        if quoted is None:
            quoted = [m.span() for m in _QUOTED.finditer(pair.german)]
        if not any(a < start and end < b for a, b in quoted):
            alone = not (_in_phrase(pair, start, end) or _beside_a_name(pair, start, end))
            yield Leftover(start, end, _noun(pair.german, start, end, english) if alone else None)


@lru_cache(maxsize=100_000)
def _english(word: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Parts of a German word that may be English: offset, length, the English words they may be."""
    parts = word.split("-")
    if not _PARTICLES.isdisjoint(parts):
        return ()
    found = []
    offset = 0
    for part in parts:
        # Of the German endings only this one: "Experten" and "Veganer" are German.
        bare = part.removesuffix("s")
        words = tuple(form for form in dict.fromkeys((part, bare)) if form in words_left_over())
        if words and len(bare) >= _SHORTEST:
            found.append((offset, len(part), words))
        offset += len(part) + 1
    return tuple(found)


def _forms(word: str) -> tuple[str, ...]:
    """The forms in which the English may have the word: as it is, plural, singular."""
    return (word, *(word + ending for ending in _ENGLISH_ENDINGS), word.removesuffix("s"))


def _small(pair: Pair) -> frozenset[str]:
    """The words of the source in small letters, parts of compounds too."""
    return frozenset(match[1].lower() for match in _NUMBERED.finditer(pair.source)) | frozenset(
        part
        for word in pair.source_words
        if word.text == word.lower
        for part in re.split(r"-|['’]s\b", word.lower)
    )


def _is_name(pair: Pair, start: int, end: int) -> bool:
    """Whether the source has the word, as it is, beside the same neighbour: "Storm Center"."""
    words, german = pair.german_words, pair.german
    at = next(i for i, word in enumerate(words) if word.start <= start < word.end)
    if words[at].start != start or words[at].end != end:
        return words[at].text in pair.source
    beside = [*words[max(0, at - 1) : at], words[at], *words[at + 1 : at + 2]]
    return any(
        german[first.start : last.end] in pair.source
        for first, last in pairwise(beside)
        if not first.text.isdigit() and not last.text.isdigit()
    )


def _in_phrase(pair: Pair, start: int, end: int) -> bool:
    """Whether it stands beside another English word with a capital that the source has."""
    return any(
        word.text != word.lower
        and word.lower in pair.source_vocabulary
        and word.lower in common()
        and (word.end + 1 == start or word.start == end + 1)
        for word in pair.german_words
    )


def _beside_a_name(pair: Pair, start: int, end: int) -> bool:
    """Whether the source has it small behind the same name: "the Quendt brothers"."""
    before = next((w for w in pair.german_capitals if w.end + 1 == start), None)
    if before is None or f"{before.text} " not in pair.source:
        return False
    return f"{before.lower} {pair.german_lower[start:end]}" in pair.source_lower


def _noun(german: str, start: int, end: int, english: str) -> str | None:
    noun = nouns().get(english)
    written = german[start:end].lower()
    if noun is None or written == english:
        return noun
    # With a German ending: only the genitive is certain in form.
    if (
        written == english + "s"
        and _GENITIVE.search(german[:start])
        and noun[-1] not in "aeiousxzß"
    ):
        return noun + "s"
    return None


@cache
def words_left_over() -> frozenset[str]:
    """English words that German hardly ever writes with a capital of its own."""
    return frozenset(word for line in lines("left_over.txt") for word in line.split())


@cache
def nouns() -> dict[str, str]:
    """The one German noun that stands for an English word, in the form that is usual."""
    text = (resources.files("fassung.checks") / "nouns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if line and line[0] != "#")
    return {row["english"]: row["german"] for row in rows}
