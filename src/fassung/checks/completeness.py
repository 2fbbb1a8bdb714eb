"""Whether a sentence of one text has a counterpart in the other.

What speaks for a loss: the lengths fit better without the sentence (Gale and Church 1993), the
other text has fewer sentences, and it holds neither renderings of the words that only this
sentence has (``lexicon.csv``) nor its names and figures. The weights come from a logistic
regression over 5,600 sentences of human pairs of news, a quarter of them dropped.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log

from fassung.checks.model import Word

RATIO = 1.11
"""Characters of German for one of English; median of 5,000 human pairs of news."""
_SPREAD = 2.0
"""Standard deviation of the German length, divided by the root of the English one."""

_END = re.compile(r"[.!?…]+[\"”“’‘»«')\]]*\s+(?=[\"„“‚‘»«(\[–—-]?\s?[^\W\d_a-zäöüß]|\d)")
_NO_END = re.compile(
    r"(?:\b(?:[A-ZÄÖÜ]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Jr|Sr|No|no|Nr|vs|Inc|Co"
    r"|Corp|Ltd|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|Okt|Dez|ca|bzw|etc|usw|sog|approx|Art|Abs|Mt|Ft|u\.a"
    r"|z\.B|d\.h|z\. B|d\. h|u\. a)|\b\d{1,2}|U\.S|U\.K|U\.N|a\.m|p\.m)\.$"
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 6
"""Characters; what is shorter is an initial or a number more often than a sentence."""
_ANCHOR = re.compile(r"\d+|[^\W\d_a-zäöüß][^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts, in nats of the odds that the sentence has no counterpart."""

    words: float
    held: float
    """A name or figure that the other text holds."""
    lost: float
    """One that it does not."""
    length: float
    fewer: float
    """The other text has fewer sentences."""
    more: float
    own: float
    """For 100 characters of the sentence."""
    base: float


OMITTED = Weights(-0.97, -4.36, 1.36, 0.7, 5.59, -0.15, -0.45, -3.9)
ADDED = Weights(-0.9, -1.33, 0.5, 0.8, 4.87, 1.03, -1.64, -4.05)


def sentences(text: str) -> list[Sentence]:
    """The sentences of an English or German text.

    >>> [s.text for s in sentences("Am 3. Mai kam Dr. May. Es war kalt.")]
    ['Am 3. Mai kam Dr. May.', 'Es war kalt.']
    """
    found = []
    start = 0
    for match in _END.finditer(text):
        if not _NO_END.search(text[max(0, match.start() - 7) : match.start() + 1]):
            found.append(_sentence(text, start, match.end()))
            start = match.end()
    found.append(_sentence(text, start, len(text)))
    return [sentence for sentence in found if sentence.text]


def _sentence(text: str, start: int, end: int) -> Sentence:
    part = text[start:end].rstrip()
    return Sentence(part, start, start + len(part))


def omitted(source: str, german: str, least: float = 0) -> tuple[Sentence, float] | None:
    """The sentence of ``source`` that ``german`` most likely lacks, and the log odds of that.

    None if there is none with more than ``least``; at 0 it is as likely lost as there.
    """
    these, those = sentences(source), sentences(german)
    return _alone(these, those, german.lower(), RATIO, rendered, OMITTED, least)


def added(source: str, german: str) -> tuple[Sentence, float] | None:
    """The sentence of ``german`` that most likely stands for nothing in ``source``."""
    words = frozenset(_WORD.findall(source.lower()))
    lower = source.lower()

    def in_source(word: str, _: str) -> bool | None:
        english = _sources().get(word[:_STEM])
        return None if english is None else not english.isdisjoint(words)

    return _alone(sentences(german), sentences(source), lower, 1 / RATIO, in_source, ADDED)


def rendered(word: str, german: str) -> bool | None:
    """Whether the German, in small letters, holds a rendering; None if the lexicon knows none."""
    stems = lexicon().get(word)
    if stems is None:
        return None
    return any(f" {stem}" in german or (len(stem) > 4 and stem in german) for stem in stems)


def gap(words: Sequence[Word], german: str) -> tuple[int, int, int]:
    """The longest stretch of the source without a counterpart: start, end, known words in it.

    ``german`` in small letters. A name or figure that is there ends a stretch.
    """
    best = (0, 0, 0)
    start = count = 0
    for word in words:
        found = rendered(word.lower, german)
        if found is None:
            name = word.text[0].isupper() or word.text[0].isdigit()
            if name and word.lower[:5] in german:
                count = 0
        elif found:
            count = 0
        else:
            start = start if count else word.start
            count += 1
            if count > best[2]:
                best = (start, word.end, count)
    return best


def _alone(
    these: Sequence[Sentence],
    others: Sequence[Sentence],
    other: str,
    ratio: float,
    held: Callable[[str, str], bool | None],
    weights: Weights,
    least: float = 0,
) -> tuple[Sentence, float] | None:
    total = sum(len(s.text) for s in these)
    length = sum(len(s.text) for s in others)
    if len(these) < 2 or not length:
        return None
    # Few sentences and about the expected length: nothing can be missing.
    if len(others) >= len(these) and length > 0.9 * ratio * total:
        return None
    chance = 0.05 + 0.0001 * length
    yes, no = log(0.6 / chance), log(0.4 / (1 - chance))
    lower = [s.text.lower() for s in these]
    best: tuple[Sentence, float] | None = None
    for at, sentence in enumerate(these):
        if len(sentence.text) < _SHORTEST:
            continue
        rest = " ".join(lower[:at] + lower[at + 1 :])
        words = set(_WORD.findall(lower[at])) - set(_WORD.findall(rest))
        known = [there for word in words if (there := held(word, other)) is not None]
        present, gone = _anchors(sentence.text, rest, other)
        fit = _misfit(total, length, ratio) - _misfit(total - len(sentence.text), length, ratio)
        score = (
            weights.words * sum(yes if found else no for found in known)
            + weights.held * present
            + weights.lost * gone
            + weights.length * min(max(fit, -10), 10)
            + weights.fewer * (len(others) < len(these))
            + weights.more * (len(others) > len(these))
            + weights.own * len(sentence.text) / 100
            + weights.base
        )
        if score > least and (best is None or score > best[1]):
            best = sentence, score
    return best


def _anchors(sentence: str, rest: str, other: str) -> tuple[int, int]:
    """How many of its own names and figures the other text holds, and how many not."""
    there = gone = 0
    for word in {m.group().lower() for m in _ANCHOR.finditer(sentence, 1)}:
        if word in rest or word in lexicon():
            continue
        if (word if word[0].isdigit() else word[:5]) in other:
            there += 1
        else:
            gone += 1
    return there, gone


def _misfit(length: int, other: int, ratio: float) -> float:
    return float((other - ratio * length) ** 2 / (2 * _SPREAD**2 * max(length, 10)))


_STEM = 6


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """How German words begin, in small letters, that render an English word."""
    text = (resources.files("fassung.checks") / "lexicon.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if line and line[0] != "#")
    return {row["english"]: tuple(row["german"].split("|")) for row in rows}


@cache
def _sources() -> dict[str, set[str]]:
    """The lexicon the other way round."""
    found: dict[str, set[str]] = {}
    for english, stems in lexicon().items():
        for stem in stems:
            found.setdefault(stem, set()).add(english)
    return found
