"""Weaker signs that a name was lost or became another one: what stands beside it, how often it
stands there, and places that the German names in no form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fassung.checks.completeness import rendered
from fassung.checks.held import ARTICLES, in_source, is_title
from fassung.checks.model import Pair, Word
from fassung.checks.named import base, may_be_name, names
from fassung.checks.sides import english, german, unmatched
from fassung.checks.spelling import plain

_SHORTEST = 4
"""Letters of the shortest name that is counted."""
_SAME = 4
"""Letters at the beginning by which a German form of a name is known."""
_STEM = 3
"""The same for a place: "Romreise", "havannisch"."""
_ENDING = re.compile(r"e[mnrs]?$")
# "German", "Chinese", "Polish", "Iraqi", "Americans": German may leave a people out, or say "sie".
_PEOPLE = re.compile(
    r"(?:[ice]an|man|ese|[^k]ish|[ntw]ch|Swiss|Greek|[^aeou]ic|[aeqlrdn]i|pino|ans|ees)s?$"
)

# Those that are no other words, too.
_MONTHS = {
    "January": 1,
    "February": 2,
    "April": 4,
    "June": 6,
    "July": 7,
    "August": 8,
    "September": 9,
    "October": 10,
    "November": 11,
    "December": 12,
}
_MONTHS_SMALL = frozenset(month.lower() for month in _MONTHS)
_MONTH = re.compile(
    r"\b(?:\w+-)?(?:januar|jänner|februar|feber|märz|april|mai\b|jun[io]|juli|august|september"
    r"|oktober|november|dezember|(?:jan|feb|mär|apr|jun|jul|aug|sept?|okt|nov|dez)\.)"
    r"|monat"
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A word of a full name in the source, and what stands in its place in the German."""

    english: Word
    german: Word


def exchanged(pair: Pair) -> Iterator[Exchange]:
    """Full names of which one word stands in the German beside a word that the source lacks."""
    pairs: list[tuple[Word, Word]] | None = None
    for first, last in pairwise(pair.source_capitals):
        if last.start != first.end + 1 or not _together(pair.source, first, last):
            continue
        one, two = base(first.text), base(last.text)
        if f"{one} {two[:_SAME]}" in pair.german or one.isupper() or two.isupper():
            continue
        if one not in pair.german and two not in pair.german:
            continue
        if pairs is None:
            pairs = [p for p in pairwise(pair.german_words) if _together(pair.german, *p)]
        for left, right in pairs:
            if left.text == one and not _renders(two, right.text) and _is_strange(pair, right):
                yield Exchange(last, right)
                break
            if (
                right.text in (two, two + "s")
                and may_be_name(one)
                and may_be_name(two)
                and left.lower not in ARTICLES
                and not is_title(left.lower)
                and not _renders(one, left.text)
                and _is_strange(pair, left)
            ):
                yield Exchange(first, left)
                break


def _together(text: str, one: Word, two: Word) -> bool:
    """Whether two words with a capital stand side by side."""
    return (
        one.text[0].isupper()
        and two.text[0].isupper()
        and two.start == one.end + 1
        and text[one.end] in " \u00a0"
        and min(len(one.text), len(two.text)) > 2
    )


def _is_strange(pair: Pair, word: Word) -> bool:
    return word.text not in pair.source and not in_source(pair, word.text)


def _renders(english_word: str, german_word: str) -> bool:
    """Whether the one may stand for the other: "Hospital", "Krankenhaus"; "Freie", "Freien"."""
    return bool(rendered(english_word.lower(), f" {german_word.lower()}")) or (
        _ENDING.sub("", plain(english_word)) == _ENDING.sub("", plain(german_word))
    )


def rarer(pair: Pair) -> Iterator[Word]:
    """Names that stand in the source twice or more, and in the German less often."""
    capitals = [base(word.text) for word in pair.source_capitals]
    if len(set(capitals)) == len(capitals):
        return
    count = Counter(capitals)
    for name in names(pair):
        for word in name.words:
            bare = base(word.text)
            if len(bare) >= _SHORTEST and (0 < pair.german.count(bare) < count.pop(bare, 0)):
                yield word


def months(pair: Pair) -> Iterator[tuple[int, int]]:
    """Months of the source that are gone: the German names none and has no figure for it."""
    if _MONTHS_SMALL.isdisjoint(pair.source_vocabulary):
        return
    for word in pair.source_words:
        number = _MONTHS.get(word.text)
        # Another month in its place is a matter of the check for dates.
        if number is None or _MONTH.search(pair.german_lower):
            continue
        if not re.search(rf"\b0?{number}\.|[-./]0?{number}\b", pair.german):
            yield word.start, word.end


def places(pair: Pair) -> Iterator[tuple[int, int]]:
    """Stretches of the source that name a country or its capital, which the German does not."""
    said = english().mentions(pair.source_words, pair.source_vocabulary)
    if not said:
        return
    says = german().mentions(pair.german_words, pair.german_vocabulary)
    for mention in unmatched(said, says):
        name = base(pair.source[mention.start : mention.end])
        if (
            mention.side.group == "country"
            and len(name) >= _SHORTEST
            and name.isalpha()
            and not _PEOPLE.search(name)
            and name[:_STEM].lower() not in pair.german_lower
        ):
            yield mention.start, mention.end
