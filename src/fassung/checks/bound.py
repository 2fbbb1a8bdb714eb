"""German words that stand with a negation alone, where it is gone: "sonderlich", "klar, ob".

What is left of "nicht mehr" and "keine" shows, too: "die Fabrik gibt es mehr", "eine Zweifel".
The lists are in ``polarity.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fassung.article import Stretch
from fassung.checks.model import Pair
from fassung.checks.polarity_lists import german, lists, more_words, phrases

_BEFORE, _AFTER = 90, 60
"""Characters in which the negation of a bound word stands."""
_WORD = re.compile(r"\w+")
# A plural after "eine": an adjective in -en, or a noun in -en, which no feminine
# singular has.
_PLURAL = re.compile(
    r"ine(?<=\b[Ee]ine)(?= (?:(?!(?:gegen|wegen|neben|diesen|zwischen|innen|außen|oben|unten) )"
    r"[a-zäöüß]{4,}en [A-ZÄÖÜ][a-zäöüß]"
    r"|(?!Millionen|Milliarden|Billionen)[A-ZÄÖÜ][a-zäöüß]+en\b(?!-)))"
)


def orphans(pair: Pair) -> Iterator[Stretch]:
    """Stretches of the German that lack the negation they need."""
    text = pair.german_lower
    whole, parts = _telling()
    if (not whole.isdisjoint(pair.german_vocabulary) or any(part in text for part in parts)) and (
        bound := _bound().search(text)
    ):
        around = text[max(0, bound.start() - _BEFORE) : bound.end() + _AFTER]
        if not _denies(around):
            yield bound.span()
    if "mehr" in pair.german_vocabulary:
        yield from _more(pair)


def plurals(german: str) -> list[Stretch]:
    """Where "eine" stands before a plural, and was perhaps "keine"."""
    return [(match.start() - 1, match.end()) for match in _PLURAL.finditer(german)]


def _more(pair: Pair) -> Iterator[Stretch]:
    """ "mehr" that compares nothing and is denied by nothing."""
    text = pair.german_lower
    after, before = lists()["more_after"].split(), lists()["more_before"].split()
    for at, word in enumerate(pair.german_words):
        if word.lower != "mehr":
            continue
        following = pair.german_words[at + 1 : at + 2]
        if any(w.lower in after or w.text[0].isupper() for w in following):
            continue
        if at and pair.german_words[at - 1].lower in before:
            continue
        if _denies(text[max(0, word.start - _BEFORE) : word.start]):
            continue
        if not any(more_words()(other) for other in pair.source_vocabulary):
            yield word.start, word.end


def _denies(text: str) -> bool:
    beside = lists()["bound_beside"].split()
    return any(
        word in german().deny or word in beside or german().weak(word)
        for word in _WORD.findall(text)
    )


@cache
def _bound() -> re.Pattern[str]:
    return phrases(lists()["bound_german"])


@cache
def _telling() -> tuple[frozenset[str], tuple[str, ...]]:
    """Of each bound phrase its longest word: whole ones, and those that take endings."""
    longest = [
        max(re.findall(r"[^\W\d_]+\*?", phrase), key=len) for phrase in lists()["bound_german"]
    ]
    return (
        frozenset(word for word in longest if word[-1] != "*"),
        tuple(word[:-1] for word in longest if word[-1] == "*"),
    )
