"""Counting what says no in the two languages, by the lists of ``polarity.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fassung.checks.completeness import lexicon
from fassung.checks.model import Pair, Word
from fassung.checks.polarity_lists import (
    Language,
    english,
    firm_before_to,
    firm_words,
    german,
    half_english,
    in_a_word,
    in_a_word_in_english,
)

_NOT = ("n't", "n’t")
_REACH = 0.3
"""How far apart, in parts of the whole, words may stand that render each other. Measured."""
_MEMORY = 100_000
"""Words remembered at most."""
_HEADLINE = 0.7
"""Part of a headline's words that begin with a capital."""
_HEAD = 4
"""Words after a negation among which the denied one stands."""
_NEAR = 60
"""Characters around a denying word that are searched for a quiet phrase."""


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
    deny = language.deny
    if not language.contracts:
        return [w for w in words if w.lower in deny]
    return [w for w in words if w.lower in deny or w.lower.endswith(_NOT)]


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


_UNTIL = re.compile(r"\buntil\b")
_BIS = re.compile(r"\bbis\b")
_ERST = re.compile(r"\b(?:erst|vor|frühestens|bevor)\b")


def until_lost(pair: Pair, words: Sequence[Word]) -> list[Word]:
    """The quiet "not … until" whose German has a "bis", which needs its "nicht", and no "erst"."""
    german = pair.german_lower
    if not words or not _BIS.search(german) or _ERST.search(german):
        return []
    text = pair.source_lower
    return [w for w in words if _UNTIL.search(text, w.end, w.end + _NEAR)]


def half(text: str, words: Iterable[Word]) -> list[Word]:
    """Those of the quiet English ``words`` whose phrase denies after all ("if not")."""
    return [
        word
        for word in words
        if any(
            m.start() < word.end <= m.end()
            for m in half_english().finditer(text, max(0, word.start - _NEAR), word.end + _NEAR)
        )
    ]


def said_no(pair: Pair) -> list[Word]:
    """The words of the source that deny; "nor" among them where no "neither" goes before it."""
    found = denying(pair.source_words, english())
    if "nor" in pair.source_vocabulary and "neither" not in pair.source_vocabulary:
        nor = [word for word in pair.source_words if word.lower == "nor"]
        found = sorted([*found, *nor], key=lambda word: word.start)
    return found


def said_in_a_word(pair: Pair, lost: Iterable[Word]) -> bool:
    """Whether the German renders a negation of ``lost`` in one word, which is a usual way.

    That is a verb as "ablehnen", or what follows the negation, with un- before it: "unklar" for
    "not clear".
    """
    says = sum(in_a_word()(word.lower) for word in pair.german_words)
    # "What one opposes": that word has its own counterpart, and stands for no "not" beside it.
    if says and says > sum(in_a_word_in_english()(word.lower) for word in pair.source_words):
        return True
    rests = [word.lower[2:] for word in pair.german_words if word.lower.startswith("un")]
    if not rests:
        return False
    starts = {word.start for word in lost}
    for at, word in enumerate(pair.source_words):
        if word.start in starts:
            for after in pair.source_words[at + 1 : at + 1 + _HEAD]:
                stems = lexicon().get(after.lower, ())
                if any(rest.startswith(stem) for rest in rests for stem in stems):
                    return True
    return False


def denies(pair: Pair) -> bool:
    """Whether either side may hold a word that denies: a cheap first look."""
    return (
        not pair.german_vocabulary.isdisjoint(german().deny)
        or not pair.source_vocabulary.isdisjoint(english().deny)
        or "nor" in pair.source_vocabulary
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
    words, before_to = firm_words(), firm_before_to()
    if len(_not_firm) > _MEMORY:
        _not_firm.clear()
    _not_firm.update(word for word in new if not words(word) and word not in before_to)
    return [
        word
        for word in pair.source_words
        if word.lower not in _not_firm
        and (word.lower not in before_to or pair.source_lower.startswith(" to ", word.end))
    ]


_not_firm: set[str] = set()
"""What was looked at before, as nearly all words of a text have been."""


def far(pair: Pair, words: Iterable[Word]) -> list[Word]:
    """Those of the English ``words`` near whose place in the German nothing denies."""
    length = len(pair.german)
    places = weak_german(pair)
    places += [word.start / length for word in denying(pair.german_words, german())]
    reach = max(_REACH, _NEAR / length)
    return [
        word
        for word in words
        if not any(abs(at - word.start / len(pair.source)) < reach for at in places)
    ]


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
