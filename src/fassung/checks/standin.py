"""Which German word stands where a name of the source should: "in Bremen" for "in Cologne"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.completeness import lexicon
from fassung.checks.held import ARTICLES, in_source, is_title
from fassung.checks.model import Pair, Word

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


def _candidates(pair: Pair, lost: Word) -> Iterator[tuple[Word, bool]]:
    source, german = pair.source_words, pair.german_words
    number = source.index(lost)
    before = source[number - 1] if number else None
    after = source[number + 1] if number + 1 < len(source) else None
    place = lost.start / len(pair.source)
    for at, word in enumerate(german):
        text = word.text
        if text[0] == word.lower[0] or len(text) < _SHORTEST or text in pair.source:
            continue
        if abs(word.start / len(pair.german) - place) > _APART:
            continue
        if (
            _NOUN.search(text)
            or _TIME.fullmatch(text)
            or word.lower in ARTICLES
            or is_title(word.lower)
        ):
            continue
        if _renders_something(pair, word) or in_source(pair, text):
            continue
        left = german[at - 1] if at else None
        right = german[at + 1] if at + 1 < len(german) else None
        evidence = _beside(before, left) or (after is not None and _same(after, right))
        if evidence or (left and not _DETERMINED.match(left.text)):
            yield word, evidence


def _beside(english: Word | None, german: Word | None) -> bool:
    if english is None or german is None:
        return english is german
    return german.lower in _BEFORE.get(english.lower, "").split() or _same(english, german)


def _same(english: Word, german: Word | None) -> bool:
    return german is not None and english.text == german.text and len(english.text) >= _SHORTEST


def _renders_something(pair: Pair, german: Word) -> bool:
    for word in pair.source_vocabulary:
        stems = lexicon().get(word)
        if stems and german.lower.startswith(stems):
            return True
        if word[:_STEM] == german.lower[:_STEM] and len(word) >= _STEM:
            return True
    return False
