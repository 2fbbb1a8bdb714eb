"""Which German word stands where a name of the source should: "in Bremen" for "in Cologne"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fassung.checks.completeness import lexicon
from fassung.checks.held import ARTICLES, in_source, is_title
from fassung.checks.model import Pair, Word, words
from fassung.checks.name_tables import known
from fassung.checks.named import base
from fassung.checks.sides import english, german

_APART = 0.3
"""How far apart, in parts of the whole, a name and what stands for it may be."""
_CLOSE = 0.15
"""The same where nothing beside them says that they belong together."""
_SHORTEST = 3
_STEM = 4
"""Letters of a German word by which it may render an English one that is written like it."""
# Small words before a name that render each other.
_BEFORE = {
    "in": "in im",
    "of": "von vom des der",
    "from": "aus von vom",
    "by": "von durch bei",
    "to": "nach zu an",
    "for": "für",
    "with": "mit",
    "and": "und sowie",
    "or": "oder",
    "at": "bei in an",
    "near": "bei nahe",
    "against": "gegen",
    "between": "zwischen",
    "that": "dass",
    "said": "sagte erklärte so",
    "says": "sagt so",
    "than": "als",
    "like": "wie",
    "as": "als wie",
    "on": "auf an über",
    "about": "über",
    "after": "nach",
    "before": "vor",
}
_SMALL = ARTICLES | frozenset(word for words in _BEFORE.values() for word in words.split())
# Endings of German nouns that are no names.
_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|ismus|ität|ment|nis|tum|ling|innen|zeug|werk)e?[ns]?$"
)
_TIME = re.compile(
    r"\w+tage?s?|Mittwochs?|Januar|Februar|März|April|Mai|Ju[nl]i|August|\w+ber|Jahre?n?"
)
# What stands before a noun and not before a name: an article, an adjective, a figure.
_DETERMINED = re.compile(
    r"^(?:[a-zäöüß]+(?:e|en|er|es|em)|(?:d(?:as)|[msk]?ein|ihr|unser|im|am|zum|zur|vom|beim"
    r"|seit|zwei|drei|viel|mehr)|\d.*)$"
)


def standin(pair: Pair, lost: Word) -> Word | None:
    """The one German word that may stand for the name ``lost`` of the source; None in doubt."""
    found = list(_candidates(pair, lost))
    beside = [word for word, evidence in found if evidence]
    if len(beside) == 1:
        return beside[0]
    place = lost.start / len(pair.source)
    close = [w for w, _ in found if abs(w.start / len(pair.german) - place) < _CLOSE]
    return close[0] if len(close) == 1 and not beside else None


def displaced(pair: Pair) -> Iterator[tuple[Word, Word]]:
    """Known names and countries of the source in whose very place the German has another word.

    That a country is named elsewhere in the German, or its capital, is no excuse here.
    """
    for word in pair.source_capitals:
        if word.lower in pair.german_vocabulary or word.lower[:_SHORTEST] in pair.german_lower:
            continue
        if not _is_known(word.text):
            continue
        said = german().mentions(pair.german_words, pair.german_vocabulary)
        sides = {place for mention in said for place in range(mention.start, mention.end)}
        found = [w for w, evidence in _candidates(pair, word) if evidence and w.start not in sides]
        if len(found) == 1:
            yield word, found[0]


@lru_cache(maxsize=20_000)
def _is_known(word: str) -> bool:
    name = base(word)
    if len(name) < _STEM or name.isupper():
        return False
    sides = english().mentions(words(name), {name.lower()})
    return name in known() or any(mention.side.group == "country" for mention in sides)


def _candidates(pair: Pair, lost: Word) -> Iterator[tuple[Word, bool]]:
    source, target = pair.source_words, pair.german_words
    number = source.index(lost)
    before = source[number - 1] if number else None
    after = source[number + 1] if number + 1 < len(source) else None
    place = lost.start / len(pair.source)
    found: list[tuple[Word, bool]] = []
    for at, word in enumerate(target):
        text = word.text
        if text[0] == word.lower[0] or len(text) < _SHORTEST or text in pair.source:
            continue
        if abs(word.start / len(pair.german) - place) > _APART:
            continue
        if _NOUN.search(text) or _TIME.fullmatch(text) or word.lower in _SMALL:
            continue
        if is_title(word.lower) or _renders_something(pair, word) or in_source(pair, text):
            continue
        left = target[at - 1] if at else None
        right = target[at + 1] if at + 1 < len(target) else None
        evidence = _beside(before, left) or (after is not None and _same(after, right))
        if found and left is found[-1][0] and left.end + 1 == word.start:
            # "in Wuzzle Angst" names first, "der Firma Wuzzle" last.
            if at < 2 or not _DETERMINED.match(target[at - 2].text):
                continue
            evidence = found.pop()[1] or evidence
        if evidence or (left and not _DETERMINED.match(left.text)):
            found.append((word, evidence))
    yield from found


def _beside(word: Word | None, other: Word | None) -> bool:
    if word is None or other is None:
        return word is other
    return other.lower in _BEFORE.get(word.lower, "").split() or _same(word, other)


def _same(word: Word, other: Word | None) -> bool:
    return other is not None and word.text == other.text and len(word.text) >= _SHORTEST


def _renders_something(pair: Pair, noun: Word) -> bool:
    """Whether a word of the German stands for some word of the source."""
    for word in pair.source_vocabulary:
        stems = lexicon().get(word)
        if stems and noun.lower.startswith(stems):
            return True
        if word[:_STEM] == noun.lower[:_STEM] and len(word) >= _STEM:
            return True
    return False
