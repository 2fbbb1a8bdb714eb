"""Counting what says no in the two languages, by the lists of ``polarity.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from fassung.checks.model import Pair, Word

_NOT = ("n't", "n’t")
_REACH = 0.3
"""How far apart, in parts of the whole, words may stand that render each other. Measured."""
_MEMORY = 100_000
"""Words remembered at most."""
_HEADLINE = 0.7
"""Part of a headline's words that begin with a capital."""
_NEAR = 60
"""Characters around a denying word that are searched for a quiet phrase."""


@dataclass(frozen=True)
class Language:
    """What the lists say of one language."""

    deny: frozenset[str]
    quiet: re.Pattern[str]
    weak: Callable[[str], bool]
    phrases: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of a text that deny: surely, and those that may count or not."""

    sure: list[Word]
    quiet: list[Word]

    @property
    def most(self) -> int:
        return len(self.sure) + len(self.quiet)


def denying(words: Iterable[Word], language: Language) -> list[Word]:
    """The words that deny, in whatever phrase."""
    return [w for w in words if w.lower in language.deny or w.lower.endswith(_NOT)]


def cues(text: str, found: Iterable[Word], language: Language, *, headline: bool = False) -> Cues:
    """The denying words of ``text`` (in lower case); those in a quiet phrase ("not only") apart.

    In a ``headline`` of capitals a capital does not tell a title.
    """
    sure: list[Word] = []
    quiet: list[Word] = []
    for word in found:
        first = max(0, word.start - _NEAR)
        stretches = language.quiet.finditer(text, first, word.end + _NEAR)
        # "n't just" begins inside its word.
        inside = any(m.start() < word.end <= m.end() for m in stretches)
        (quiet if inside or (not headline and _in_a_title(text, word)) else sure).append(word)
    return Cues(sure, quiet)


def _in_a_title(text: str, word: Word) -> bool:
    """Whether a capital stands in the midst of a sentence: "Escape, and Never the Same"."""
    before = text[: word.start].rstrip(" ")
    return word.text[0].isupper() and not word.text.isupper() and before[-1:].isalpha()


def in_capitals(words: Sequence[Word]) -> bool:
    """Whether most of an English text's words begin with a capital."""
    return sum(word.text[0].isupper() for word in words) > _HEADLINE * len(words)


def half(text: str, words: Iterable[Word]) -> list[Word]:
    """Those of the quiet English ``words`` whose phrase denies after all ("if not")."""
    return [
        word
        for word in words
        if any(
            m.start() < word.end <= m.end()
            for m in _half_english().finditer(text, max(0, word.start - _NEAR), word.end + _NEAR)
        )
    ]


def said_in_a_word(pair: Pair) -> bool:
    """Whether the German may render a negation by un-, -los or "kaum", which is the usual way."""
    return any(_in_a_word()(word.lower) for word in pair.german_words)


def denies(pair: Pair) -> bool:
    """Whether either side may hold a word that denies: a cheap first look."""
    return (
        not pair.german_vocabulary.isdisjoint(german().deny)
        or not pair.source_vocabulary.isdisjoint(english().deny)
        or "n't" in pair.source
        or "n’t" in pair.source
    )


def weak_english(pair: Pair) -> list[float]:
    """Where in the source, from 0 to 1, stands what may become a German negation."""
    language = english()
    length = len(pair.source)
    found = [word.start / length for word in pair.source_words if language.weak(word.lower)]
    if language.phrases:
        found += [m.start() / length for m in language.phrases.finditer(pair.source_lower)]
    return found


def weak_german(pair: Pair) -> list[float]:
    """Where in the German, from 0 to 1, stands what may render an English negation."""
    length = len(pair.german)
    return [w.start / length for w in pair.german_words if german().weak(w.lower)]


def firm(pair: Pair) -> list[Word]:
    """The words of the source that say no by themselves, as German does with a negation or un-."""
    new = pair.source_vocabulary - _not_firm
    if not new:
        return []
    words = _firm_words()
    if len(_not_firm) > _MEMORY:
        _not_firm.clear()
    _not_firm.update(word for word in new if not words(word))
    return [word for word in pair.source_words if word.lower not in _not_firm]


_not_firm: set[str] = set()
"""What was looked at before, as nearly all words of a text have been."""


def explained(
    places: Iterable[float], weak: list[float], counterparts: list[float], length: int
) -> bool:
    """Whether near one of ``places`` more stands in ``weak`` than in ``counterparts``.

    ``length`` of the text in characters: in a short one everything is near.
    """
    reach = max(_REACH, _NEAR / max(length, 1))
    return any(
        sum(abs(at - place) < reach for at in weak)
        > sum(abs(at - place) < reach for at in counterparts)
        for place in places
    )


@cache
def english() -> Language:
    lists = _lists()
    return Language(
        frozenset(lists["english"].split()),
        _phrases(lists["quiet_english"]),
        _matcher(lists["weak_english"].split(), lists["strong_english"].split()),
        _phrases(lists["weak_phrases_english"]),
    )


@cache
def german() -> Language:
    lists = _lists()
    return Language(
        frozenset(lists["german"].split()),
        _phrases(lists["quiet_german"]),
        _matcher(lists["weak_german"].split(), lists["strong_german"].split()),
    )


@cache
def _half_english() -> re.Pattern[str]:
    return _phrases(_lists()["half_english"])


@cache
def _in_a_word() -> Callable[[str], bool]:
    lists = _lists()
    return _matcher(lists["in_a_word_german"].split(), lists["strong_german"].split())


@cache
def _firm_words() -> Callable[[str], bool]:
    return _matcher(_lists()["firm_english"].split(), ())


@cache
def free_german() -> re.Pattern[str]:
    """Negations that a translator adds freely."""
    return _phrases(_lists()["free_german"])


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    parts = []
    # The longest first, so that "not … until" is tried before "not".
    for phrase in sorted(phrases, key=len, reverse=True):
        escaped = re.escape(phrase).replace("'", "['’]")
        escaped = escaped.replace(r"\ …\ ", r"(?:\W{1,3}\w+){1,4}\W{1,3}").replace(r"\*", r"\w*")
        escaped = escaped.replace(r"\#", r"\d+")
        start = "" if phrase.startswith("n't") else r"\b"
        parts.append(start + escaped.replace(r"\ ", r"\W{1,3}"))
    return re.compile(rf"(?:{'|'.join(parts)})\b")


def _matcher(words: Iterable[str], but: Iterable[str]) -> Callable[[str], bool]:
    """Whether a word in lower case is one of ``words`` and none of ``but``."""
    whole, starts, ends = _sorted(words)
    no_whole, no_starts, _ = _sorted(but)

    @lru_cache(maxsize=50_000)
    def matches(word: str) -> bool:
        return (
            word in whole or word.startswith(starts) or (len(word) > 5 and word.endswith(ends))
        ) and not (word in no_whole or word.startswith(no_starts))

    return matches


def _sorted(words: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole words, beginnings and endings."""
    all_words = list(words)
    return (
        frozenset(word for word in all_words if "*" not in word),
        tuple(word[:-1] for word in all_words if word.endswith("*")),
        tuple(word[1:] for word in all_words if word.startswith("*")),
    )


@cache
def _lists() -> dict[str, str]:
    text = (resources.files("fassung.checks") / "polarity.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
